"""Every fault in a file of ratings is named: file, row, field and what would be right."""

from pathlib import Path

import numpy as np
import pytest

from analysis.ratings.reading import RatingsFaultError, read_ratings

HEADER = "conversation,participant,model,scenario,category,overall,pleasure"
ROWS = ["c1,p1,m1,s1,open_chat,6,1", "c2,p2,m2,s2,goal_oriented,3,"]


def write(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "ratings.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


def test_any_names_of_dimensions_are_read_and_missing_ones_stay_missing(tmp_path: Path) -> None:
    table = read_ratings(write(tmp_path, *ROWS))
    assert table.dimensions == ("overall", "pleasure")
    assert table.of("overall").tolist() == [6, 3]
    assert np.isnan(table.of("pleasure")).tolist() == [False, True]
    assert np.isnan(table.progress).all()
    assert table.models == ("m1", "m2")


def test_the_instruments_five_are_the_dimensions_and_other_columns_are_left_alone(tmp_path: Path) -> None:
    five = "overall,understanding,naturalness,response_quality,task_effectiveness"
    header = f"conversation,participant,model,scenario,category,study_hash,{five},progress,age"
    table = read_ratings(write(tmp_path, "c,p,m,s,k,abc,1,2,3,4,5,0.25,old", header=header), strata=["age"])
    assert table.dimensions == tuple(five.split(","))
    assert table.progress.tolist() == [0.25]
    assert table.strata["age"].levels == ("old",)


def test_parquet_reads_as_csv_does(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    names = HEADER.split(",")
    cells = [row.split(",") for row in ROWS]
    columns = {name: [row[i] for row in cells] for i, name in enumerate(names[:5])}
    parquet.write_table(
        pa.table({**columns, "overall": pa.array([6, 3], pa.int8()), "pleasure": pa.array([1.0, None])}),
        tmp_path / "ratings.parquet",
    )
    read, expected = read_ratings(tmp_path / "ratings.parquet"), read_ratings(write(tmp_path, *ROWS))
    assert read.conversations == expected.conversations
    np.testing.assert_array_equal(read.ratings, expected.ratings)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["c1,p1,m1,s1,k,7,1"], "row 2, overall: '7'; expected a whole number from 1 to 6, or nothing"),
        (["c1,p1,m1,s1,k,3.5,1"], "row 2, overall: '3.5'"),
        (["c1,p1,m1,s1,k,good,1"], "row 2, overall: 'good'"),
        (["c1,p1,m1,s1,k,inf,1"], "row 2, overall: 'inf'"),
        (["c1,p1,,s1,k,3,1"], "row 2, model: nothing there; expected a name"),
        (["c1,p1,m1,s1,k,3,1", "c1,p2,m1,s1,k,3,1"], "row 3, conversation: 'c1' is also row 2"),
        (["c1,p1,m1,s1,k,3,1", "c2,p2,m1,s1,z,3,1"], "row 3, category: 'z' for scenario 's1', which has 'k' in row 2"),
        (["c1,p1,m1,s1,k,3"], "row 2: 6 fields, expected 7"),
        ([], "no row below the header"),
    ],
)
def test_a_fault_is_named(rows: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(RatingsFaultError) as told:
        read_ratings(write(tmp_path, *rows))
    assert said in str(told.value)
    assert str(tmp_path / "ratings.csv") in str(told.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RatingsFaultError) as told:
        read_ratings(write(tmp_path, "c1,p1,m1,s1,k,0,9"))
    assert len(told.value.faults) == 2


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("conversation,participant,model,scenario,overall", "column 'category' is missing: the scenario's category"),
        ("conversation,participant,model,scenario,category,a,a", "column 'a' is there twice"),
        ("conversation,participant,model,scenario,category", "no column with ratings"),
    ],
)
def test_a_header_that_cannot_be_used_is_told(header: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(RatingsFaultError, match=said):
        read_ratings(write(tmp_path, header=header))


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(RatingsFaultError, match="no such file"):
        read_ratings(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(b"conversation,\xff\n")
    with pytest.raises(RatingsFaultError, match="not UTF-8 at byte 13"):
        read_ratings(tmp_path / "latin.csv")
    (tmp_path / "text.parquet").write_text("no")
    with pytest.raises(RatingsFaultError, match="not a Parquet file"):
        read_ratings(tmp_path / "text.parquet")
