"""Parquet files in the shapes in which LMSYS-Chat-1M and WildChat publish theirs, written here and read back."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.json as arrow_json  # builds tables without loading pandas, which takes seconds
import pyarrow.parquet as pq
import pytest

from scenarios.generate import records
from scenarios.generate.records import Record, Said, SourceError, Unreadable, read_records
from tests.scenarios.generate.conversations import lmsys, wildchat

MESSAGE = {"content": pa.string(), "role": pa.string()}
SCORES = pa.struct({"harassment": pa.float64(), "violence": pa.float64()})
FLAGS = pa.struct({"harassment": pa.bool_(), "violence": pa.bool_()})
LMSYS = pa.schema(
    {
        "conversation_id": pa.string(),
        "model": pa.string(),
        "conversation": pa.list_(pa.struct(MESSAGE)),
        "turn": pa.int64(),
        "language": pa.string(),
        "openai_moderation": pa.list_(
            pa.struct({"categories": FLAGS, "category_scores": SCORES, "flagged": pa.bool_()})
        ),
        "redacted": pa.bool_(),
    }
)
SPOKEN = MESSAGE | {
    "country": pa.string(),
    "hashed_ip": pa.string(),
    "header": pa.struct({"accept-language": pa.string(), "user-agent": pa.string()}),
    "language": pa.string(),
    "redacted": pa.bool_(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "toxic": pa.bool_(),
    "turn_identifier": pa.int64(),
}
WILDCHAT = pa.schema(
    {
        "conversation_hash": pa.string(),
        "model": pa.string(),
        "timestamp": pa.timestamp("us", tz="UTC"),
        "conversation": pa.list_(pa.struct(SPOKEN)),
        "turn": pa.int64(),
        "language": pa.string(),
        "openai_moderation": pa.list_(pa.struct({"flagged": pa.bool_(), "categories": FLAGS})),
        "detoxify_moderation": pa.list_(pa.struct({"toxicity": pa.float64()})),
        "toxic": pa.bool_(),
        "redacted": pa.bool_(),
    }
)
AT = "2024-05-01T12:00:00Z"


def written(path: Path, rows: list[dict[str, Any]], schema: pa.Schema, *, per_group: int = 2) -> Path:
    lines = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
    options = arrow_json.ParseOptions(explicit_schema=schema)
    pq.write_table(arrow_json.read_json(BytesIO(lines), parse_options=options).select(schema.names), path, per_group)
    return path


def test_lmsys_is_read_row_group_by_row_group(tmp_path: Path) -> None:
    flagged = [{"flagged": False}, {"flagged": True, "categories": {"violence": True}}]
    rows = [lmsys(1, "Hello"), lmsys(2, "Hi", openai_moderation=flagged), lmsys(3, "Hey", redacted=True)]
    said = Said("assistant", "Gladly.")
    assert list(read_records(written(tmp_path / "lmsys.parquet", rows, LMSYS))) == [
        Record("lmsys-1", (Said("user", "Hello"), said), "English", False, False),
        Record("lmsys-2", (Said("user", "Hi"), said), "English", True, False),
        Record("lmsys-3", (Said("user", "Hey"), said), "English", False, True),
    ]


def test_wildchat_is_read_with_its_times_and_headers_left_where_they_are(tmp_path: Path) -> None:
    said = {"role": "user", "content": "Hi", "timestamp": AT, "header": {"user-agent": "x"}, "toxic": True}
    rows = [wildchat(1, "Hello", timestamp=AT), wildchat(2, "Hi", conversation=[said])]
    assert list(read_records(written(tmp_path / "wild.parquet", rows, WILDCHAT))) == [
        Record("wild-1", (Said("user", "Hello"),), "English", False, False),
        Record("wild-2", (Said("user", "Hi"),), "English", True, False),
    ]


def test_rows_without_a_conversation_have_their_place(tmp_path: Path) -> None:
    rows = [lmsys(1, "Hello", conversation=None, conversation_id=None), lmsys(2, "Hi", conversation=[])]
    found = list(read_records(written(tmp_path / "rows.parquet", rows, LMSYS, per_group=1)))
    assert [(type(row), row.id) for row in found] == [(Unreadable, "row-1"), (Unreadable, "lmsys-2")]


def test_no_more_than_some_rows_are_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "rows.parquet", [lmsys(n, "Hello") for n in range(9)], LMSYS, per_group=6)
    sizes: list[int] = []
    real = pq.ParquetFile.iter_batches

    def watched(self: pq.ParquetFile, **asked: Any) -> Any:
        assert len(asked["row_groups"]) == 1
        assert not [column for column in asked["columns"] if "scores" in column or column == "model"]
        for batch in real(self, **asked):
            sizes.append(batch.num_rows)
            yield batch

    monkeypatch.setattr(pq.ParquetFile, "iter_batches", watched)
    monkeypatch.setattr(records, "PARQUET_ROWS", 4)
    assert [row.id for row in read_records(path)] == [f"lmsys-{n}" for n in range(9)]
    assert sizes == [4, 2, 3]


def test_another_table_is_told_by_its_columns(tmp_path: Path) -> None:
    path = written(tmp_path / "other.parquet", [{"text": "Hi"}], pa.schema({"text": pa.string()}))
    with pytest.raises(SourceError, match=r"other\.parquet: has no column conversation; columns: text"):
        list(read_records(path))


@pytest.mark.parametrize("content", [b"", b"PAR1 torn", b"{}\n", bytes(range(256))])
def test_what_is_no_parquet_is_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rows.parquet"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"rows\.parquet: no parquet that can be read: ") as refused:
        list(read_records(path))
    assert "\n" not in str(refused.value)
