"""What the calibration on speech says, takes for a rival, cuts out and counts: the parts that need no voice."""

import math
from datetime import date, time

import pytest

from benchmarks._matchers_grading import Grader, passed_on
from benchmarks._matchers_hearing import value_in
from benchmarks._matchers_rivals import changed_texts, nearest, rivals_of
from benchmarks._matchers_sentences import said_in, spoken_date, spoken_form, spoken_number, spoken_time
from benchmarks._matchers_tally import rate
from scenarios.loading import load_catalog
from scenarios.scenario import ToolCalling


@pytest.fixture(scope="module")
def choir() -> ToolCalling:
    found = load_catalog()["calendar-02"]
    assert isinstance(found, ToolCalling)
    return found


def test_values_are_put_as_people_say_them() -> None:
    assert spoken_date(date(2026, 6, 12)) == "Friday, June 12th"
    assert spoken_date(date(2026, 6, 23)) == "Tuesday, June 23rd"
    assert [spoken_time(time(9, 5)), spoken_time(time(16))] == [
        "nine oh five in the morning",
        "four o'clock in the afternoon",
    ]
    assert spoken_number(1750) == "one thousand and seven hundred and fifty"
    assert spoken_form("start", "09:40") == "nine forty in the morning"
    assert spoken_form("mentions", ["@priya", "ines", "gordon"]) == "priya, ines and gordon"


@pytest.mark.parametrize("value", ["entry-3", "house_blend", "ORD", True, {"ref": "trip"}, "52"])
def test_nobody_speaks_ids_codes_and_switches(value: object) -> None:
    assert spoken_form("product", value) is None


def test_the_value_is_cut_out_behind_a_misheard_carrier() -> None:
    assert value_in("my masage is this, Bring the vest.", "My message is this:") == "Bring the vest"
    assert value_in("The flight leaves from Boston.", "The flight leaves from") == "Boston"
    assert value_in("", "The flight leaves from") == ""


def test_rivals_mean_something_else() -> None:
    assert nearest("Harriet", ["Harriet Vega", "Chris Baker", "Marisol Vega"], 1) == ["Chris Baker"]
    changed = dict(
        reversed([(how, text) for text, how in changed_texts("Meet at the north gate on Friday", ["north gate"])])
    )
    assert changed == {
        "a negation": "Meet not at the north gate on Friday",
        "another day": "Meet at the north gate on Saturday",
        "another word": "Meet at the south gate on Friday",
    }


def test_true_values_are_accepted_on_paper_and_rivals_of_them_are_not(choir: ToolCalling) -> None:
    grader = Grader(choir)
    for said in said_in(choir):
        assert grader.verdict(said, said.spoken) == "accepted", said
        for rival in rivals_of(said, choir, []):
            assert grader.verdict(rival, rival.spoken) != "accepted" or not grader.counts(rival), rival


def test_what_was_heard_is_passed_on_in_the_type_of_the_argument(choir: ToolCalling) -> None:
    title = next(said for said in said_in(choir) if said.argument == "title")
    assert passed_on(title, "trained to Denver") == "trained to Denver"
    assert Grader(choir).verdict(title, "trained to Denver") == "wrong"


def test_wilson_interval_of_a_known_share() -> None:
    found = rate(10, 100)
    assert (found.count, found.n, found.percent) == (10, 100, 10.0)
    assert (found.low, found.high) == (5.52, 17.44)
    assert rate(0, 20).low == 0
    assert math.isnan(rate(0, 0).high)
