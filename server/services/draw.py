"""Which model and which scenario: a pure function of what is taken and a seed.

A cell is a model and a category; its target share is the model's share times the category's. The draw takes the cell
that is filled least for its share, then the scenario that was used least with that model, then in the study; chance
decides between equals.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from scenarios.card import Category
from scenarios.loading import AnyScenario
from server.study_file import Study

Cell = tuple[str, Category]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """One taken place: a completed submission or a live lease."""

    model: str
    category: str
    scenario_id: str


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn, and from what: with the seed it can be drawn again."""

    model: str
    scenario: AnyScenario
    seed: int
    reason: dict[str, object]


def cell_shares(study: Study) -> dict[Cell, int]:
    """The target share of each cell, in order of the file."""
    categories = study.file.mix.shares()
    return {
        (model.id, category): model.share * share
        for model in study.file.models
        for category, share in categories.items()
    }


def draw(*, study: Study, scenarios: Mapping[Category, list[AnyScenario]], taken: Sequence[Place], seed: int) -> Draw:
    """Draw model and scenario. The same arguments give the same draw."""
    rng = random.Random(seed)  # noqa: S311 a recorded draw, no secret
    shares = cell_shares(study)
    filled = Counter((place.model, place.category) for place in taken)
    cells = _least(shares, key=lambda cell: Fraction(filled[cell], shares[cell]))
    model, category = rng.choice(cells)
    candidates = _least_used(scenarios[category], model, taken)
    scenario = rng.choice(candidates)
    reason: dict[str, object] = {
        "rule": "least filled cell for its share, then least used scenario",
        "n_taken": len(taken),
        "filled": filled[(model, category)],
        "share": shares[(model, category)],
        "cells": [list(cell) for cell in cells],
        "scenarios": [candidate.id for candidate in candidates],
    }
    return Draw(model, scenario, seed, reason)


def draw_wished(*, study: Study, wished: Sequence[AnyScenario], taken: Sequence[Place], seed: int) -> Draw:
    """In a rehearsal study: the least used scenario that the link asks for, with the model that it met least."""
    rng = random.Random(seed)  # noqa: S311 a recorded draw, no secret
    used = Counter(place.scenario_id for place in taken)
    candidates = _least(wished, key=lambda scenario: used[scenario.id])
    scenario = candidates[0] if len(candidates) == 1 else rng.choice(candidates)
    filled = Counter(place.model for place in taken if place.scenario_id == scenario.id)
    shares = {model.id: model.share for model in study.file.models}
    models = _least(shares, key=lambda model: Fraction(filled[model], shares[model]))
    reason: dict[str, object] = {
        "rule": "asked for by the link, then least used scenario",
        "scenarios": [candidate.id for candidate in candidates],
        "models": models,
    }
    return Draw(rng.choice(models), scenario, seed, reason)


def _least_used(scenarios: list[AnyScenario], model: str, taken: Sequence[Place]) -> list[AnyScenario]:
    here = Counter(place.scenario_id for place in taken if place.model == model)
    anywhere = Counter(place.scenario_id for place in taken)
    return _least(scenarios, key=lambda scenario: (here[scenario.id], anywhere[scenario.id]))


def _least(items: Iterable[T], *, key: Callable[[T], Any]) -> list[T]:
    """All items that share the smallest key, in their order."""
    keyed = [(key(item), item) for item in items]
    smallest = min(value for value, _ in keyed)
    return [item for value, item in keyed if value == smallest]
