"""Conversations of people with chatbots, as LMSYS-Chat-1M and WildChat publish them.

LMSYS: conversation_id, conversation [{role, content}], language, openai_moderation [{flagged}], redacted.
WildChat: conversation_hash, conversation [{role, content, language, toxic, redacted}], language, toxic, redacted.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

JSON_SUFFIXES = (".jsonl", ".ndjson")
PARQUET_ROWS = 1000  # read at a time: files of these data sets are larger than memory
COLUMNS: Mapping[str, tuple[str, ...]] = {  # what is read of them
    "conversation_id": ("conversation_id",),
    "conversation_hash": ("conversation_hash",),
    "conversation": ("role", "content", "toxic", "redacted"),
    "language": ("language",),
    "openai_moderation": ("flagged",),
    "toxic": ("toxic",),
    "redacted": ("redacted",),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a conversation."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Record:
    """One conversation. ``toxic``: a moderation of the data set has flagged it; ``redacted``: details were removed."""

    id: str
    said: tuple[Said, ...]
    language: str
    toxic: bool
    redacted: bool


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that holds no conversation: where it stands, and why."""

    id: str
    reason: str


class SourceError(Exception):
    """A file that cannot be read at all."""


def check_source(path: Path) -> None:
    """Raises SourceError for what can be no file of conversations, before anything is read or asked."""
    if not path.exists():
        raise SourceError(f"{path}: No such file or directory")
    if path.is_dir():
        raise SourceError(f"{path} is a folder; give one .jsonl or .parquet file")
    _check_suffix(path)


def read_records(path: Path) -> Iterator[Record | Unreadable]:
    """The conversations of a ``.jsonl`` or ``.parquet`` file, in its order. Raises SourceError."""
    _check_suffix(path)
    rows = _json_rows(path) if path.suffix in JSON_SUFFIXES else _parquet_rows(path)
    for place, row in rows:
        yield row if isinstance(row, Unreadable) else _record(row, place)


def _check_suffix(path: Path) -> None:
    if path.suffix not in (".parquet", *JSON_SUFFIXES):
        raise SourceError(f"{path}: conversations come as .jsonl or .parquet")


def _json_rows(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                place = f"line-{number}"
                if not line.strip():
                    continue
                try:
                    yield place, json.loads(line)
                except ValueError as error:
                    yield place, Unreadable(place, f"no JSON: {error}")
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error


def _parquet_rows(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise SourceError(f"{path}: reading parquet needs pyarrow; install it: pip install pyarrow") from error
    try:
        with parquet.ParquetFile(path) as file:
            columns = _wanted_columns(file.schema, path)
            number = 0
            for group in range(file.num_row_groups):
                for batch in file.iter_batches(batch_size=PARQUET_ROWS, row_groups=[group], columns=columns):
                    for row in batch.to_pylist():
                        number += 1
                        yield f"row-{number}", row
    except (OSError, UnicodeDecodeError, arrow.ArrowException) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise SourceError(f"{path}: no parquet that can be read: {' '.join(reason.split())}") from error


def _wanted_columns(schema: Any, path: Path) -> list[str]:
    """The leaves that are read, such as conversation.list.element.role: moderations are most of these files."""
    every = [schema.column(index).path for index in range(len(schema.names))]
    top = list(dict.fromkeys(leaf.partition(".")[0] for leaf in every))
    if "conversation" not in top:
        raise SourceError(f"{path}: has no column conversation; columns: {', '.join(top)}")
    return [leaf for leaf in every if leaf.rpartition(".")[2] in COLUMNS.get(leaf.partition(".")[0], ())]


def _record(row: Any, place: str) -> Record | Unreadable:
    if not isinstance(row, Mapping):
        return Unreadable(place, "the row is no object")
    found = row.get("conversation_id") or row.get("conversation_hash") or place
    said = row.get("conversation")
    if not isinstance(said, list) or not all(_is_said(part) for part in said) or not said:
        return Unreadable(str(found), "conversation is no list of messages with role and content")
    return Record(
        id=str(found),
        said=tuple(Said(part["role"], part["content"]) for part in said),
        language=str(row.get("language") or ""),
        toxic=_flagged(row) or any(bool(part.get("toxic")) for part in said),
        redacted=bool(row.get("redacted")) or any(bool(part.get("redacted")) for part in said),
    )


def _is_said(part: Any) -> bool:
    return isinstance(part, Mapping) and isinstance(part.get("role"), str) and isinstance(part.get("content"), str)


def _flagged(row: Mapping[str, Any]) -> bool:
    moderation = row.get("openai_moderation") or ()
    return bool(row.get("toxic")) or any(isinstance(part, Mapping) and part.get("flagged") for part in moderation)
