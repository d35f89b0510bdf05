"""Where a benchmark's data lie, and how a loader gets one task's rows: local folder first, download when asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.benchmark.loaders.rows import Row, download_rows, missing, read_rows, sound_file
from analysis.benchmark.tasks.registry import Task


@dataclass(frozen=True, slots=True)
class Place:
    """A data folder: ``<root>/<benchmark>/<source>/`` holds a task's rows, ``<root>/sounds`` sounds taken from rows."""

    root: Path
    download: bool = False

    def folder(self, task: Task) -> Path:
        """The folder of one task's rows."""
        source = task.source_name if task.benchmark != "cava" else task.source
        return self.root / task.benchmark / (source or task.id)

    def rows(self, task: Task, *, split: str, file: str | None = None) -> Iterator[Row]:
        """One task's rows.

        Raises:
            MissingDataError: they are not here; its message names what to download.
        """
        folder = self.folder(task)
        if folder.is_dir():
            return read_rows(folder, split=split, file=file)
        if self.download and task.source and file is None:
            return download_rows(task.source, split=split)
        raise missing(what=self._what(task), folder=folder)

    def sound(self, value: Any, *, task: Task) -> Path | None:
        """A row's sound as a file."""
        return sound_file(value, beside=self.folder(task), keep_in=self.root / "sounds")

    def _what(self, task: Task) -> str:
        if task.source is None:
            return f"the rows of '{task.title}' ({task.benchmark}; the name of its dataset is not known to Parley)"
        if task.benchmark == "cava":
            return f"the folder data/{task.source} of https://github.com/SALT-NLP/CAVA, filled as its README says"
        return task.source
