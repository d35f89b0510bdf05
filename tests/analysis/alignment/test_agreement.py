"""Correlations of scores with ratings: the paper's printed one, and figures that can be worked out by hand."""

import math

import numpy as np
import pytest

from analysis.alignment.agreement import agreement, ceiling_of, rowwise_pearson
from analysis.alignment.rated import RatedModels
from tests.analysis.ratings.tables import TABLE_2, TABLE_2_SEM


def rated(means: list[float], sems: list[float] | None = None) -> RatedModels:
    names = tuple(f"m{i}" for i in range(len(means)))
    errors = np.full(len(means), np.nan) if sems is None else np.array(sems)
    return RatedModels("overall", names, np.array(means), errors, np.full(len(means), 100))


PRINTED = rated([means[0] for means, _, _ in TABLE_2.values()], list(TABLE_2_SEM))
SCORES = np.array([[score for _, _, score in TABLE_2.values()]])


def test_figure_3_full_benchmark_follows_from_table_2() -> None:
    """Printed 0.851; Table 2's rounding allows 0.850 to 0.855. Seven models leave 0.28 to 0.98."""
    found = agreement(SCORES, PRINTED, np.random.default_rng(1))
    assert found.r == pytest.approx(0.8524, abs=1e-4)
    assert found.fisher == pytest.approx((0.2775, 0.978), abs=0.001)
    assert found.bootstrap[0] < 0.6 < 0.97 < found.bootstrap[1]
    assert found.without_one[0] < found.r < found.without_one[1]
    assert 0.005 < found.p < 0.03
    assert found.ceiling == pytest.approx(0.97, abs=0.01)


def test_perfect_order_by_hand() -> None:
    """Of the six orders of three ratings two give |r| = 1: p = 1/3."""
    found = agreement(np.array([[0.1, 0.2, 0.3]]), rated([2.0, 3.0, 4.0]), np.random.default_rng(1))
    assert (found.r, found.spearman, found.kendall) == pytest.approx((1, 1, 1))
    assert found.p == pytest.approx(1 / 3)
    assert all(map(math.isnan, (*found.fisher, *found.without_one, found.ceiling)))


def test_repeats_are_averaged_and_an_undefined_one_is_counted() -> None:
    estimates = np.array([[0.1, 0.2, 0.3, 0.4], [0.4, 0.3, 0.2, 0.1], [0.5, 0.5, 0.5, 0.5]])
    found = agreement(estimates, rated([1.0, 2.0, 3.0, 4.0]), np.random.default_rng(1))
    assert (found.n_repeats, found.n_undefined) == (2, 1)
    assert found.r == pytest.approx(0, abs=1e-12)
    assert found.r_sd == pytest.approx(math.sqrt(2))


def test_a_benchmark_that_tells_nothing_has_no_correlation() -> None:
    found = agreement(np.full((1, 5), 0.5), rated([1.0, 2.0, 3.0, 4.0, 5.0]), np.random.default_rng(1))
    assert all(map(math.isnan, (found.r, found.spearman, found.p, *found.bootstrap)))


def test_noise_has_small_p_as_often_as_said() -> None:
    rng = np.random.default_rng(3)
    p = [agreement(rng.normal(size=(1, 6)), rated(list(rng.normal(3, 1, 6))), rng, n_draws=20).p for _ in range(60)]
    assert 0 <= np.mean(np.array(p) < 0.2) <= 0.36


def test_ceiling_by_hand() -> None:
    """Means 2, 3, 4 vary by 1; squared errors of 0.19: the root of 0.81 is 0.9."""
    assert ceiling_of(rated([2.0, 3.0, 4.0], [math.sqrt(0.19)] * 3)) == pytest.approx(0.9)
    assert ceiling_of(rated([3.0, 3.0, 3.1], [1.0] * 3)) == 0.0


def test_a_missing_score_leaves_the_other_pairs() -> None:
    found = rowwise_pearson(np.array([[1.0, 2.0, np.nan, 4.0]]), np.array([[1.0, 2.0, 9.0, 4.0]]))
    assert found[0] == pytest.approx(1)
