"""Benchmarks state what they found with its n and its interval, and say null for what they do not know."""

import json
import math

import numpy as np
import pytest

from benchmarks._figures import Spread, print_figures, print_table, spread
from benchmarks._sides import n_missed, spread_of


def test_spread_of_known_values() -> None:
    found = spread([float(value) for value in range(1, 102)], np.random.default_rng(1))
    assert (found.n, found.median, found.p95) == (101, 51.0, 96.0)
    assert 40 < found.median_low < 51 < found.median_high < 62
    assert 88 < found.p95_low <= 96 <= found.p95_high <= 101


def test_same_seed_same_intervals() -> None:
    values = [1.0, 4.0, 9.0, 16.0, 25.0]
    assert spread(values, np.random.default_rng(7)) == spread(values, np.random.default_rng(7))


def test_one_value_has_no_interval_and_none_has_nothing() -> None:
    one, none = (spread(values, np.random.default_rng(1)) for values in ([0.25], []))
    assert (one.median, one.p95) == (0.25, 0.25)
    assert all(map(math.isnan, (one.median_low, one.p95_high, none.median, none.p95)))
    assert none.n == 0


def test_a_missed_turn_is_no_latency() -> None:
    beyond_s = [0.2, float("nan"), 0.3]
    assert n_missed(beyond_s) == 1
    assert spread_of(beyond_s).n == 2


def test_the_last_line_is_json_with_null_for_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    nan = float("nan")
    print_figures({"found": Spread(1, 0.2, nan, nan, 0.2, nan, nan), "steps": [{"n": 1}]})
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["found"]["median"] == 0.2
    assert figures["found"]["median_low"] is None
    assert figures["steps"] == [{"n": 1}]


def test_table_columns_line_up(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["", "median"], [["parley", "1 ms"], ["x", "100 ms"]])
    assert capsys.readouterr().out.splitlines() == ["        median", "parley    1 ms", "x       100 ms"]
