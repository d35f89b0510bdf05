"""Subsets as the selection methods choose them on all models, again and again with other seeds.

As in section 4.3 the rated models are among those that items are chosen on: the choice has seen their scores, though
never their ratings. ``unrated_only`` chooses on the others alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from analysis.alignment.rated import Matched
from analysis.ratings.table import Floats, Indices
from analysis.scores.faults import InsufficientDataError
from analysis.scores.matrix import ScoreMatrix

if TYPE_CHECKING:
    from analysis.selection.seam import Feature, SelectionMethod, Sources

FULL = "full"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choices of one method at one size.

    Attributes
    ----------
    method : its name; ``full`` is the whole benchmark.
    n : the size asked for.
    columns : items of each repeat.
    estimates : shape (R, M), the rated models' scores by each repeat's weights; NaN where there is none.
    """

    method: str
    n: int
    columns: tuple[Indices, ...]
    estimates: Floats


def chosen_subsets(
    matched: Matched,
    methods: Sequence[str],
    sizes: Sequence[int],
    *,
    repeats: int,
    seed: int,
    unrated_only: bool = False,
    features: Mapping[str, "Feature"] | None = None,
    steps: Callable[[Iterable[int]], Iterable[int]] = iter,
) -> Iterator[Chosen]:
    """The full benchmark first, then every method at every size.

    Parameters
    ----------
    matched : Scores and ratings of the same models.
    methods : Names of selection methods.
    sizes : Items to choose.
    repeats : Choices of each; seeds are ``seed`` and those that follow.
    seed : Of the first choice.
    unrated_only : Choose on models without ratings only.
    features : Of the items, for the methods that need them.
    steps : Goes through the repeats and may show progress.

    Raises
    ------
    ValueError
        A method or a size that there is not.
    InsufficientDataError
        Too few models to choose on.
    """
    scores, n_rated = matched.scores, matched.n_rated
    everything = np.arange(scores.n_items, dtype=np.intp)
    if too_large := [n for n in sizes if not 0 < n <= scores.n_items]:
        raise ValueError(f"{too_large[0]} items: expected 1 to {scores.n_items}")
    yield Chosen(FULL, scores.n_items, (everything,), scores.full_scores[None, :n_rated])
    wanted = [name for name in methods if name != FULL]
    if not wanted or not sizes:
        return
    from analysis.selection.registry import methods_for
    from analysis.selection.seam import Sources

    sources = Sources(_sources(matched, unrated_only=unrated_only), features or {})
    for method in methods_for(wanted, features or ()):
        yield from _of_method(method, matched, sources, sizes, seeds=steps(range(seed, seed + repeats)))


def _sources(matched: Matched, *, unrated_only: bool) -> ScoreMatrix:
    scores = matched.scores
    if not unrated_only:
        return scores
    unrated = np.arange(matched.n_rated, scores.n_models, dtype=np.intp)
    if len(unrated) < 3:
        raise InsufficientDataError(f"{len(unrated)} models have scores and no ratings; choosing on them alone needs 3")
    return scores.of_models(unrated)


def _of_method(
    method: "SelectionMethod", matched: Matched, sources: "Sources", sizes: Sequence[int], *, seeds: Iterable[int]
) -> Iterator[Chosen]:
    of_rated = matched.scores.scores[: matched.n_rated]
    columns: list[list[Indices]] = [[] for _ in sizes]
    estimates: list[list[Floats]] = [[] for _ in sizes]
    for seed in seeds:
        with threadpool_limits(1):
            for index, subset in enumerate(method.select(sources, sizes, np.random.default_rng(seed))):
                columns[index].append(subset.items)
                estimates[index].append(method.estimate(subset, of_rated[:, subset.items]))
    for index, n in enumerate(sizes):
        yield Chosen(method.name, n, tuple(columns[index]), np.array(estimates[index]))
