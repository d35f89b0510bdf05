"""The bootstrap over participants and scenarios: what is drawn, how wide it gets, and that it is right on average."""

import numpy as np
import pytest

from analysis.ratings.resampling import resample
from analysis.ratings.simulated import Raters, expected_means, simulate_ratings
from analysis.ratings.table import RatingsTable
from analysis.scores.faults import InsufficientDataError
from tests.analysis.ratings.tables import table_of


def two_models(participants: list[str], scenarios: list[str], values: list[float]) -> RatingsTable:
    return table_of(
        ["a", "b"] * (len(values) // 2),
        [[value] for value in values],
        dimensions=("overall",),
        participants=participants,
        scenarios=scenarios,
    )


def test_scenarios_hold_their_participants_where_everybody_talked_once() -> None:
    n = 40
    table = two_models([f"p{i}" for i in range(n)], [f"s{i % 8}" for i in range(n)], [1.0 + i % 6 for i in range(n)])
    found = resample(table, "overall", np.random.default_rng(1), n_draws=50)
    assert found.over == "scenarios with their participants"
    assert (found.n_clusters, found.df) == (8, 7)


def test_participants_and_scenarios_that_cross_are_both_drawn() -> None:
    n = 60
    table = two_models(
        [f"p{i % 15}" for i in range(n)], [f"s{i % 8}" for i in range(n)], [1.0 + i % 6 for i in range(n)]
    )
    found = resample(table, "overall", np.random.default_rng(1), n_draws=50)
    assert found.over == "participants and scenarios, crossed"
    assert found.n_clusters == 8


def test_too_few_scenarios_are_held_fixed_and_too_few_people_refused() -> None:
    n = 20
    values = [1.0 + i % 6 for i in range(n)]
    few = two_models([f"p{i}" for i in range(n)], [f"s{i % 3}" for i in range(n)], values)
    found = resample(few, "overall", np.random.default_rng(1), n_draws=50)
    assert found.over == "participants (3 scenarios are too few, and held fixed)"
    with pytest.raises(InsufficientDataError, match="4 participants"):
        resample(two_models([f"p{i % 4}" for i in range(n)], ["s"] * n, values), "overall", np.random.default_rng(1))


def test_ratings_that_never_differ_are_refused() -> None:
    names = [f"p{i}" for i in range(20)]
    with pytest.raises(InsufficientDataError, match="every rating is the same"):
        resample(two_models(names, names, [6.0] * 20), "overall", np.random.default_rng(1))


def test_without_clusters_the_error_is_that_of_the_mean() -> None:
    """Every conversation alone: Rao and Wu's draws have the variance of the mean, s^2 / n, up to the draws' chance."""
    rng = np.random.default_rng(4)
    values = rng.integers(1, 7, 200).astype(float)
    table = two_models([f"p{i:03d}" for i in range(200)], [f"s{i:03d}" for i in range(200)], list(values))
    found = resample(table, "overall", rng, n_draws=4000).mean("a")
    expected = values[::2].std(ddof=1) / 10
    assert found.n == 100
    assert found.sem == pytest.approx(expected, rel=0.05)
    assert found.high - found.low == pytest.approx(2 * 1.97 * expected, rel=0.08)


def test_copies_of_a_conversation_by_one_person_add_nothing() -> None:
    rng = np.random.default_rng(5)
    values = list(rng.integers(1, 7, 40).astype(float))
    names = [f"p{i}" for i in range(40)]
    once = resample(two_models(names, names, values), "overall", np.random.default_rng(6)).mean("a")
    twice = two_models(names * 2, names * 2, values * 2)
    again = resample(twice, "overall", np.random.default_rng(6)).mean("a")
    assert again.n == 2 * once.n
    assert again.sem == pytest.approx(once.sem)


def test_crossed_clusters_are_not_counted_twice() -> None:
    """With neither people nor scenarios alike, crossing them must not widen the error beyond that of the mean."""
    rng = np.random.default_rng(7)
    n = 600
    values = rng.integers(1, 7, n).astype(float)
    people, scenarios = rng.integers(0, 200, n), rng.integers(0, 60, n)
    table = two_models([f"p{i}" for i in people], [f"s{i}" for i in scenarios], list(values))
    found = resample(table, "overall", rng, n_draws=500).mean("a")
    assert found.sem == pytest.approx(values[::2].std(ddof=1) / np.sqrt(n / 2), rel=0.35)


def test_planted_means_are_inside_the_intervals_about_as_often_as_said() -> None:
    rng = np.random.default_rng(8)
    effects, raters = (0.6, 0.0, -0.6), Raters(conversations_each=2)
    truth = expected_means(effects, rng, raters=raters)
    held, errors = [], []
    for _ in range(15):
        table = simulate_ratings(effects, rng, per_model=50, raters=raters)
        found = resample(table, "overall", rng, n_draws=300)
        for mean, model in zip(truth, table.models, strict=True):
            one = found.mean(model)
            held.append(one.low <= mean <= one.high)
            errors.append(one.value - mean)
    assert 0.88 <= np.mean(held) <= 0.995
    assert abs(np.mean(errors)) < 0.06


def test_the_same_seed_gives_the_same_draws_whatever_the_order_of_rows() -> None:
    table = simulate_ratings((0.3, 0.0), np.random.default_rng(2), per_model=20)
    shuffled = table.take(np.random.default_rng(3).permutation(len(table)))
    first, second = (resample(one, "overall", np.random.default_rng(9), n_draws=30) for one in (table, shuffled))
    np.testing.assert_allclose(first.draws, second.draws)
