"""Reads ratings from CSV or Parquet and names every fault by file, row, field and what would be right."""

import csv
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.ratings.columns import MEASURES, NAMES, dimensions_of, missing_columns
from analysis.ratings.table import HIGHEST, LOWEST, Factor, Floats, RatingsTable

FAULTS_SHOWN = 20
MISSING = ("", "NA", "NaN", "nan", "None", "null")


class RatingsFaultError(ValueError):
    """A file of ratings that cannot be used. ``faults`` has one sentence each."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        more = len(self.faults) - FAULTS_SHOWN
        super().__init__("\n".join([*self.faults[:FAULTS_SHOWN], *([f"... and {more} more"] if more > 0 else [])]))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: its number, as an editor shows it, and its cells as text."""

    number: int
    cells: Mapping[str, str]


def read_ratings(path: Path, *, dimensions: Sequence[str] = (), strata: Sequence[str] = ()) -> RatingsTable:
    """Read a table of rated conversations.

    Parameters
    ----------
    path : ``.csv`` (UTF-8, a header) or ``.parquet``.
    dimensions : The columns that are ratings; see `columns.dimensions_of` for what is taken without them.
    strata : Further columns of names to keep for post-stratification.

    Raises
    ------
    RatingsFaultError
        The file cannot be used.
    """
    header, rows = read_rows(path)
    if not header:
        raise RatingsFaultError([f"{path}: nothing in it; expected a header and a row for each conversation"])
    faults = [f"{path}: {fault}" for fault in missing_columns(header)]
    faults += [f"{path}: column {name!r} is missing: it was asked for as a stratum" for name in _not_in(strata, header)]
    if faults:
        raise RatingsFaultError(faults)
    try:
        found = dimensions_of(header, asked=dimensions, strata=strata)
    except ValueError as error:
        raise RatingsFaultError([f"{path}: {error}"]) from error
    if not rows:
        raise RatingsFaultError([f"{path}: no row below the header: one is needed for each conversation"])
    return _Checked(path, rows).table(found, strata)


def read_rows(path: Path) -> tuple[list[str], list[Row]]:
    """Header and rows of a CSV or Parquet file, every cell as text.

    Raises
    ------
    RatingsFaultError
        The file is no such file.
    """
    readers: dict[str, Callable[[Path], tuple[list[str], list[Row]]]] = {".csv": _read_csv, ".parquet": _read_parquet}
    if path.suffix not in readers:
        raise RatingsFaultError([f"{path}: expected a .csv or .parquet file"])
    if not path.is_file():
        raise RatingsFaultError([f"{path}: no such file"])
    return readers[path.suffix](path)


def number_or_nan(text: str) -> float:
    """A cell's number; NaN for a missing one.

    Raises
    ------
    ValueError
        It is neither.
    """
    if text in MISSING:
        return math.nan
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _not_in(names: Iterable[str], header: Sequence[str]) -> list[str]:
    return [name for name in names if name not in header]


def _read_csv(path: Path) -> tuple[list[str], list[Row]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            header = [name.strip() for name in next(reader, [])]
            rows = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except UnicodeDecodeError as error:
        raise RatingsFaultError([f"{path}: not UTF-8 at byte {error.start}: save the file as UTF-8"]) from error
    faults = [f"{path}: column {name!r} is there twice" for name in sorted(set(header)) if header.count(name) > 1]
    faults += [
        f"{path} row {number}: {len(cells)} fields, expected {len(header)} as in the header"
        for number, cells in rows
        if len(cells) != len(header)
    ]
    if faults:
        raise RatingsFaultError(faults)
    return header, [Row(number, dict(zip(header, map(str.strip, cells), strict=True))) for number, cells in rows]


def _read_parquet(path: Path) -> tuple[list[str], list[Row]]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.read_table(path)
    except pa.ArrowInvalid as error:
        raise RatingsFaultError([f"{path}: not a Parquet file"]) from error
    names = [str(name) for name in table.column_names]
    return names, [Row(number, {name: _text(row[name]) for name in names}) for number, row in _numbered(table)]


def _numbered(table: Any) -> Iterable[tuple[int, dict[str, Any]]]:
    return enumerate(table.to_pylist(), start=1)


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).strip()


class _Checked:
    """Turns rows into arrays and gathers what is wrong with them on the way."""

    def __init__(self, path: Path, rows: Sequence[Row]) -> None:
        self._path = path
        self._rows = rows
        self._faults: list[str] = []

    def table(self, dimensions: Sequence[str], strata: Sequence[str]) -> RatingsTable:
        names = {name: self._names(name) for name in (*NAMES, *strata)}
        self._check_once(names["conversation"])
        self._check_categories(names["scenario"], names["category"])
        ratings = np.column_stack([self._numbers(name, _is_rating, _RATING) for name in dimensions])
        progress = self._numbers("progress", lambda value: 0 <= value <= 1, "a share from 0 to 1, or nothing")
        seconds = [self._numbers(name, lambda value: value >= 0, "seconds from 0, or nothing") for name in MEASURES[1:]]
        if self._faults:
            raise RatingsFaultError(self._faults)
        return RatingsTable(
            conversations=tuple(names["conversation"]),
            participant=Factor.of(names["participant"]),
            model=Factor.of(names["model"]),
            scenario=Factor.of(names["scenario"]),
            category=Factor.of(names["category"]),
            dimensions=tuple(dimensions),
            ratings=ratings,
            progress=progress,
            conversation_s=seconds[0],
            rating_s=seconds[1],
            strata={name: Factor.of(names[name]) for name in strata},
        )

    def _names(self, field: str) -> list[str]:
        names = [row.cells[field] for row in self._rows]
        for row, name in zip(self._rows, names, strict=True):
            if name in MISSING:
                self._fault(row, field, "nothing there", "a name")
        return names

    def _numbers(self, field: str, is_right: Callable[[float], bool], right: str) -> Floats:
        values = np.full(len(self._rows), np.nan)
        for index, row in enumerate(self._rows):
            text = row.cells.get(field, "")
            try:
                values[index] = value = number_or_nan(text)
            except ValueError:
                value = math.inf
            if not (math.isnan(value) or (math.isfinite(value) and is_right(value))):
                self._fault(row, field, repr(text), right)
        return values

    def _check_once(self, conversations: Sequence[str]) -> None:
        first: dict[str, int] = {}
        for row, name in zip(self._rows, conversations, strict=True):
            if name and first.setdefault(name, row.number) != row.number:
                self._fault(row, "conversation", f"{name!r} is also row {first[name]}", "each conversation once")

    def _check_categories(self, scenarios: Sequence[str], categories: Sequence[str]) -> None:
        first: dict[str, tuple[int, str]] = {}
        for row, scenario, category in zip(self._rows, scenarios, categories, strict=True):
            number, known = first.setdefault(scenario, (row.number, category))
            if scenario and category and known != category:
                found = f"{category!r} for scenario {scenario!r}, which has {known!r} in row {number}"
                self._fault(row, "category", found, "one category for each scenario")

    def _fault(self, row: Row, field: str, found: str, right: str) -> None:
        self._faults.append(f"{self._path} row {row.number}, {field}: {found}; expected {right}")


_RATING = f"a whole number from {LOWEST} to {HIGHEST}, or nothing"


def _is_rating(value: float) -> bool:
    return value == int(value) and LOWEST <= value <= HIGHEST
