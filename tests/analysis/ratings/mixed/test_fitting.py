"""The mixed model against R's ordinal::clmm as recorded, and against cases that can be worked out by hand."""

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.ratings.mixed.crossing import Crossing
from analysis.ratings.mixed.fitting import fit_mixed
from analysis.ratings.mixed.laplace import Laplace
from analysis.ratings.table import Factor
from analysis.scores.faults import InsufficientDataError

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (HERE / "ratings.csv").open() as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("name", "random"), [("crossed", ("participant", "scenario")), ("participant", ("participant",)), ("fixed", ())]
)
def test_estimates_errors_and_likelihood_are_those_of_clmm(
    name: str, random: tuple[str, ...], rows: list[dict[str, str]]
) -> None:
    recorded: dict[str, Any] = json.loads((HERE / "recorded.json").read_text())[name]
    ratings = np.array([float(row["rating"]) for row in rows])
    design = np.array([[row["model"] == model for model in ("m2", "m3")] for row in rows], np.float64)
    fit = fit_mixed(ratings, design, {factor: Factor.of([row[factor] for row in rows]) for factor in random})
    assert fit.thresholds == pytest.approx(recorded["thresholds"], abs=2e-4)
    assert fit.threshold_errors == pytest.approx(recorded["threshold_errors"], abs=2e-4)
    assert fit.slopes == pytest.approx(recorded["slopes"], abs=2e-4)
    assert fit.errors == pytest.approx(recorded["errors"], abs=2e-4)
    assert list(fit.deviations.values()) == pytest.approx(recorded["deviations"], abs=2e-4)
    assert fit.log_likelihood == pytest.approx(recorded["log_likelihood"], abs=1e-5)


def test_two_models_and_two_levels_give_the_log_odds_ratio() -> None:
    """3 of 10 against 6 of 10: log((6/4) / (3/7)), with the error of Woolf, and the threshold log(7/3)."""
    ratings = np.array([2] * 3 + [1] * 7 + [2] * 6 + [1] * 4, np.float64)
    fit = fit_mixed(ratings, np.repeat([[0.0], [1.0]], 10, axis=0), {})
    assert fit.slopes[0] == pytest.approx(math.log(6 / 4) - math.log(3 / 7), abs=1e-5)
    assert fit.errors[0] == pytest.approx(math.sqrt(1 / 3 + 1 / 7 + 1 / 6 + 1 / 4), abs=1e-5)
    assert fit.thresholds[0] == pytest.approx(math.log(7 / 3), abs=1e-5)


def test_thresholds_alone_are_the_logits_of_the_shares() -> None:
    ratings = np.array([1] * 2 + [3] * 3 + [6] * 5, np.float64)
    fit = fit_mixed(ratings, np.zeros((10, 0)), {})
    assert fit.thresholds == pytest.approx([math.log(0.2 / 0.8), 0.0], abs=1e-5)


def test_one_rating_of_one_person_by_hand() -> None:
    """With tau = 1 and a threshold of 0, the mode solves b = 1 / (1 + e^b): b = 0.401058; H = 1 + p (1 - p)."""
    laplace = Laplace(np.array([1]), np.zeros((1, 0)), Crossing([Factor.of(["somebody"])], 1))
    value, _ = laplace.value_and_gradient(np.zeros(1), np.zeros(0), np.ones(1))
    mode = 0.401058138
    above = 1 / (1 + math.exp(-mode))
    assert laplace.mode[0] == pytest.approx(mode, abs=1e-6)
    assert value == pytest.approx(-math.log(above) + mode**2 / 2 + math.log(1 + above * (1 - above)) / 2, abs=1e-8)


def test_gradient_is_the_slope_of_the_value(rows: list[dict[str, str]]) -> None:
    some = rows[:90]
    factors = [Factor.of([row[name] for row in some]) for name in ("participant", "scenario", "model")]
    codes = np.array([int(row["rating"]) - 1 for row in some])
    design = np.random.default_rng(1).normal(size=(len(some), 2))
    laplace = Laplace(codes, design, Crossing(factors, len(some)))
    at = np.array([-2.0, -1.0, -0.4, 0.7, 1.9, 0.3, -0.2, 0.9, 0.5, 0.3])

    def value(free: np.ndarray[Any, np.dtype[np.float64]]) -> float:
        return laplace.value_and_gradient(free[:5], free[5:7], free[7:])[0]

    gradient = laplace.value_and_gradient(at[:5], at[5:7], at[7:])[1]
    steps = np.eye(len(at)) * 1e-5
    assert gradient == pytest.approx([(value(at + s) - value(at - s)) / 2e-5 for s in steps], abs=1e-5)


def test_what_has_no_finite_estimate_is_refused() -> None:
    with pytest.raises(InsufficientDataError, match="every rating is the same"):
        fit_mixed(np.full(5, 4.0), np.zeros((5, 0)), {})
    separated = np.array([1] * 10 + [6] * 10, np.float64)
    with pytest.raises(InsufficientDataError):
        fit_mixed(separated, np.repeat([[0.0], [1.0]], 10, axis=0), {})
