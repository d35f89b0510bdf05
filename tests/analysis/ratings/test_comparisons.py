"""Pairs, ranks, reliability and power, on draws whose spread is known by hand."""

import math

import numpy as np
import pytest

from analysis.ratings.latent import latent_models
from analysis.ratings.pairs import all_pairs, holm
from analysis.ratings.power import power_reached
from analysis.ratings.ranking import rank_intervals, reliability
from analysis.ratings.resampling import Resampled
from analysis.ratings.simulated import Raters, simulate_ratings
from analysis.scores.faults import InsufficientDataError
from tests.analysis.ratings.tables import TABLE_2, TABLE_2_SEM, table_of


def drawn(means: list[float], errors: list[float], *, df: int = 1000) -> Resampled:
    """Independent normal draws with exactly these errors."""
    draws = np.random.default_rng(1).normal(size=(4000, len(means)))
    draws = (draws - draws.mean(axis=0)) @ np.linalg.inv(np.linalg.cholesky(np.cov(draws.T))).T
    names = tuple(f"m{i}" for i in range(len(means)))
    found = np.array(means) + draws * np.array(errors)
    return Resampled("overall", names, np.full(len(means), 100), np.array(means), found, "chance", df + 1, df)


def test_holm_by_hand() -> None:
    """0.01 x 3, 0.02 x 2, 0.03 x 1, made monotone; what was not tested is no member."""
    assert holm([0.03, 0.01, 0.02]) == pytest.approx([0.04, 0.03, 0.04])
    assert holm([0.5, 0.9]) == pytest.approx([1.0, 1.0])
    found = holm([math.nan, 0.02])
    assert math.isnan(found[0])
    assert found[1] == pytest.approx(0.02)


def test_a_pair_by_hand() -> None:
    """A difference of 0.3 with errors 0.06 and 0.08 has the error 0.1: z = 3, p = 0.0027."""
    pair = all_pairs(drawn([4.0, 4.3], [0.06, 0.08], df=10**6))[0]
    assert (pair.first, pair.second) == ("m1", "m0")
    assert pair.difference.n == 200
    assert pair.difference.value == pytest.approx(0.3)
    assert pair.difference.sem == pytest.approx(0.1)
    assert pair.p == pytest.approx(0.0027, abs=1e-4)
    assert math.isnan(pair.latent_p_holm)


def test_ranks_are_open_where_pairs_are() -> None:
    resampled = drawn([5.0, 4.9, 3.0], [0.1, 0.1, 0.1])
    ranks = rank_intervals(resampled, all_pairs(resampled))
    assert [(rank.model, rank.rank, rank.low, rank.high) for rank in ranks] == [
        ("m0", 1, 1, 2),
        ("m1", 2, 1, 2),
        ("m2", 3, 3, 3),
    ]
    assert sum(rank.best_share for rank in ranks) == pytest.approx(1)


def test_reliability_by_hand() -> None:
    """Means 3, 4, 5 vary by 1; errors of 0.5 vary by 0.25: F = 4, reliability 0.75, ceiling 0.866."""
    found = reliability(drawn([3.0, 4.0, 5.0], [0.5, 0.5, 0.5]))
    assert found.reliability.value == pytest.approx(0.75, abs=1e-6)
    assert found.ceiling.value == pytest.approx(0.8660, abs=1e-4)
    assert found.reliability.low == pytest.approx(1 - 3.703 / 4, abs=1e-3)  # the 97.5th percentile of F(2, 1000)


def test_the_papers_ratings_are_reliable_enough_for_a_much_higher_r() -> None:
    """Table 2's own errors leave a ceiling of 0.97: the 0.85 of section 4.3 is not the ratings' noise."""
    found = reliability(drawn([means[0] for means, _, _ in TABLE_2.values()], list(TABLE_2_SEM), df=775))
    assert found.ceiling.value == pytest.approx(0.97, abs=0.01)
    with pytest.raises(InsufficientDataError, match="2 models"):
        reliability(drawn([1.0, 2.0], [0.1, 0.1]))


def test_power_by_hand() -> None:
    """Errors of 0.1 each: a difference's is 0.1414; (1.96 + 0.842) x 0.1414 = 0.396."""
    found = power_reached(drawn([3.0, 4.0, 5.0], [0.1, 0.1, 0.1], df=10**6))
    assert found.alone == pytest.approx(0.396, abs=0.001)
    assert found.holm == pytest.approx((2.394 + 0.842) * 0.1414, abs=0.001)
    assert found.needed[1] == math.ceil(100 * (found.holm / 0.5) ** 2)


def test_planted_effects_are_recovered_by_the_mixed_model() -> None:
    raters = Raters(participant_sd=1.0, scenario_sd=0.6, n_scenarios=30, conversations_each=4)
    effects = (0.8, 0.0, -0.8)
    table = simulate_ratings(effects, np.random.default_rng(3), per_model=400, raters=raters)
    found = latent_models(table, "overall")
    assert found.effects == pytest.approx(effects, abs=0.25)
    assert found.deviations["participant"] == pytest.approx(1.0, abs=0.25)
    assert found.deviations["scenario"] == pytest.approx(0.6, abs=0.25)
    assert found.effects.sum() == pytest.approx(0, abs=1e-9)
    assert found.notes == ()


def test_what_cannot_be_told_from_chance_is_no_random_effect() -> None:
    table = simulate_ratings((0.5, 0.0), np.random.default_rng(3), per_model=40)
    found = latent_models(table, "overall")
    assert set(found.deviations) == {"scenario"}
    assert found.notes == ("no participant has two ratings, so participants cannot be told from chance",)


def test_models_that_met_different_categories_cannot_be_told_apart() -> None:
    table = table_of(
        ["a", "a", "b", "b"], [[1.0], [2.0], [3.0], [4.0]], dimensions=("overall",), categories=["k", "k", "l", "l"]
    )
    with pytest.raises(InsufficientDataError, match="models and categories"):
        latent_models(table, "overall")
