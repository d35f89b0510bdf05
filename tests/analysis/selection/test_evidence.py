"""What the methods do on matrices of the paper's size and on planted ones; seconds each, so outside the unit tests."""

from collections.abc import Iterator

import numpy as np
import pytest
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from analysis.scores.matrix import Floats, ScoreMatrix
from analysis.scores.synthetic import synthetic_scores
from analysis.selection import irt
from analysis.selection.evaluation import evaluate
from analysis.selection.plan import Plan
from analysis.selection.summary import aucc
from tests.analysis.selection.matrices import drawn, matrix_of

pytestmark = pytest.mark.processes


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    with threadpool_limits(1):
        yield


SIZES = (10, 20, 30, 50, 100, 200)


def means(matrix: ScoreMatrix, plan: Plan) -> dict[str, Floats]:
    """Mean Pearson of each method at each size."""
    rows = [row for repeat in range(plan.repeats) for row in evaluate(matrix, {}, plan, repeat).folds]
    return {
        name: np.array(
            [np.nanmean([row["pearson"] for row in rows if (row["method"], row["n"]) == (name, n)]) for n in plan.sizes]
        )
        for name in plan.methods
    }


def test_curves_on_a_matrix_of_the_papers_size_are_the_plain_implementations() -> None:
    """A plain implementation on such a matrix gave these: AUCC within .03, and anchors well ahead at n = 10."""
    found = means(synthetic_scores(np.random.default_rng(0)), Plan(("random", "anchor-points"), SIZES, repeats=6))
    plain = {
        "random": np.array([0.562, 0.713, 0.751, 0.860, 0.913, 0.954]),
        "anchor-points": np.array([0.849, 0.857, 0.901, 0.900, 0.934, 0.955]),
    }
    for name, curve in plain.items():
        assert aucc(np.array(SIZES), found[name]) == pytest.approx(aucc(np.array(SIZES), curve), abs=0.03)
    assert found["anchor-points"][0] - found["random"][0] > 0.1


def test_anchors_find_planted_clusters_that_draws_miss() -> None:
    """Ten kinds of items of very unequal number, each with its own score vector and a little chance."""
    rng = np.random.default_rng(1)
    kinds = rng.random((18, 10))
    of_item = rng.choice(10, 1500, p=np.arange(1, 11) / 55)
    scores = np.clip(kinds[:, of_item] + 0.02 * rng.standard_normal((18, 1500)), 0, 1)
    found = means(matrix_of(scores, ["t"] * 1500), Plan(("random", "anchor-points"), (10,), repeats=10))
    assert found["anchor-points"][0] > 0.98
    assert found["anchor-points"][0] - found["random"][0] > 0.15


def test_the_order_of_items_changes_no_mean_beyond_noise() -> None:
    """Scores of 0 or 1, where hundreds of items tie: what an index broke would move with the order."""
    rng = np.random.default_rng(2)
    matrix = drawn(7, n_models=18)
    binary = matrix_of(np.round(matrix.scores), [matrix.tasks[code] for code in matrix.task])
    plan = Plan(("variance", "difficulty", "anchor-points", "irt"), (20,), repeats=25)
    one = means(binary, plan)
    other = means(binary.of_items(np.lexsort((rng.random(240), binary.filled.mean(axis=0)))), plan)
    for name in plan.methods:
        assert one[name][0] == pytest.approx(other[name][0], abs=0.07), name


def test_the_response_model_agrees_with_direct_maximisation() -> None:
    """L-BFGS on all parameters at once, given the fitted priors: the same probabilities, not further from the truth."""
    rng = np.random.default_rng(3)
    theta, alpha = rng.standard_normal((12, 5)) + 0.3, rng.normal(0.7, 0.4, (300, 5))
    beta = rng.standard_normal(300)
    truth = irt.sigmoid(theta @ alpha.T - beta)
    responses = (rng.random(truth.shape) < truth).astype(np.float64)
    fitted = irt.fit(responses)
    ours = fitted.probability(fitted.of_item, fitted.abilities)

    def loss(values: Floats) -> tuple[float, Floats]:
        t, a, b = values[:60].reshape(12, 5), values[60:1560].reshape(300, 5), values[1560:]
        chance = np.clip(irt.sigmoid(t @ a.T - b), 1e-9, 1 - 1e-9)
        wrong = chance - responses
        pulls = [precision * (part - mean) for part, (mean, precision) in zip((t, a, b), fitted.priors, strict=True)]
        prior = sum(
            np.square(pull).sum() / (2 * precision) for pull, (_, precision) in zip(pulls, fitted.priors, strict=True)
        )
        fit = -(responses * np.log(chance) + (1 - responses) * np.log1p(-chance)).sum()
        slopes = [wrong @ a + pulls[0], wrong.T @ t + pulls[1], pulls[2] - wrong.sum(axis=0)]
        return float(fit + prior), np.concatenate([slope.ravel() for slope in slopes])

    best = minimize(loss, 0.1 * rng.standard_normal(1860), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    theirs = irt.sigmoid(best[:60].reshape(12, 5) @ best[60:1560].reshape(300, 5).T - best[1560:])
    assert np.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > 0.98
    assert np.abs(ours.mean(axis=1) - theirs.mean(axis=1)).max() < 0.02
    error, their_error = (np.square(made - truth).mean() for made in (ours, theirs))
    assert error < 1.15 * their_error
