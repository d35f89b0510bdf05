"""Matchers that could never fit, or always would, are told before anybody talks."""

from datetime import datetime
from typing import Any

import pytest
from pydantic import TypeAdapter

from scenarios.canonical import copy_json
from scenarios.loading import ScenarioError, parse_scenario
from scenarios.matcher_faults import matcher_faults, predicate_faults
from scenarios.rules import Matcher, StateIs
from tests.scenarios.plays import TOOL_SCENARIOS

NOW = datetime.fromisoformat("2026-06-09T08:30:00-04:00")
MATCHER: TypeAdapter[Any] = TypeAdapter(Matcher)


@pytest.mark.parametrize(
    ("matcher", "told"),
    [
        ({"kind": "when", "value": "25:15", "grain": "time"}, "'25:15' names no time; write HH:MM"),
        ({"kind": "when", "value": "25:15"}, "'25:15' names no time; write YYYY-MM-DDTHH:MM, or HH:MM for today"),
        ({"kind": "when", "value": "2026-02-30", "grain": "date"}, "'2026-02-30' names no day; write YYYY-MM-DD"),
        ({"kind": "when", "value": "15:30", "grain": "time"}, None),
        ({"kind": "when", "value": "2026-06-11T15:30"}, None),
        ({"kind": "when", "value": "Thursday", "grain": "date"}, None),
        ({"kind": "text", "all_of": ["..."]}, "'...' has no words in it"),
        ({"kind": "text", "any_of": [["school", ""]]}, "'' has no words in it"),
        ({"kind": "text", "all_of": ["school"], "none_of": ["no"]}, None),
        ({"kind": "number", "at_least": 5, "at_most": 3}, "no number is at least 5 and at most 3"),
        ({"kind": "number", "at_least": 3, "at_most": 5}, None),
        ({"kind": "name", "value": "Chris", "rivals": ["chris"]}, "'Chris' is its own rival"),
        ({"kind": "items", "values": [{"kind": "when", "value": "25:15"}]}, "'25:15' names no time"),
        ({"kind": "one_of", "values": ["economy", "busines"]}, "'busines' is none of this argument's choices; did you"),
        ({"kind": "exact", "value": "Economy"}, None),
        ({"kind": "exact", "value": "ship"}, "there are: economy, business"),
    ],
)
def test_what_cannot_be_right_is_told(matcher: Any, told: str | None) -> None:
    found = list(matcher_faults(MATCHER.validate_python(matcher), NOW, {"enum": ["economy", "business"]}))
    assert len(found) == (told is not None)
    assert (told or "") in "".join(found)


def test_a_predicate_counts_one_way_and_something() -> None:
    assert list(predicate_faults(StateIs(path="a.b", count=1, min_count=1))) == [
        "has count and min_count; give one of them"
    ]
    assert "always true" in next(predicate_faults(StateIs(path="a.b", min_count=0)))
    assert not list(predicate_faults(StateIs(path="a.b", min_count=1)))


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        ({"value": {"kind": "when", "value": "25:15"}}, r"final_state\.0\.value: '25:15' names no time"),
        ({"value": {"kind": "ref", "name": "nobody"}}, r"final_state\.0\.value: 'nobody' is no name bound by a step"),
        (
            {"where": {"day": {"kind": "when", "value": "never", "grain": "date"}}},
            r"final_state\.0\.where\.day: 'never'",
        ),
        ({"where": {"day..x": {"kind": "any"}}}, r"'day\.\.x' is no path"),
    ],
)
def test_each_matcher_of_a_scenario_is_looked_at(predicate: Any, message: str) -> None:
    document = copy_json(TOOL_SCENARIOS["calendar-01"].document)
    document["final_state"] = [{"path": "calendar.entries.entry-1.start", **predicate}]
    with pytest.raises(ScenarioError, match=message):
        parse_scenario(document)
