"""Ranks say no more than the data: ranges, with what was not graded against whoever it belongs to."""

from pathlib import Path

import numpy as np
import pytest

from analysis.benchmark.leaderboard import render, standings, surely_ahead
from analysis.benchmark.matrices import read_runs
from analysis.benchmark.outcomes import failed, scored, ungraded
from tests.analysis.benchmark.runs import finished

EVEN = np.full(40, 1 / 40)


def test_a_model_better_on_every_item_is_surely_ahead() -> None:
    scores = np.stack([np.full(40, 0.8), np.full(40, 0.6)])
    np.testing.assert_array_equal(surely_ahead(scores, EVEN, seed=1), [[False, True], [False, False]])


def test_models_that_differ_by_chance_are_not_told_apart() -> None:
    values = np.arange(40) % 2.0
    assert not surely_ahead(np.stack([values, 1 - values]), EVEN, seed=1).any()


def test_what_was_not_graded_can_cost_the_lead() -> None:
    scores = np.stack([np.full(40, 0.8), np.full(40, 0.6)])
    scores[0, :20] = np.nan  # at its worst the first has 0.4
    assert not surely_ahead(scores, EVEN, seed=1).any()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("runs")
    runs = [
        finished(folder, "middling", [scored(0.5)] * 30),
        finished(folder, "best <b>", [scored(0.9)] * 30),
        finished(folder, "mostly silent", [scored(1.0)] * 5 + [failed("it raised")] * 24 + [ungraded("no judge")]),
    ]
    lines = standings(read_runs(runs))
    assert [(line.model, line.ranks) for line in lines] == [
        ("best <b>", "1 to 2"),
        ("middling", "2 to 3"),
        ("mostly silent", "1 to 3"),
    ]
    return render(lines, title="A test")


def test_the_page_has_intervals_counts_and_no_number_for_what_was_not_graded(page: str) -> None:
    assert "0.500</td>" in page
    assert "Preference" not in page
    assert "not enough graded" in page
    assert '<td class="number">5</td><td class="number">24</td><td class="number">1</td>' in page


def test_names_cannot_write_into_the_page(page: str) -> None:
    assert "best &lt;b&gt;" in page
    assert "best <b>" not in page


def test_the_same_runs_give_the_same_ranks(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    runs = [finished(tmp_path, name, [scored(float(value)) for value in rng.random(30)]) for name in "abc"]
    one, same = ([(line.model, line.ranks) for line in standings(read_runs(runs), seed=5)] for _ in range(2))
    assert one == same
