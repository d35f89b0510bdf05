"""The Gram-matrix ridge gives what scikit-learn gives, model by model left out."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold

from analysis.scores.matrix import Floats
from analysis.selection import ridge


def refitted(scores: Floats, target: Floats) -> float:
    """The penalty with the least squared error pooled over left-out models, by refitting."""
    losses = []
    for penalty in ridge.PENALTIES:
        errors = []
        for train, test in KFold(5).split(scores):
            model = Ridge(alpha=penalty).fit(scores[train], target[train])
            errors.append(np.square(model.predict(scores[test]) - target[test]).sum())
        losses.append(sum(errors))
    return float(ridge.PENALTIES[int(np.argmin(losses))])


@pytest.mark.parametrize("n_models", [9, 12])
@pytest.mark.parametrize("n_items", [3, 30])
def test_same_penalty_and_predictions_as_refitting(n_models: int, n_items: int) -> None:
    rng = np.random.default_rng(n_models + n_items)
    scores = rng.random((2, n_models + 3, n_items))
    target = scores[0].mean(axis=1) + 0.1 * rng.standard_normal(n_models + 3)
    train, others = np.arange(n_models), np.arange(n_models, n_models + 3)
    gram = scores @ np.swapaxes(scores, 1, 2)
    fitted = ridge.fit(gram[:, train][:, :, train], target[train])
    predicted = ridge.predict(fitted, gram, train, others)
    for at in range(2):
        assert fitted.penalty[at] == refitted(scores[at, train], target[train])
        model = Ridge(alpha=fitted.penalty[at]).fit(scores[at, train], target[train])
        np.testing.assert_allclose(predicted[at], model.predict(scores[at, others]), atol=1e-8)
        weights, intercept = ridge.coefficients(scores[at, train], fitted.dual[at], fitted.mean)
        np.testing.assert_allclose(scores[at, others] @ weights + intercept, predicted[at], atol=1e-8)


def test_nine_models_choose_different_penalties_on_different_data() -> None:
    """Where an averaged R2 is undefined for a fold of one model and the smallest penalty wins always."""
    rng = np.random.default_rng(0)
    signal = rng.random(9)
    clean = signal[:, None] + 0.01 * rng.random((9, 20))
    noise = rng.random((9, 20))
    fitted = ridge.fit(np.stack([clean @ clean.T, noise @ noise.T]), signal)
    assert fitted.penalty[0] < 1
    assert fitted.penalty[1] > 1


def test_equal_losses_take_the_larger_penalty() -> None:
    assert ridge.fit(np.ones((1, 6, 6)), np.arange(6.0)).penalty[0] == ridge.PENALTIES.max()
