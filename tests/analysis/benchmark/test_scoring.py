"""Both scores by hand, and failures in the interval instead of in the score."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.benchmark.outcomes import Outcome, failed, scored, ungraded
from analysis.benchmark.scoring import benchmark_score, preference_score


def outcomes(*scores: float | None) -> list[Outcome]:
    return [ungraded("no judge") if score is None else scored(score) for score in scores]


def test_the_benchmark_score_is_the_weighted_mean() -> None:
    score = benchmark_score(outcomes(1.0, 0.5, 0.0), [0.5, 0.3, 0.2], seed=1)
    assert score.score == pytest.approx(0.65)
    assert score.coverage == 1.0
    assert 0.0 <= score.low <= 0.65 <= score.high <= 1.0


def test_the_weights_of_graded_items_are_scaled_up() -> None:
    score = benchmark_score(outcomes(1.0, 0.0, None), [0.6, 0.3, 0.1], seed=1, least_coverage=0.5)
    assert score.score == pytest.approx(0.6 / 0.9)
    assert score.coverage == pytest.approx(0.9)
    assert (score.n_scored, score.n_unscored) == (2, 1)


def test_below_the_least_coverage_no_score_is_told() -> None:
    given_outcomes = [scored(1.0), failed("it raised")]
    score = benchmark_score(given_outcomes, [0.5, 0.5], seed=1)
    assert (score.score, score.n_error) == (None, 1)
    assert score.reason == "50% of the weight was graded, 90% is asked for"
    assert (score.low, score.high) == (0.0, 1.0)


def test_nothing_graded_is_no_number() -> None:
    score = benchmark_score(outcomes(None, None), [0.5, 0.5], seed=1, least_coverage=0.0)
    assert score.score is None
    preference = preference_score(outcomes(None), [0.5], bias=0.1, tasks=["t"], least_coverage=0.0)
    assert preference.score is None
    assert [preference.low, preference.high] == pytest.approx([0.1, 0.6])


@given(st.lists(st.none() | st.floats(0, 1), min_size=2, max_size=6).filter(any))
@settings(max_examples=15, deadline=None)
def test_the_interval_holds_every_way_that_the_ungraded_could_have_ended(given_scores: list[float | None]) -> None:
    weights = [1 / len(given_scores)] * len(given_scores)
    part = benchmark_score(outcomes(*given_scores), weights, seed=1, least_coverage=0.0)
    for end in (0.0, 1.0):
        whole = benchmark_score(outcomes(*(end if s is None else s for s in given_scores)), weights, seed=1)
        assert whole.score is not None
        assert part.low - 1e-9 <= whole.low <= whole.high <= part.high + 1e-9


def test_the_bootstrap_has_the_standard_error_of_a_mean() -> None:
    values = [float(number % 2) for number in range(400)]
    score = benchmark_score(outcomes(*values), [1 / 400] * 400, seed=3)
    assert score.high - score.low == pytest.approx(2 * 1.96 * 0.5 / np.sqrt(400), rel=0.1)


def test_items_that_all_came_out_alike_leave_room_for_one_that_was_not_seen() -> None:
    score = benchmark_score(outcomes(*[1.0] * 50), [0.02] * 50, seed=1)
    assert score.high == 1.0
    assert score.low == pytest.approx(1 - 3 / 50, abs=0.02)  # the rule of three


def test_same_seed_same_interval() -> None:
    given_outcomes = outcomes(*(number % 7 / 7 for number in range(60)))
    one, same, other = (benchmark_score(given_outcomes, [1 / 60] * 60, seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert one.score == other.score
    assert (one.low, one.high) != (other.low, other.high)


def test_the_preference_is_the_regressions_prediction() -> None:
    score = preference_score(outcomes(1.0, 0.5), [0.4, -0.2], bias=0.3, tasks=["t", "u"])
    assert score.score == pytest.approx(0.3 + 0.4 - 0.1)
    assert [score.low, score.high] == pytest.approx([0.6, 0.6])
    assert "regression's own error is not in it" in score.interval_holds


def test_an_ungraded_item_is_its_tasks_mean_in_the_score_and_open_in_the_interval() -> None:
    score = preference_score(
        outcomes(1.0, None, 0.2), [0.1, -0.3, 0.5], bias=0.0, tasks=["t", "t", "u"], least_coverage=0.5
    )
    assert score.score == pytest.approx(0.1 - 0.3 + 0.1)  # the mean of t is 1
    assert [score.low, score.high] == pytest.approx([0.2 - 0.3, 0.2])
    assert score.coverage == pytest.approx(0.6 / 0.9)


def test_a_prediction_outside_the_scale_is_not_hidden() -> None:
    score = preference_score(outcomes(1.0), [2.0], bias=0.1, tasks=["t"])
    assert score.score == pytest.approx(2.1)


def test_the_regressions_own_error_widens_the_interval() -> None:
    score = preference_score(outcomes(1.0), [0.5], bias=0.0, tasks=["t"], prediction_se=0.1)
    assert [score.low, score.high] == pytest.approx([0.5 - 0.196, 0.5 + 0.196])
