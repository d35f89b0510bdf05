"""Reads score matrices from CSV and Parquet, in the long and the wide form.

Long: one row for each model and item, columns ``model, task, item, score`` and, if wanted, ``status`` (``scored``,
``error``, ``unscored``). Wide: one row for each item, columns ``task, item`` and one column for each model.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.scores.faults import ScoresFaultError, is_name
from analysis.scores.matrix import ScoreMatrix

LONG = ("model", "task", "item", "score")
WIDE = ("task", "item")
STATUSES = ("scored", "error", "unscored")
MISSING = ("", "na", "nan", "none", "null")


@dataclass(frozen=True, slots=True)
class Scored:
    """One model's outcome on one item; ``place`` says where it was read. NaN = ungraded."""

    model: str
    task: str
    item: str
    score: float
    place: str


def read_scores(path: Path) -> ScoreMatrix:
    """Read a score matrix; the header tells the form.

    Raises
    ------
    ScoresFaultError
        With every fault by file, row and field.
    """
    if path.suffix not in (".csv", ".parquet"):
        raise ScoresFaultError([f"{path}: expected a .csv or .parquet file"])
    if not path.is_file():
        raise ScoresFaultError([f"{path}: no such file"])
    frame = _frame(path)
    header = [str(name) for name in frame.columns]
    if doubled := sorted({name for name in header if header.count(name) > 1}):
        raise ScoresFaultError([f"{path}: column {name!r} is there twice" for name in doubled])
    if not len(frame):
        raise ScoresFaultError([f"{path}: no row below the header"])
    if {"model", "score"} & set(header):
        return _long(frame, header, path)
    return _wide(frame, header, path)


def matrix_of(outcomes: Sequence[Scored], *, source: str) -> ScoreMatrix:
    """The matrix of single outcomes; what no model was scored on stays NaN.

    Raises
    ------
    ScoresFaultError
        An outcome is there twice, an item is in two tasks, or a score is out of range.
    """
    faults: list[str] = []
    models = {name: row for row, name in enumerate(sorted({one.model for one in outcomes}))}
    tasks: dict[str, str] = {}
    for one in outcomes:
        tasks.setdefault(one.item, one.task)
    faults += [
        f"{one.place}, task: {one.task!r} for item {one.item!r}, which is in task {tasks[one.item]!r} too; "
        "expected one task for each item"
        for one in outcomes
        if tasks[one.item] != one.task
    ]
    items = {name: column for column, name in enumerate(sorted(tasks, key=lambda item: (tasks[item], item)))}
    scores = np.full((len(models), len(items)), np.nan)
    first: dict[tuple[int, int], str] = {}
    for one in outcomes:
        cell = (models[one.model], items[one.item])
        if cell in first:
            faults.append(f"{one.place}: model {one.model!r} and item {one.item!r} are also {first[cell]}")
        elif not (math.isnan(one.score) or 0 <= one.score <= 1):
            faults.append(f"{one.place}, score: {one.score:g}; expected a number from 0 to 1, or nothing for ungraded")
        first.setdefault(cell, one.place)
        scores[cell] = one.score
    if faults:
        raise ScoresFaultError(faults)
    return ScoreMatrix.of(
        scores, models=list(models), items=list(items), tasks=[tasks[item] for item in items], source=source
    )


def _frame(path: Path) -> Any:
    import pandas as pd

    if path.suffix == ".csv":
        try:
            cells = pd.read_csv(path, header=None, dtype=str, keep_default_na=False, encoding="utf-8-sig").fillna("")
        except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
            raise ScoresFaultError([f"{path}: not a CSV file in UTF-8: {error}"]) from error
        return cells.iloc[1:].set_axis([name.strip() for name in cells.iloc[0]], axis=1)
    import pyarrow as pa
    from pyarrow import parquet

    try:
        return parquet.ParquetFile(path).read().to_pandas()
    except pa.ArrowInvalid as error:
        raise ScoresFaultError([f"{path}: not a Parquet file"]) from error


def _long(frame: Any, header: Sequence[str], path: Path) -> ScoreMatrix:
    missing = [name for name in LONG if name not in header]
    if missing:
        needed = ", ".join(LONG)
        raise ScoresFaultError([f"{path}: column {name!r} is missing; the long form has {needed}" for name in missing])
    faults: list[str] = []
    outcomes: list[Scored] = []
    statuses = frame["status"].tolist() if "status" in header else ["scored"] * len(frame)
    columns = zip(*(frame[name].tolist() for name in LONG), statuses, strict=True)
    for number, (model, task, item, score, status) in enumerate(columns, start=_first_row(path)):
        place = f"{path} row {number}"
        names = [str(name).strip() if name is not None else "" for name in (model, task, item)]
        faults += [
            f"{place}, {field}: nothing there; expected a name"
            for field, name in zip(LONG, names, strict=False)
            if not is_name(name)
        ]
        if (status or "scored") not in STATUSES:
            faults.append(f"{place}, status: {status!r}; expected one of {', '.join(STATUSES)}")
        value = _number(score, f"{place}, score", faults)
        graded = (status or "scored") == "scored"
        outcomes.append(Scored(names[0], names[1], names[2], value if graded else math.nan, place))
    if faults:
        raise ScoresFaultError(faults)
    return matrix_of(outcomes, source=str(path))


def _wide(frame: Any, header: Sequence[str], path: Path) -> ScoreMatrix:
    missing = [name for name in WIDE if name not in header]
    models = [name for name in header if name not in WIDE]
    if missing:
        raise ScoresFaultError(
            [f"{path}: column {name!r} is missing; expected task, item and a column for each model" for name in missing]
        )
    faults: list[str] = []
    scores = np.array(
        [
            [
                _number(cell, f"{path} row {number}, {model}", faults)
                for number, cell in enumerate(frame[model].tolist(), start=_first_row(path))
            ]
            for model in models
        ],
        dtype=np.float64,
    ).reshape(len(models), len(frame))
    if faults:
        raise ScoresFaultError(faults)
    names = {field: [str(name).strip() if name is not None else "" for name in frame[field]] for field in WIDE}
    return ScoreMatrix.of(scores, models=models, items=names["item"], tasks=names["task"], source=str(path))


def _number(cell: Any, place: str, faults: list[str]) -> float:
    """A cell's score; NaN for a missing one and, with a fault, for one that is no number."""
    if cell is None or (isinstance(cell, str) and cell.strip().lower() in MISSING):
        return math.nan
    try:
        return float(cell)
    except (TypeError, ValueError):
        faults.append(f"{place}: {cell!r}; expected a number from 0 to 1, or nothing for ungraded")
        return math.nan


def _first_row(path: Path) -> int:
    """A row's number as an editor shows it: a CSV file's header is row 1."""
    return 2 if path.suffix == ".csv" else 1
