"""Each method on a case small enough to do by hand."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from analysis.selection import ridge
from analysis.selection.draws import balanced_orders
from analysis.selection.methods.anchor_points import AnchorPoints
from analysis.selection.methods.combined import joined, scaled
from analysis.selection.methods.difficulty import Difficulty
from analysis.selection.methods.irt import IRT
from analysis.selection.methods.random import Random
from analysis.selection.methods.random_sampling_learn import RandomSamplingLearn
from analysis.selection.methods.random_search_learn import RandomSearchLearn
from analysis.selection.methods.semantic import Semantic
from analysis.selection.methods.stratified import Stratified
from analysis.selection.methods.variance import Variance
from analysis.selection.seam import Sources, Subset
from tests.analysis.selection.matrices import drawn, matrix_of, sources


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def test_random_is_nested_and_its_estimate_a_plain_mean() -> None:
    small, large = Random().select(sources(drawn()), (5, 9), rng())
    assert small.items.tolist() == large.items[:5].tolist()
    assert Random().estimate(small, np.array([[1, 0, 1, 1, 0]]))[0] == pytest.approx(0.6)


def test_an_ungraded_item_is_out_of_the_mean() -> None:
    subset = Subset(np.arange(4), np.array([0.4, 0.3, 0.2, 0.1]))
    made = Random().estimate(subset, np.array([[1.0, np.nan, 0.0, 1.0]]))
    assert made[0] == pytest.approx((0.4 + 0.1) / 0.7)


def test_variance_takes_what_splits_the_models() -> None:
    """Variances over four models: 0, .1875, .25, .1875, .25, 0."""
    scores = [[1, 0, 1, 1, 0, 0], [1, 0, 1, 1, 1, 0], [1, 0, 0, 1, 0, 0], [1, 1, 0, 0, 1, 0]]
    two, four = Variance().select(Sources(matrix_of(scores, ["t"] * 6)), (2, 4), rng())
    assert sorted(two.items.tolist()) == [2, 4]
    assert sorted(four.items.tolist()) == [1, 2, 3, 4]


def test_variance_draws_its_ties() -> None:
    of = Sources(matrix_of([[1, 1, 1, 0], [0, 0, 0, 0]], ["t"] * 4))
    chosen = {Variance().select(of, (1,), np.random.default_rng(seed))[0].items[0] for seed in range(30)}
    assert chosen == {0, 1, 2}


def test_difficulty_takes_one_of_each_tenth_and_spreads_the_rest() -> None:
    """Twenty items of rising difficulty: two to a bin. Of n = 13 ten are one a bin, three of thirds of the rest."""
    scores = np.tile(np.linspace(1, 0, 20), (3, 1))
    of = Sources(matrix_of(scores, ["t"] * 20))
    ten, thirteen = Difficulty().select(of, (10, 13), rng())
    assert sorted((ten.items // 2).tolist()) == list(range(10))
    rest = sorted(set(thirteen.items.tolist()) - set(ten.items.tolist()))
    left = sorted(set(range(20)) - set(ten.items.tolist()))
    assert len(thirteen.items) == 13
    assert [left.index(item) // 4 if left.index(item) < 4 else 1 + (left.index(item) - 4) // 3 for item in rest] == [
        0,
        1,
        2,
    ]


def test_difficulty_gives_small_tasks_their_chance_inside_a_bin() -> None:
    of = Sources(matrix_of(np.full((3, 100), 0.5), ["big"] * 90 + ["small"] * 10))
    counts = [Difficulty().select(of, (10,), np.random.default_rng(seed))[0].items >= 90 for seed in range(60)]
    assert 0.3 < np.mean(counts) < 0.6


def test_anchor_points_are_one_for_each_kind_of_item_with_its_weight() -> None:
    """Three kinds of score vectors; the tasks weigh 1/2 each: kinds weigh 2/8 + 1/4, 2/8, 1/4."""
    kinds = np.array([[1, 0, 1], [1, 1, 0], [0, 1, 0]])
    matrix = matrix_of(kinds[:, [0, 0, 1, 1, 0, 2]], [*"tttt", *"uu"])
    (subset,) = AnchorPoints().select(Sources(matrix), (3,), rng())
    weight_of = {
        tuple(matrix.scores[:, item]): weight for item, weight in zip(subset.items, subset.weights, strict=True)
    }
    assert weight_of == {(1, 1, 0): 0.5, (0, 1, 1): 0.25, (1, 0, 0): 0.25}
    np.testing.assert_allclose(AnchorPoints().estimate(subset, matrix.scores[:, subset.items]), matrix.full_scores)


def test_anchor_points_of_fewer_kinds_than_asked_are_as_many_as_there_are() -> None:
    matrix = matrix_of([[1, 1, 0, 0], [0, 0, 1, 1]], ["t"] * 4)
    (subset,) = AnchorPoints().select(Sources(matrix), (4,), rng())
    assert len(subset.items) == 2
    assert subset.weights.tolist() == [0.5, 0.5]
    assert (subset.effective_size, subset.largest_weight) == (2.0, 0.5)


def test_semantic_knows_nothing_of_scores() -> None:
    one, other = sources(drawn(1)), sources(drawn(2))
    first, second = (Semantic().select(each, (10,), rng())[0] for each in (one, other))
    assert first.items.tolist() == second.items.tolist()


def test_combined_joins_scaled_parts_of_equal_breadth() -> None:
    of = sources(drawn(n_models=12))
    vectors = joined(of)
    assert vectors.shape == (240, 12 + 12 + 12 + 2)
    assert (vectors.min(), vectors.max()) == (0.0, 1.0)
    np.testing.assert_array_equal(vectors[:, 24:36], of.scores.T)
    assert scaled(np.array([[2, 1], [4, 1]], dtype=np.float32)).tolist() == [[0, 0], [1, 0]]


def test_learned_weights_find_the_item_that_is_the_score() -> None:
    """Item 0 is each model's level exactly, and the full score twice over the others' noise."""
    random = np.random.default_rng(1)
    level = np.linspace(0.2, 0.8, 12)
    scores = np.column_stack([level, np.full((12, 3), 0.5), level[:, None] + 0 * random.random((12, 4))])
    (subset,) = RandomSamplingLearn().select(Sources(matrix_of(scores, ["t"] * 8)), (8,), rng())
    made = RandomSamplingLearn().estimate(subset, scores[:, subset.items])
    np.testing.assert_allclose(made, scores.mean(axis=1), atol=1e-3)
    assert subset.fit == {"penalty": 0.001}


def test_search_takes_the_candidate_that_a_plain_loop_takes() -> None:
    of = Sources(drawn())
    (subset,) = RandomSearchLearn(40).select(of, (6,), rng())
    same = rng()
    shuffled = same.permutation(12)
    train, held_back = shuffled[:9], shuffled[9:]
    errors = []
    orders = balanced_orders(of.matrix, 6, n_orders=40, rng=same)
    for items in orders:
        scores = of.scores[:, items]
        penalty = ridge.fit((scores[train] @ scores[train].T)[None], of.full_scores[train]).penalty[0]
        model = Ridge(alpha=penalty).fit(scores[train], of.full_scores[train])
        errors.append(np.abs(model.predict(scores[held_back]) - of.full_scores[held_back]).mean())
    assert subset.items.tolist() == orders[int(np.argmin(errors))].tolist()


def test_p_irt_counts_what_was_seen_as_it_is() -> None:
    """A score that changes without crossing its threshold changes no ability: only its own share of the mean."""
    of = sources(drawn())
    (subset,) = IRT().select(of, (30,), rng())
    scores = of.scores[:1, subset.items]
    place = int(np.flatnonzero(scores[0] > subset.fit.threshold + 0.02)[0])
    lower = scores.copy()
    lower[0, place] -= 0.02
    change = IRT().estimate(subset, scores) - IRT().estimate(subset, lower)
    assert change[0] == pytest.approx(0.02 * of.matrix.balance[subset.items[place]])


def test_stratified_gives_each_task_its_share() -> None:
    """Six of three tasks: two each, weighing 1/6; with four, one task has two that share its third."""
    of = Sources(matrix_of(np.zeros((2, 30)), ["a"] * 20 + ["b"] * 6 + ["c"] * 4))
    four, six = Stratified().select(of, (4, 6), rng())
    assert np.bincount(of.matrix.task[six.items]).tolist() == [2, 2, 2]
    np.testing.assert_allclose(six.weights, 1 / 6)
    counts = np.bincount(of.matrix.task[four.items])
    assert sorted(counts.tolist()) == [1, 1, 2]
    np.testing.assert_allclose(four.weights, 1 / (3 * counts[of.matrix.task[four.items]]))
