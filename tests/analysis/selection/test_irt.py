"""The response model: thresholds by hand, a planted model found again, abilities at the maximum."""

import numpy as np
import pytest
from scipy.optimize import minimize

from analysis.scores.matrix import Floats
from analysis.selection import irt


def test_a_threshold_keeps_the_count() -> None:
    """Sum 1.8: two responses of 1 come nearest, so the second largest score is the threshold."""
    scores = np.array([[0.9, 0.5, 0.2], [0.1, 0.1, 0.0]])
    assert irt.thresholds(scores, np.zeros(3, dtype=np.intp)).tolist() == [0.5]


def test_thresholds_are_each_tasks_own_and_leave_outcomes_as_they_are() -> None:
    scores = np.array([[1.0, 0.0, 0.3, 0.4], [0.0, 1.0, 0.2, 0.3]])
    assert irt.thresholds(scores, np.array([0, 0, 1, 1])).tolist() == [1.0, 0.4]


def planted(rng: np.random.Generator, n_models: int, n_items: int) -> tuple[Floats, Floats]:
    theta = rng.standard_normal((n_models, 2)) + np.array([0.5, 0.0])
    alpha, beta = rng.normal(1.0, 0.3, (n_items, 2)), rng.standard_normal(n_items)
    probability = irt.sigmoid(theta @ alpha.T - beta)
    return probability, (rng.random(probability.shape) < probability).astype(np.float64)


def test_a_planted_model_is_found_again() -> None:
    probability, responses = planted(np.random.default_rng(0), 12, 600)
    fitted = irt.fit(responses)
    found = fitted.probability(fitted.of_item, fitted.abilities)
    plain = np.broadcast_to(responses.mean(axis=0), found.shape)
    assert np.square(found - probability).mean() < 0.5 * np.square(plain - probability).mean()
    assert np.corrcoef(found.mean(axis=1), probability.mean(axis=1))[0, 1] > 0.98


def test_items_answered_alike_share_their_parameters_and_order_does_not_matter() -> None:
    _, responses = planted(np.random.default_rng(1), 8, 200)
    fitted = irt.fit(responses)
    turned = irt.fit(responses[:, ::-1])
    np.testing.assert_allclose(fitted.parameters[fitted.of_item], turned.parameters[turned.of_item[::-1]], atol=1e-8)


def test_abilities_are_at_the_maximum_of_the_likelihood() -> None:
    rng = np.random.default_rng(2)
    items = np.hstack([rng.normal(0.8, 0.5, (80, 5)), rng.standard_normal((80, 1))])
    responses = (rng.random((3, 80)) < 0.5).astype(np.float64)
    responses[0, :7] = np.nan

    def loss(theta: Floats, row: int) -> float:
        seen = ~np.isnan(responses[row])
        chance = irt.sigmoid(items[seen, :5] @ theta - items[seen, 5])
        observed = responses[row, seen]
        return -float(np.sum(observed * np.log(chance) + (1 - observed) * np.log1p(-chance)))

    made = irt.abilities(items, responses)
    for row in range(3):
        best = minimize(loss, np.zeros(5), args=(row,), method="BFGS").x
        np.testing.assert_allclose(made[row], best, atol=1e-3)


def test_a_maximum_at_infinity_ends_finite_and_a_prior_keeps_it_near() -> None:
    items = np.hstack([np.ones((4, 5)), np.zeros((4, 1))])
    free, held = (irt.abilities(items, np.ones((1, 4)), precision=precision) for precision in (0.0, 0.1))
    assert np.isfinite(free).all()
    assert np.abs(held).max() < np.abs(free).max()
    assert irt.sigmoid(items[:, :5] @ free[0]).min() == pytest.approx(1.0, abs=1e-4)
