"""Flags, missing answers and strata, each on a table small enough to count by hand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.ratings.care import flags, sensitivity
from analysis.ratings.means import model_means
from analysis.ratings.missing import missing_table
from analysis.ratings.strata import post_stratified, read_shares, stratum_means
from tests.analysis.ratings.tables import table_of


def test_equal_answers_and_hurry_are_flagged_and_incomplete_ones_are_not() -> None:
    ratings = [[4.0, 4.0, 4.0], [4.0, 5.0, 4.0], [3.0, 3.0, np.nan], *([[1.0, 2.0, 3.0]] * 9)]
    times = np.array([30.0, 30.0, 9.0, *([30.0] * 9)])
    table = replace(table_of(["a", "b"] * 6, ratings, dimensions=("x", "y", "z")), rating_s=times)
    found = flags(table)
    assert [(flag.conversation, flag.reason, flag.value) for flag in found] == [
        ("cv-0", "straight_line", 0.0),
        ("cv-2", "fast_rating", 9.0),
    ]
    assert found[1].limit == 10.0
    of_a = next(row for row in sensitivity(table, found) if (row.model, row.dimension) == ("a", "x"))
    assert (of_a.everyone.n, of_a.unflagged.n) == (6, 4)
    assert of_a.unflagged.value == 1.0


def test_two_dimensions_and_few_times_say_nothing_about_care() -> None:
    table = replace(table_of(["a"] * 4, [[4.0, 4.0]] * 4, dimensions=("x", "y")), rating_s=np.array([1.0, 60, 60, 60]))
    assert flags(table) == []


def test_missing_answers_are_counted_by_model_with_an_interval() -> None:
    ratings = [[np.nan], [np.nan], [3.0], [4.0], [5.0], [5.0], [5.0], [5.0]]
    found = missing_table(table_of(["a"] * 4 + ["b"] * 4, ratings, dimensions=("x",)))
    assert [(row.model, row.n, row.n_missing, row.share) for row in found] == [("a", 4, 2, 0.5), ("b", 4, 0, 0.0)]
    assert found[0].low == pytest.approx(0.150, abs=1e-3)  # Wilson's for 2 of 4
    assert found[0].p_models == pytest.approx(0.1025, abs=1e-4)  # chi-square 8/3 with one degree of freedom


def test_post_stratified_means_by_hand() -> None:
    """Model a met three easy (mean 5, s^2 1) and two hard (mean 2, s^2 2): on an even mix 3.5, not 3.8."""
    table = table_of(
        ["a"] * 5 + ["b"] * 5,
        [[4.0], [5.0], [6.0], [1.0], [3.0], [4.0], [5.0], [1.0], [2.0], [3.0]],
        dimensions=("overall",),
        scenarios=[f"s{i}" for i in range(10)],
        categories=["easy"] * 3 + ["hard"] * 2 + ["easy"] * 2 + ["hard"] * 3,
    )
    found = post_stratified(table, "category")[0]
    assert found.plain.value == pytest.approx(3.8)
    assert found.weighted.value == pytest.approx(3.5)
    assert found.weighted.sem == pytest.approx(np.sqrt(0.25 * 1 / 3 + 0.25 * 2 / 2))
    assert found.n_effective == pytest.approx(1 / (0.25 / 3 + 0.25 / 2))
    assert post_stratified(table, "category", {"easy": 1, "hard": 0})[0].weighted.value == pytest.approx(5.0)
    assert {row.level for row in stratum_means(table)} == {"easy", "hard"}
    with pytest.raises(ValueError, match="expected easy, hard"):
        post_stratified(table, "category", {"easy": 1})
    with pytest.raises(ValueError, match=r"sum to 1\.2"):
        post_stratified(table, "category", {"easy": 1, "hard": 0.2})


def test_equal_ratings_have_a_mean_and_no_error() -> None:
    """What varies was not seen: an error of 0 would claim certainty."""
    table = table_of(["a", "a", "b", "b"], [[6.0], [6.0], [3.0], [4.0]], dimensions=("x",))
    of_a, of_b = (mean.estimate for mean in model_means(table))
    assert (of_a.n, of_a.value) == (2, 6.0)
    assert np.isnan(of_a.sem)
    assert of_b.sem == pytest.approx(0.5)
    found = post_stratified(table, "category")[0]
    assert found.weighted.value == 6.0
    assert np.isnan(found.weighted.low)
    assert found.reason == "every rating is the same within its stratum"


def test_an_empty_stratum_gives_no_mean_and_the_reason() -> None:
    table = table_of(
        ["a", "a", "b", "b"], [[1.0], [2.0], [3.0], [4.0]], dimensions=("x",), categories=["k", "k", "k", "l"]
    )
    found = post_stratified(table, "category")[0]
    assert np.isnan(found.weighted.value)
    assert found.reason == "fewer than two ratings in l"


def test_shares_of_a_population_are_read(tmp_path: Path) -> None:
    path = tmp_path / "shares.csv"
    path.write_text("stratum,level,share\nage,young,0.25\nage,old,0.75\n")
    assert read_shares(path) == {"age": {"young": 0.25, "old": 0.75}}
    path.write_text("stratum,level,share\nage,young,many\n")
    with pytest.raises(ValueError, match=r"row 2, share: 'many'"):
        read_shares(path)
    path.write_text("level,share\n")
    with pytest.raises(ValueError, match="columns stratum, level and share"):
        read_shares(path)
