"""The tables together: what is written, that a seed fixes it, and that what cannot be told is a note."""

import csv
from pathlib import Path

import numpy as np
import pytest

from analysis.ratings.assessment import Assessment, assess
from analysis.ratings.files import write_assessment
from analysis.ratings.simulated import simulate_ratings
from tests.analysis.ratings.tables import table_of


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    rng = np.random.default_rng(1)
    table = simulate_ratings((0.8, 0.0, -0.8), rng, per_model=30, dimensions=("overall", "warmth"))
    return assess(table, rng, n_draws=200)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open() as lines:
        return list(csv.DictReader(lines))


def test_every_table_is_written_with_n_and_interval(assessment: Assessment, tmp_path: Path) -> None:
    written = write_assessment(tmp_path, assessment)
    assert {"table2.csv", "table9.csv", "table10.csv", "models.csv"} <= {path.name for path in written}
    second = rows(tmp_path / "table2.csv")
    assert len(second) == 3 * 2
    assert {row["n"] for row in second} == {"30"}
    assert all(float(row["low"]) < float(row["mean"]) < float(row["high"]) for row in second)
    best = rows(tmp_path / "models.csv")[0]
    assert best["model"] == "simulated-1"
    assert best["rank_low"] == "1"
    assert rows(tmp_path / "table10.csv") == []
    triangle = rows(tmp_path / "table9.csv")
    assert triangle[0]["overall"] == ""
    assert float(triangle[0]["warmth"]) < float(triangle[1]["overall"])  # few models agree more than many people


def test_what_was_not_verified_is_a_note(assessment: Assessment) -> None:
    assert assessment.notes[0].startswith("no conversation has verified progress")


def test_one_model_is_described_and_not_compared() -> None:
    found = assess(table_of(["a"] * 6, [[float(i)] for i in range(1, 7)], dimensions=("x",)), np.random.default_rng(1))
    assert found.means[0].estimate.value == 3.5
    assert found.comparisons[0].resampled is None
    assert "x: models rated: 1; a comparison needs two" in found.notes


def test_shares_for_no_stratum_are_refused(assessment: Assessment) -> None:
    with pytest.raises(ValueError, match="'age', which is no stratum; there are category"):
        assess(assessment.table, np.random.default_rng(1), shares={"age": {"old": 1.0}}, n_draws=200)
