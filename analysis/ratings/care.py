"""Conversations whose ratings may not have been thought about, and what the means are without them.

A flag is a reason to look, not a verdict: who found everything excellent gives six sixes.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.ratings.intervals import Estimate, mean_of
from analysis.ratings.table import Floats, RatingsTable

SPEED_SHARE = 1 / 3  # of the median time: faster than that is flagged
FEWEST_TIMES = 10

Reason = Literal["straight_line", "fast_rating", "short_conversation"]


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason to look at a conversation, in numbers: ``value`` and the ``limit`` that it is at or below."""

    conversation: str
    participant: str
    model: str
    reason: Reason
    value: float
    limit: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A model's mean with and without the flagged conversations."""

    model: str
    dimension: str
    everyone: Estimate
    unflagged: Estimate


def flags(table: RatingsTable) -> list[Flag]:
    """Flag equal answers throughout (three dimensions or more, all answered) and times under a third of the median.

    Times are judged where ten or more are known.
    """
    found: list[tuple[Reason, Floats, float, NDArray[np.bool_]]] = []
    if len(table.dimensions) >= 3:
        spread = np.ptp(table.ratings, axis=1)  # NaN where an answer is missing
        found.append(("straight_line", spread, 0.0, spread == 0))
    times: tuple[tuple[Reason, Floats], ...] = (
        ("fast_rating", table.rating_s),
        ("short_conversation", table.conversation_s),
    )
    for reason, seconds in times:
        if (~np.isnan(seconds)).sum() >= FEWEST_TIMES:
            limit = float(np.nanmedian(seconds)) * SPEED_SHARE
            found.append((reason, seconds, limit, seconds <= limit))
    return [
        Flag(
            table.conversations[row],
            table.participant.levels[table.participant.codes[row]],
            table.models[table.model.codes[row]],
            reason,
            float(values[row]),
            limit,
        )
        for reason, values, limit, flagged in found
        for row in np.flatnonzero(flagged)
    ]


def sensitivity(table: RatingsTable, found: list[Flag]) -> list[Sensitivity]:
    """Every mean with and without flagged conversations: where they differ much, the flags matter."""
    flagged = {flag.conversation for flag in found}
    kept = np.array([name not in flagged for name in table.conversations])
    return [
        Sensitivity(model, dimension, mean_of(values[of_model]), mean_of(values[of_model & kept]))
        for code, model in enumerate(table.models)
        for of_model in [table.model.codes == code]
        for dimension, values in zip(table.dimensions, table.ratings.T, strict=True)
    ]
