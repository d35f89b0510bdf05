"""Against SciPy, with ties; undefined ones are NaN."""

import numpy as np
import pytest
from scipy import stats

from analysis.selection.correlations import correlations, pearson_without


@pytest.mark.parametrize("seed", range(3))
def test_same_as_scipy_with_and_without_ties(seed: int) -> None:
    rng = np.random.default_rng(seed)
    truth = rng.random(6)
    made = np.vstack([rng.random((4, 6)), rng.integers(0, 3, (4, 6))]).astype(np.float64)
    ours = correlations(made, truth)
    for row, values in enumerate(made):
        assert ours["pearson"][row] == pytest.approx(stats.pearsonr(values, truth)[0])
        assert ours["spearman"][row] == pytest.approx(stats.spearmanr(values, truth)[0])
        assert ours["kendall"][row] == pytest.approx(stats.kendalltau(values, truth)[0])


def test_constant_estimates_have_no_correlation() -> None:
    ours = correlations(np.array([[0.5, 0.5, 0.5], [0.1 + 0.2, 0.3, 0.3]]), np.array([0.1, 0.2, 0.3]))
    assert all(np.isnan(values).all() for values in ours.values())


def test_a_model_without_an_estimate_is_left_out_of_its_row() -> None:
    made = np.array([[0.1, np.nan, 0.3, 0.2], [np.nan, np.nan, 0.3, 0.2]])
    ours = correlations(made, np.array([0.1, 0.9, 0.3, 0.4]))
    assert ours["spearman"][0] == pytest.approx(0.5)
    assert np.isnan(ours["pearson"][1])


def test_leaving_each_model_out() -> None:
    rng = np.random.default_rng(0)
    made, truth = rng.random((2, 5)), rng.random(5)
    without = pearson_without(made, truth)
    assert without[1, 3] == pytest.approx(np.corrcoef(np.delete(made[1], 3), np.delete(truth, 3))[0, 1])
