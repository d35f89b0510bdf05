"""What can be wrong with scores, each fault in one sentence that names the place and what would be right."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

FAULTS_SHOWN = 20


class ScoresFaultError(ValueError):
    """Scores that cannot be used. ``faults`` has one sentence each."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        more = len(self.faults) - FAULTS_SHOWN
        super().__init__("\n".join([*self.faults[:FAULTS_SHOWN], *([f"... and {more} more"] if more > 0 else [])]))


class InsufficientDataError(ValueError):
    """There is too little to say what was asked for; the message says what is missing."""


def found(
    scores: NDArray[np.float64], *, models: Sequence[str], items: Sequence[str], tasks: Sequence[str], source: str
) -> list[str]:
    """Every fault of a matrix of models x items, each with ``source`` in front; empty when it is sound."""
    shape = (len(models), len(items))
    if scores.shape != shape:
        return [f"{source}: scores of shape {scores.shape}; expected {shape}, models x items"]
    if len(tasks) != len(items):
        return [f"{source}: {len(tasks)} tasks for {len(items)} items; expected one for each item"]
    faults = [
        f"{source}: no {what} at all; expected one or more"
        for what, count in zip(("model", "item"), shape, strict=True)
        if not count
    ]
    faults += _names(models, "model", source) + _names(items, "item", source)
    faults += [
        f"{source}, item {item!r}: task is missing; expected a name"
        for item, task in zip(items, tasks, strict=True)
        if not is_name(task)
    ]
    outside = np.argwhere(~np.isnan(scores) & ~((scores >= 0) & (scores <= 1)))
    faults += [
        f"{source}, model {models[row]!r}, item {items[column]!r}: score {scores[row, column]:g}; "
        "expected a number from 0 to 1, or nothing for ungraded"
        for row, column in outside.tolist()
    ]
    ungraded = np.isnan(scores)
    if scores.size:
        faults += [
            f"{source}, model {models[row]!r}: every score is ungraded; leave the model out"
            for row in np.flatnonzero(ungraded.all(axis=1)).tolist()
        ]
    return faults


def is_name(value: object) -> bool:
    """Whether a cell holds a name: text that is not empty."""
    return isinstance(value, str) and bool(value.strip())


def require_folds(n_models: int, folds: int) -> None:
    """Check that every fold holds out three models or more and leaves as many to select on.

    Raises
    ------
    InsufficientDataError
        With the number of models that would be enough.
    """
    if folds < 2:
        raise InsufficientDataError(f"{folds} folds: expected 2 or more")
    if n_models < 3 * folds:
        raise InsufficientDataError(
            f"{n_models} models for {folds} folds: a correlation needs 3 held-out models in each fold; "
            f"expected {3 * folds} models or more, or fewer folds"
        )


def _names(names: Iterable[Any], what: str, source: str) -> list[str]:
    counted = Counter(names)
    faults = [f"{source}, {what} {name!r}: expected a name" for name in counted if not is_name(name)]
    return faults + [
        f"{source}, {what} {name!r}: there {count} times; expected once" for name, count in counted.items() if count > 1
    ]
