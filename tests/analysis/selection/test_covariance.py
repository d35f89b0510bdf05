"""Kriging, the difference estimator, intervals and the alarm."""

import numpy as np
import pytest

from analysis.selection.intervals import estimates
from analysis.selection.kriging import kriged
from analysis.selection.methods.random import Random
from analysis.selection.methods.stratified import Stratified
from analysis.selection.methods.stratified_difference import StratifiedDifference
from analysis.selection.methods.stratified_kriging import StratifiedKriging
from analysis.selection.seam import Subset
from tests.analysis.selection.matrices import drawn, sources


def test_products_agree_with_the_whole_matrix() -> None:
    covariance = sources(drawn()).covariance
    every = np.arange(240)
    whole, balance = covariance.among(every, every), covariance.balance
    items, weights = np.array([3, 70, 110, 239]), np.array([0.1, 0.4, 0.3, 0.2])
    np.testing.assert_allclose(covariance.with_full(items), whole[items] @ balance)
    assert covariance.of_full == pytest.approx(balance @ whole @ balance)
    error = -balance.copy()
    error[items] += weights
    assert covariance.error_sd(items, weights) == pytest.approx(np.sqrt(error @ whole @ error))


def test_all_items_leave_no_error_and_have_their_balance_weights() -> None:
    of = sources(drawn())
    every = np.arange(240)
    assert of.covariance.error_sd(every, of.matrix.balance) == pytest.approx(0, abs=1e-7)
    subset = kriged(of, every)
    np.testing.assert_allclose(subset.weights, of.matrix.balance, atol=1e-6)


def test_kriging_weights_err_less_than_any_near_them() -> None:
    of = sources(drawn())
    items = np.arange(0, 240, 12)
    best = kriged(of, items).weights
    least = of.covariance.error_sd(items, best)
    rng = np.random.default_rng(0)
    for _ in range(10):
        change = rng.standard_normal(len(items))
        change -= change.mean()
        assert of.covariance.error_sd(items, best + 0.02 * change) > least


@pytest.mark.parametrize("method", [StratifiedKriging(), StratifiedDifference()])
def test_a_target_better_by_a_constant_is_estimated_better_by_it(method: StratifiedKriging) -> None:
    """No pull towards the sources: the difference estimator's weights sum to 1, kriging's nearly."""
    of = sources(drawn())
    (subset,) = method.select(of, (40,), np.random.default_rng(0))
    centre = of.covariance.means[subset.items]
    made = method.estimate(subset, np.stack([centre, centre + 0.1]))
    assert made[0] == pytest.approx(of.covariance.full_mean)
    assert made[1] - made[0] == pytest.approx(0.1, abs=0.004)


def test_kriging_beats_stratified_means_on_held_out_models() -> None:
    whole = drawn(5, n_models=24)
    of, targets = sources(whole.of_models(np.arange(12))), whole.of_models(np.arange(12, 24))
    errors = {}
    for method in (Stratified(), StratifiedKriging(), StratifiedDifference()):
        made = [method.select(of, (48,), np.random.default_rng(seed))[0] for seed in range(25)]
        values = np.stack([method.estimate(one, targets.scores[:, one.items]) for one in made])
        errors[method.name] = np.abs(values - targets.full_scores).mean()
    assert errors["stratified-kriging"] < 0.95 * errors["stratified"]
    assert errors["stratified-difference"] < 1.02 * errors["stratified"]


def test_intervals_cover_about_as_often_as_they_say() -> None:
    whole = drawn(6, n_models=24)
    of, targets = sources(whole.of_models(np.arange(12))), whole.of_models(np.arange(12, 24))
    covered = []
    for seed in range(30):
        for method in (Random(), StratifiedKriging()):
            (subset,) = method.select(of, (30,), np.random.default_rng(seed))
            made = estimates(method, of, subset, targets.scores[:, subset.items])
            covered.append(np.abs(made.values - targets.full_scores) <= made.half_widths)
    assert 0.88 < np.mean(covered) <= 1.0


def test_a_target_above_all_sources_raises_the_alarm() -> None:
    of = sources(drawn())
    subset = Subset(np.arange(240), of.matrix.balance)
    scores = np.stack([np.ones(240), of.scores[3]])
    made = estimates(Random(), of, subset, scores)
    assert made.is_outside.tolist() == [True, False]


def test_what_is_ungraded_widens_the_interval_and_lowers_the_graded_share() -> None:
    of = sources(drawn())
    (subset,) = Random().select(of, (20,), np.random.default_rng(0))
    scores = of.scores[:2, subset.items].copy()
    scores[1, :10] = np.nan
    made = estimates(Random(), of, subset, scores)
    assert made.half_widths[1] > made.half_widths[0]
    assert made.graded == pytest.approx([1.0, 0.5])
