"""The score matrix: what is computed from it by hand, and what it refuses."""

from collections.abc import Sequence
from math import nan

import numpy as np
import pytest

from analysis.scores.faults import InsufficientDataError, ScoresFaultError, require_folds
from analysis.scores.matrix import Floats, ScoreMatrix


def made(
    scores: Floats, models: Sequence[str] = "mk", items: Sequence[str] = "abc", tasks: Sequence[str] = "ttu"
) -> ScoreMatrix:
    return ScoreMatrix.of(scores, models=models, items=items, tasks=tasks)


def matrix(*rows: list[float]) -> ScoreMatrix:
    return made(np.array(rows))


def test_full_score_is_the_mean_of_task_means() -> None:
    assert matrix([1, 0, 1], [0, 0, 0.5]).full_scores.tolist() == [0.75, 0.25]


def test_an_ungraded_score_is_in_no_mean() -> None:
    assert matrix([1, nan, 0], [0, 1, 1]).full_scores.tolist() == [0.5, 0.75]


def test_a_model_without_any_score_in_a_task_has_no_full_score() -> None:
    scores = matrix([1, 1, nan], [0, 1, 1]).full_scores
    assert np.isnan(scores[0])
    assert scores[1] == 0.75


def test_balance_gives_tasks_equal_shares_and_sums_to_one() -> None:
    assert matrix([1, 0, 1], [0, 0, 0]).balance.tolist() == [0.25, 0.25, 0.5]


def test_filling_takes_the_item_then_the_task() -> None:
    filled = matrix([1, nan, nan], [0, nan, 0.5]).filled
    assert filled.tolist() == [[1, 0.5, 0.5], [0, 0.5, 0.5]]


def test_two_per_cent_of_failures_hardly_move_scores_as_nan_and_do_as_zeros() -> None:
    rng = np.random.default_rng(0)
    whole = rng.random((4, 5000)) * 0.5 + 0.2
    failed = rng.random(whole.shape) < 0.02
    truth, as_nan, as_zero = (
        made(scores, "abcd", [str(number) for number in range(5000)], ["t"] * 5000).full_scores
        for scores in (whole, np.where(failed, np.nan, whole), np.where(failed, 0.0, whole))
    )
    assert np.abs(as_nan - truth).max() < 0.002
    assert (as_zero - truth).mean() == pytest.approx(-0.02 * truth.mean(), rel=0.2)
    assert np.abs(as_zero - truth).min() > 0.006


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"tasks": ["t", "t", ""]}, "scores, item 'c': task is missing; expected a name"),
        ({"tasks": ["t", "t"]}, "scores: 2 tasks for 3 items; expected one for each item"),
        ({"items": ["a", "b", "a"]}, "scores, item 'a': there 2 times; expected once"),
        ({"models": ["m", "m"]}, "scores, model 'm': there 2 times; expected once"),
        ({"models": ["m"]}, "scores: scores of shape (2, 3); expected (1, 3), models x items"),
    ],
)
def test_faulty_names_are_named(change: dict[str, list[str]], fault: str) -> None:
    with pytest.raises(ScoresFaultError) as caught:
        made(np.zeros((2, 3)), **change)
    assert caught.value.faults == (fault,)


def test_every_score_out_of_range_is_named() -> None:
    with pytest.raises(ScoresFaultError) as caught:
        matrix([1.5, 0, 0], [0, 0, -1])
    assert [fault.partition(":")[0] for fault in caught.value.faults] == [
        "scores, model 'm', item 'a'",
        "scores, model 'k', item 'c'",
    ]


def test_a_model_without_scores_is_refused() -> None:
    with pytest.raises(ScoresFaultError, match="model 'k': every score is ungraded"):
        matrix([1, 0, 0], [nan, nan, nan])


def test_folds_need_three_held_out_models_each() -> None:
    require_folds(9, 3)
    with pytest.raises(InsufficientDataError, match=r"8 models for 3 folds.*expected 9 models or more"):
        require_folds(8, 3)


def test_the_digest_tells_scores_apart() -> None:
    assert matrix([1, 0, 1], [0, 0, 0]).digest == matrix([1, 0, 1], [0, 0, 0]).digest
    assert matrix([1, 0, 1], [0, 0, 0]).digest != matrix([1, 0, 1], [0, 0, 1]).digest
