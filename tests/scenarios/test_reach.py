"""A mistyped name in a condition is told: such a condition could never fail, or never come true."""

from collections.abc import Iterator
from typing import Any

import pytest

from scenarios.canonical import copy_json
from scenarios.loading import ScenarioError, parse_scenario
from scenarios.reach import empty_conditions
from scenarios.scenario import ToolCalling
from tests.scenarios.plays import TOOL_SCENARIOS

PARTS = {"steps", "forbidden", "final_state", "frame"}
Place = tuple[Any, ...]


def told(document: Any) -> list[str]:
    """What is said about the conditions of a scenario, or about its form where that is wrong already."""
    try:
        scenario = parse_scenario(document)
    except ScenarioError as refused:
        return [f"{fault.path}: {fault.message}" for fault in refused.faults]
    assert isinstance(scenario, ToolCalling)
    return [f"{'.'.join(map(str, fault.loc))}: {fault.message}" for fault in empty_conditions(scenario)]


@pytest.mark.parametrize(
    ("place", "wrong", "message"),
    [
        (
            ("final_state", 0),
            {"path": "calendar.entris.foo", "value": {"kind": "absent"}},
            "final_state.0.path: there is no 'entris' here in any known play; did you mean 'entries'?",
        ),
        (
            ("steps", 1, "state", 0, "path"),
            "calendar.entires",
            "steps.1.state.0.path: there is no 'entires' here in any known play; did you mean 'entries'?",
        ),
        (
            ("steps", 1, "state", 0, "where", "$key", "value"),
            "entry-22",
            "steps.1.state.0.where.$key: there is no 'entry-22' here in any known play; did you mean 'entry-2'?",
        ),
        (
            ("frame", "free", 0),
            "calendar.entries.entry-2.dya",
            "frame.free.0: there is no 'dya' here in any known play; there are: title, day, start, end, people, place",
        ),
        (
            ("forbidden", 1, "calls", 0, "result"),
            {"canceled.id": {"kind": "exact", "value": "entry-2"}},
            "forbidden.1.calls.0.result.canceled.id: there is no 'canceled' here in any known play; did you mean",
        ),
        (
            ("steps", 0, "any_of", 1, "result"),
            {"dag": {"kind": "any"}},
            "steps.0.any_of.1.result.dag: there is no 'dag' here in any known play; there are: day, weekday, free",
        ),
    ],
)
def test_a_mistyped_name_is_told(place: Place, wrong: Any, message: str) -> None:
    document = copy_json(TOOL_SCENARIOS["calendar-01"].document)
    _put(document, place, wrong)
    assert [fault for fault in told(document) if fault.startswith(message)]


@pytest.mark.parametrize("scenario_id", ["calendar-02", "messaging-02", "shopping-05", "smart-home-01"])
def test_every_place_that_a_rule_names_is_looked_up(scenario_id: str) -> None:
    document = TOOL_SCENARIOS[scenario_id].document
    assert told(document) == []
    places = [place for part in document.keys() & PARTS for place in _paths(document, (part,))]
    assert len(places) >= 4
    for place in places:
        spoiled = copy_json(document)
        path = _at(spoiled, place).split(".")
        last = max(index for index, key in enumerate(path) if key not in "*+")
        path[last] += "zq"
        _put(spoiled, place, ".".join(path))
        assert told(spoiled), place


def test_what_is_not_there_yet_may_be_spoken_of() -> None:
    document = copy_json(TOOL_SCENARIOS["calendar-01"].document)
    document["frame"]["free"] += ["calendar.entries.+.title", "calendar.entries.entry-6.people", "calendar.owner"]
    assert told(document) == []


def _paths(node: Any, place: Place) -> Iterator[Place]:
    """The places of all paths in a part of a document, those of the proofs apart."""
    value = _at(node, place)
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        is_path = key == "path" or place[-1] in ("free", "may_change")
        if isinstance(item, str) and is_path:
            yield (*place, key)
        elif key not in ("breach", "astray", "args"):
            yield from _paths(node, (*place, key))


def _at(node: Any, place: Place) -> Any:
    for key in place:
        node = node[key]
    return node


def _put(node: Any, place: Place, value: Any) -> None:
    _at(node, place[:-1])[place[-1]] = value
