"""Rules in words."""

import pytest
from pydantic import TypeAdapter

from scenarios.report.wording import call_words, listed, matcher_words, shown, state_words
from scenarios.rules import Call, Matcher, StateIs, Step
from tests.scenarios.plays import TOOL_SCENARIOS

MATCHER: TypeAdapter[Matcher] = TypeAdapter(Matcher)


@pytest.mark.parametrize(
    ("matcher", "words"),
    [
        ({"kind": "exact", "value": "BOS"}, "is BOS"),
        ({"kind": "exact", "value": True}, "is yes"),
        ({"kind": "exact", "value": ["tea", "rye bread"]}, "is tea and rye bread"),
        ({"kind": "exact", "value": {"bread": 2}}, "is bread: 2"),
        ({"kind": "exact", "value": []}, "is an empty list"),
        ({"kind": "one_of", "values": ["a", "b", 3]}, "is a, b or 3"),
        ({"kind": "text", "value": "yes"}, "is “yes”"),
        ({"kind": "text", "value": "yes", "min_ratio": 0.9}, "is nearly “yes”"),
        (
            {"kind": "text", "all_of": ["open day", "noon"], "none_of": ["rain"]},
            "says “open day” and “noon” and does not say “rain”",
        ),
        (
            {"kind": "text", "all_of": ["open day"], "days": {"must": ["2026-06-21"]}, "times": {"may": ["to any"]}},
            "says “open day”, names 2026-06-21 and names no other day and may name to any and names no other time",
        ),
        (
            {"kind": "text", "all_of": ["gate"], "undenied": ["park"], "times": {}, "stated": True},
            "says “gate”, does not deny “park”, names no time and does not only ask",
        ),
        ({"kind": "text", "all_of": ["train"], "whole": ["trip"]}, "says “train” or is “trip”"),
        ({"kind": "text", "any_of": [["tap", "faucet"], ["drips"]]}, "says “tap” or “faucet” and says “drips”"),
        ({"kind": "name", "value": "Chris", "rivals": ["Kit"]}, "sounds like “Chris”, not “Kit”"),
        ({"kind": "number", "value": 2.5}, "is 2.5"),
        ({"kind": "number", "at_least": 2, "at_most": 65}, "is at least 2 and is at most 65"),
        ({"kind": "money", "value": 12.5, "currency": "USD"}, "is 12.5 USD"),
        (
            {"kind": "when", "value": "2026-06-11T15:30", "tol_minutes": 5},
            "is the time 2026-06-11T15:30, give or take 5 minutes",
        ),
        ({"kind": "when", "value": "Friday", "grain": "date"}, "is the day Friday"),
        (
            {"kind": "items", "values": [{"kind": "any"}], "ordered": True, "extra_ok": True},
            "is a list in this order in which one is given, and may hold more",
        ),
        ({"kind": "items", "values": []}, "is an empty list"),
        ({"kind": "ref", "name": "trip"}, "is the trip of an earlier step"),
        ({"kind": "absent"}, "is not given"),
    ],
)
def test_matchers(matcher: object, words: str) -> None:
    assert matcher_words(MATCHER.validate_python(matcher)) == words


@pytest.mark.parametrize(
    ("predicate", "words"),
    [
        ({"path": "a.b"}, "is there"),
        ({"path": "a.b", "value": {"kind": "number", "value": 7}}, "is 7"),
        ({"path": "a", "count": 0}, "has no entry"),
        ({"path": "a", "min_count": 2}, "has at least 2 entries"),
        ({"path": "a", "min_count": 2, "max_count": 3}, "has 2 to 3 entries"),
        ({"path": "a", "max_count": 1}, "has at most one entry"),
        (
            {"path": "a", "where": {"$key": {"kind": "exact", "value": "x"}}, "value": {"kind": "any"}},
            "has at least one entry where its key is x and it is given",
        ),
    ],
)
def test_predicates(predicate: object, words: str) -> None:
    assert state_words(StateIs.model_validate(predicate)) == words


def test_calls_tell_of_arguments_and_of_results() -> None:
    one, two = {"kind": "number", "value": 1}, {"kind": "exact", "value": "x"}
    assert call_words(Call.model_validate({"tool": "t", "args": {"n": one}, "result": {"a.b": two, "c": one}})) == (
        "n is 1; result: a.b is x, c is 1"
    )
    assert call_words(Call.model_validate({"tool": "t", "result": {"c": two}})) == "result: c is x"
    assert call_words(Call(tool="t")) == ""


def test_lists_read_as_people_say_them() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")] == [
        "", "a", "a and b", "a, b or c",
    ]  # fmt: skip
    assert [shown(None), shown(2.0), shown(0.5), shown({})] == ["nothing", "2", "0.5", "nothing at all"]


def test_every_rule_of_the_catalogue_has_words() -> None:
    steps: list[Step] = [step for scenario in TOOL_SCENARIOS.values() for step in scenario.steps]
    assert all(state_words(predicate) for step in steps for predicate in (*step.state, *step.hold))
    asked = [call for step in steps for call in step.any_of if call.args or call.result]
    assert asked
    assert all(call_words(call) for call in asked)
