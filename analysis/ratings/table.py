"""The one shape that ratings have inside this package: arrays by conversation, names beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

LOWEST, HIGHEST = 1, 6

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Factor:
    """A column of names: ``levels`` sorted, ``codes`` shape (n,) their positions."""

    levels: tuple[str, ...]
    codes: Indices

    @classmethod
    def of(cls, names: Sequence[str]) -> "Factor":
        """From one name for each row."""
        levels, codes = np.unique(np.asarray(names, dtype=object).astype(str), return_inverse=True)
        return cls(tuple(str(level) for level in levels), codes.astype(np.intp).reshape(-1))

    def __len__(self) -> int:
        return len(self.codes)

    def counts(self) -> Indices:
        """Rows of each level, shape (n_levels,)."""
        return np.bincount(self.codes, minlength=len(self.levels)).astype(np.intp)

    def take(self, rows: Indices) -> "Factor":
        """The factor of some rows, with the levels that are left."""
        return Factor.of([self.levels[code] for code in self.codes[rows]])


@dataclass(frozen=True, slots=True)
class RatingsTable:
    """Rated conversations.

    Attributes
    ----------
    conversations : n ids, unique.
    participant : who talked.
    model : the model that was talked to.
    scenario : what was talked about.
    category : the scenario's category.
    dimensions : D names, in the instrument's order.
    ratings : shape (n, D), whole numbers 1 to 6; NaN where there is none.
    progress : shape (n,), verified share of the steps, 0 to 1; NaN = ungraded or nothing to verify.
    conversation_s : shape (n,), seconds talked; NaN = not known.
    rating_s : shape (n,), seconds on the rating page; NaN = not known.
    strata : further columns of names by which conversations may be weighted.
    """

    conversations: tuple[str, ...]
    participant: Factor
    model: Factor
    scenario: Factor
    category: Factor
    dimensions: tuple[str, ...]
    ratings: Floats
    progress: Floats
    conversation_s: Floats
    rating_s: Floats
    strata: Mapping[str, Factor] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.conversations)

    @property
    def models(self) -> tuple[str, ...]:
        """The models' names, sorted."""
        return self.model.levels

    def of(self, dimension: str) -> Floats:
        """One dimension's ratings, shape (n,).

        Raises
        ------
        KeyError
            There is no such dimension.
        """
        if dimension not in self.dimensions:
            raise KeyError(f"no dimension {dimension!r}; there are {', '.join(self.dimensions)}")
        return self.ratings[:, self.dimensions.index(dimension)]

    def take(self, rows: Indices) -> "RatingsTable":
        """The table of some conversations, in the order of ``rows``."""
        return replace(
            self,
            conversations=tuple(self.conversations[row] for row in rows),
            **{name: getattr(self, name).take(rows) for name in ("participant", "model", "scenario", "category")},
            **{name: getattr(self, name)[rows] for name in ("ratings", "progress", "conversation_s", "rating_s")},
            strata={name: factor.take(rows) for name, factor in self.strata.items()},
        )
