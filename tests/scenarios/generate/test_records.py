import sys
from pathlib import Path
from typing import Any

import pytest

from scenarios.generate.records import Record, Said, SourceError, Unreadable, read_records
from tests.scenarios.generate.conversations import lmsys, wildchat, write_records


def test_both_data_sets_are_read(tmp_path: Path) -> None:
    path = write_records(tmp_path / "rows.jsonl", [lmsys(1, "Hello"), "", wildchat(2, "Hi")])
    assert list(read_records(path)) == [
        Record("lmsys-1", (Said("user", "Hello"), Said("assistant", "Gladly.")), "English", False, False),
        Record("wild-2", (Said("user", "Hi"),), "English", False, False),
    ]


@pytest.mark.parametrize(
    "row",
    [
        lmsys(1, "Hello", openai_moderation=[{"flagged": False}, {"flagged": True}]),
        wildchat(1, "Hello", toxic=True),
        wildchat(1, "Hello", conversation=[{"role": "user", "content": "Hello", "toxic": True}]),
    ],
)
def test_any_moderation_counts(tmp_path: Path, row: dict[str, Any]) -> None:
    (record,) = read_records(write_records(tmp_path / "rows.jsonl", [row]))
    assert isinstance(record, Record)
    assert record.toxic


@pytest.mark.parametrize(
    "row",
    [
        lmsys(1, "Hello", redacted=True),
        wildchat(1, "Hello", conversation=[{"role": "user", "content": "Hello", "redacted": True}]),
    ],
)
def test_any_redaction_counts(tmp_path: Path, row: dict[str, Any]) -> None:
    (record,) = read_records(write_records(tmp_path / "rows.jsonl", [row]))
    assert isinstance(record, Record)
    assert record.redacted


def test_rows_without_a_conversation_are_named(tmp_path: Path) -> None:
    rows = ["{torn", "[]", lmsys(3, "x", conversation=[]), lmsys(4, "x", conversation=[{"role": "user"}])]
    found = list(read_records(write_records(tmp_path / "rows.jsonl", rows)))
    assert all(isinstance(row, Unreadable) for row in found)
    assert [row.id for row in found] == ["line-1", "line-2", "lmsys-3", "lmsys-4"]


def test_a_row_without_an_id_has_its_place(tmp_path: Path) -> None:
    row = lmsys(1, "Hello")
    del row["conversation_id"]
    (record,) = read_records(write_records(tmp_path / "rows.jsonl", [row]))
    assert record.id == "line-1"


@pytest.mark.parametrize(
    ("name", "message"), [("none.jsonl", "No such file"), ("rows.csv", "come as .jsonl or .parquet")]
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(read_records(tmp_path / name))


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(SourceError, match="pip install pyarrow"):
        list(read_records(tmp_path / "rows.parquet"))
