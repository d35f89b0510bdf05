"""Subsets of a benchmark chosen again and again, as the alignment and the preference meter see them."""

import numpy as np
import pytest

from analysis.alignment.rated import Matched, RatedModels, match
from analysis.alignment.subsets import chosen_subsets
from analysis.scores.faults import InsufficientDataError
from analysis.scores.matrix import ScoreMatrix


def matched(n_models: int = 8, n_rated: int = 4) -> Matched:
    scores = np.random.default_rng(1).uniform(size=(n_models, 30))
    names = [f"m{i}" for i in range(n_models)]
    matrix = ScoreMatrix.of(scores, models=names, items=[f"i{i:02d}" for i in range(30)], tasks=["t", "u", "v"] * 10)
    means = np.arange(1, n_rated + 1, dtype=np.float64)
    return match(matrix, RatedModels("overall", tuple(names[:n_rated]), means, means, np.full(n_rated, 5, np.intp)))


def test_the_full_benchmark_comes_first_and_each_size_has_its_repeats() -> None:
    found = list(chosen_subsets(matched(), ["random", "full"], [5, 10], repeats=3, seed=7))
    assert [(one.method, one.n, len(one.columns), one.estimates.shape) for one in found] == [
        ("full", 30, 1, (1, 4)),
        ("random", 5, 3, (3, 4)),
        ("random", 10, 3, (3, 4)),
    ]
    np.testing.assert_allclose(found[0].estimates[0], matched().scores.full_scores[:4])
    scores = matched().scores.scores
    np.testing.assert_allclose(found[1].estimates[0], scores[:4, found[1].columns[0]].mean(axis=1))


def test_the_same_seed_gives_the_same_choice() -> None:
    first, second = (list(chosen_subsets(matched(), ["random"], [5], repeats=2, seed=3))[1] for _ in range(2))
    assert [one.tolist() for one in first.columns] == [one.tolist() for one in second.columns]


def test_a_choice_on_models_without_ratings_needs_some() -> None:
    found = list(chosen_subsets(matched(), ["variance"], [5], repeats=1, seed=1, unrated_only=True))[1]
    unrated = matched().scores.scores[4:]
    assert unrated[:, found.columns[0]].var(axis=0).min() >= np.sort(unrated.var(axis=0))[-5] - 1e-9
    with pytest.raises(InsufficientDataError, match="2 models have scores and no ratings"):
        list(chosen_subsets(matched(6), ["variance"], [5], repeats=1, seed=1, unrated_only=True))


def test_what_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="31 items: expected 1 to 30"):
        list(chosen_subsets(matched(), ["random"], [31], repeats=1, seed=1))
    with pytest.raises(ValueError, match="no method is called magic"):
        list(chosen_subsets(matched(), ["magic"], [5], repeats=1, seed=1))
