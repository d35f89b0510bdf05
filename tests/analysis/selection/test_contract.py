"""What every selection method keeps, whatever it is."""

import numpy as np
import pytest

from analysis.selection.intervals import estimates
from analysis.selection.registry import METHODS, methods_for
from analysis.selection.seam import SelectionMethod
from tests.analysis.selection.matrices import drawn, sources

SIZES = (4, 12, 40)
EVERY = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)


@EVERY
def test_a_subset_for_each_size_of_distinct_items(method: SelectionMethod) -> None:
    subsets = method.select(sources(drawn()), SIZES, np.random.default_rng(0))
    for size, subset in zip(SIZES, subsets, strict=True):
        assert 0 < len(subset.items) <= size
        assert len(np.unique(subset.items)) == len(subset.items) == len(subset.weights)
        if subset.centre is None:
            assert subset.weights.sum() == pytest.approx(1.0)
            assert (subset.weights > 0).all()


@EVERY
def test_same_seed_same_subset(method: SelectionMethod) -> None:
    first, second = (method.select(sources(drawn()), SIZES, np.random.default_rng(7)) for _ in range(2))
    for one, two in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.items, two.items)
        np.testing.assert_array_equal(one.weights, two.weights)


@EVERY
def test_models_far_apart_are_put_in_order(method: SelectionMethod) -> None:
    whole = drawn(3, n_models=18, ability=2.0)
    (subset,) = method.select(sources(whole.of_models(np.arange(12))), (80,), np.random.default_rng(0))
    targets = whole.of_models(np.arange(12, 18))
    made = method.estimate(subset, targets.scores[:, subset.items])
    assert np.corrcoef(made, targets.full_scores)[0, 1] > 0.9


@EVERY
def test_what_is_ungraded_moves_an_estimate_little_and_nothing_graded_gives_none(method: SelectionMethod) -> None:
    whole = drawn(3)
    (subset,) = method.select(sources(whole), (60,), np.random.default_rng(0))
    scores = whole.scores[:3, subset.items]
    holes = scores.copy()
    holes[0, ::6] = np.nan
    holes[1] = np.nan
    exact, made = method.estimate(subset, scores), method.estimate(subset, holes)
    assert abs(made[0] - exact[0]) < 0.2
    assert np.isnan(made[1])
    assert made[2] == pytest.approx(exact[2])


@EVERY
def test_sources_with_holes_are_no_trouble(method: SelectionMethod) -> None:
    whole = drawn(1)
    scores = whole.scores.copy()
    scores[np.random.default_rng(0).random(scores.shape) < 0.05] = np.nan
    holed = type(whole)(whole.models, whole.items, whole.tasks, whole.task, scores)
    for subset in method.select(sources(holed), SIZES, np.random.default_rng(0)):
        assert np.isfinite(method.estimate(subset, holed.scores[:, subset.items])).all()


@EVERY
def test_every_estimate_has_an_interval(method: SelectionMethod) -> None:
    of = sources(drawn())
    small, _, large = method.select(of, SIZES, np.random.default_rng(0))
    widths = [
        estimates(method, of, subset, of.scores[:2, subset.items]).half_widths.mean() for subset in (small, large)
    ]
    assert np.isfinite(widths).all()
    assert 0 < widths[1] < widths[0]


def test_names_stand_for_what_the_features_allow() -> None:
    paper = [method.name for method in methods_for(["paper"], [])]
    assert "anchor-points" in paper
    assert "semantic" not in paper
    assert len(methods_for(["paper"], ["semantic", "acoustic", "metadata"])) == 10
    assert len(methods_for(["all"], ["semantic", "acoustic", "metadata"])) == len(METHODS) == 16


@pytest.mark.parametrize(
    ("name", "words"), [("anchor", "no method is called anchor"), ("combined", "needs features that are not there")]
)
def test_what_cannot_be_had_is_refused(name: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        methods_for([name], [])
