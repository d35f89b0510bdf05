"""Rows of published datasets, from a local folder or Hugging Face ``datasets``, and their sounds as files.

A folder may hold Parquet files (a dataset's repository as downloaded), JSON lines, or a JSON array. A sound is a struct
of ``bytes`` and ``path`` in Parquet, or a file's name beside the rows; either way it becomes a file that a model can be
sent, named by its content.
"""

import hashlib
import importlib.util
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

AUDIO_KINDS = ((b"RIFF", "wav"), (b"fLaC", "flac"), (b"OggS", "ogg"), (b"ID3", "mp3"), (b"\xff\xfb", "mp3"))


class MissingDataError(FileNotFoundError):
    """The data of a task are not on this machine; the message names what to download and where to put it."""


class MalformedRowError(ValueError):
    """A row lacks a field that its format promises, or holds one that cannot be read."""


def missing(*, what: str, folder: Path) -> MissingDataError:
    """The error that tells how to get ``what`` (a Hugging Face dataset's name, or a folder of a repository)."""
    lines = [f"no data in {folder}"]
    if "/" in what and " " not in what:
        lines.append(f"  download: hf download --repo-type dataset {what} --local-dir {folder}")
        lines.append("  or install the library `datasets` and add --download")
    else:
        lines.append(f"  put there: {what}")
    return MissingDataError("\n".join(lines))


def read_rows(folder: Path, *, split: str | None = None, file: str | None = None) -> Iterator[Row]:
    """All rows under a folder, in the order of the file names; ``split`` keeps Parquet files of that split only.

    Raises:
        MissingDataError: there is no folder, or nothing in it that holds rows.
    """
    if not folder.is_dir():
        raise MissingDataError(f"no folder {folder}")
    files = [folder / file] if file else _row_files(folder, split)
    if not files or not files[0].is_file():
        raise MissingDataError(f"no rows in {folder}")
    for path in files:
        yield from _file_rows(path)


def download_rows(dataset: str, *, split: str) -> Iterator[Row]:
    """All rows of a published dataset, through the library ``datasets``; sounds stay encoded.

    Raises:
        MissingDataError: the library is not installed.
    """
    if importlib.util.find_spec("datasets") is None:
        raise MissingDataError("the library `datasets` is not installed: pip install datasets")
    datasets: Any = importlib.import_module("datasets")
    rows = datasets.load_dataset(dataset, split=split)
    for column, feature in rows.features.items():
        if type(feature).__name__ == "Audio":
            rows = rows.cast_column(column, datasets.Audio(decode=False))
    yield from rows


def sound_file(value: Any, *, beside: Path, keep_in: Path) -> Path | None:
    """A row's sound as a file: its bytes are written once under their hash, a name is looked up beside the rows.

    Raises:
        MalformedRowError: a file is named that is not there.
    """
    if value is None:
        return None
    if isinstance(value, Mapping):
        content = value.get("bytes")
        if content:
            return _keep(content, keep_in)
        value = value.get("path")
        if value is None:
            return None
    path = beside / str(value)
    if not path.is_file():
        raise MalformedRowError(f"no sound file {path}")
    return path


def need(row: Row, field: str, *, where: str) -> Any:
    """A field that must be there.

    Raises:
        MalformedRowError: it is not, or is empty.
    """
    value = row.get(field)
    if value is None or value == "":
        raise MalformedRowError(f"{where}: no field '{field}'; it has {', '.join(sorted(row))}")
    return value


def _row_files(folder: Path, split: str | None) -> list[Path]:
    parquet = sorted(folder.rglob("*.parquet"))
    if parquet:
        return [path for path in parquet if split is None or path.name.split("-")[0] == split]
    return sorted([*folder.glob("*.jsonl"), *folder.glob("*.json")])


def _file_rows(path: Path) -> Iterator[Row]:
    if path.suffix == ".parquet":
        import pyarrow.parquet

        for batch in pyarrow.parquet.ParquetFile(path).iter_batches(batch_size=64):
            yield from batch.to_pylist()
        return
    text = path.read_text()
    try:
        yield from json.loads(text) if path.suffix == ".json" else map(json.loads, filter(str.strip, text.splitlines()))
    except json.JSONDecodeError as error:
        raise MalformedRowError(f"{path}: {error}") from error


def _keep(content: bytes, keep_in: Path) -> Path:
    kind = next((kind for start, kind in AUDIO_KINDS if content.startswith(start)), "bin")
    path = keep_in / f"{hashlib.sha256(content).hexdigest()}.{kind}"
    if not path.exists():
        keep_in.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(content)
        part.replace(path)
    return path
