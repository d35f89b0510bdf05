"""Chosen items with their weights: for the full benchmark's score, and for the preference that people would express.

A subset comes from the published HUMANS files, from a JSON file of ours, or is the full set (every task counts alike,
equation 1). Weights stand beside item ids: they are never matched by the order of rows.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from analysis.benchmark.items import Item, digest

WEIGHTS_SUM_TO = 1.0
TOLERANCE = 1e-3  # the published weights are rounded


class SubsetError(ValueError):
    """A subset and the items at hand do not fit."""


class Chosen(BaseModel):
    """One item of a subset: its weight in the benchmark's score and in the preference's (None: no such mode)."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    item_id: str
    weight: float = Field(ge=0)
    preference_weight: float | None = None


class Subset(BaseModel):
    """Items, weights and the regression's bias.

    ``prediction_se`` is the regression's own standard error on [0, 1], where known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: str
    origin: str
    items: tuple[Chosen, ...] = Field(min_length=1)
    bias: float | None = None
    prediction_se: float | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _is_whole(self) -> "Subset":
        twice = [name for name, times in Counter(chosen.item_id for chosen in self.items).items() if times > 1]
        if twice:
            raise ValueError(f"items named twice: {', '.join(sorted(twice)[:5])}")
        total = sum(chosen.weight for chosen in self.items)
        if abs(total - WEIGHTS_SUM_TO) > TOLERANCE:
            raise ValueError(f"weights sum to {total:.6f}, not to 1")
        given = {chosen.preference_weight is not None for chosen in self.items} | {self.bias is not None}
        if len(given) > 1:
            raise ValueError("preference weights are given for every item together with the bias, or not at all")
        return self

    @property
    def has_preference(self) -> bool:
        """Whether the preference mode exists."""
        return self.bias is not None

    def content_hash(self) -> str:
        """SHA-256 of the items and weights."""
        return digest(self.model_dump(exclude={"name", "origin"}))

    def pick(self, items: Iterable[Item]) -> list[Item]:
        """This subset's items, in its order.

        Raises:
            SubsetError: some are not among ``items``.
        """
        there = {item.item_id: item for item in items}
        absent = [chosen.item_id for chosen in self.items if chosen.item_id not in there]
        if absent:
            raise SubsetError(f"{len(absent)} items of '{self.name}' are not in the data: {', '.join(absent[:5])}...")
        return [there[chosen.item_id] for chosen in self.items]


def full_subset(items: Iterable[Item], *, name: str = "full") -> Subset:
    """All items; each task has the same weight, shared evenly by its items (equation 1)."""
    listed = list(items)
    sizes = Counter(item.task for item in listed)
    chosen = (Chosen(item_id=item.item_id, weight=1 / (len(sizes) * sizes[item.task])) for item in listed)
    return Subset(name=name, origin="every item; every task counts alike", items=tuple(chosen))


def read_subset(path: Path) -> Subset:
    """A subset from our JSON file; raises pydantic's ValidationError where it is not whole."""
    return Subset.model_validate(json.loads(path.read_text()))


def write_subset(subset: Subset, path: Path) -> None:
    """A subset as JSON, to be read again by ``read_subset``."""
    path.write_text(subset.model_dump_json(indent=1) + "\n")
