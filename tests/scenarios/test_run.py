"""Runs: live and from a log they are the same, whatever the log looks like."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.events import Event, ToolCalled, ToolReturned, Verification, Verified, parse_event, to_line
from scenarios.reference import outcomes
from scenarios.run import ReplayError, ScenarioRun, grade
from scenarios.verifier.verifier import VERSION
from tests.scenarios.plays import CATALOG, TOOL_SCENARIOS, log, solution, stamp
from tests.scenarios.worlds.test_properties import calls_of

each_scenario = pytest.mark.parametrize("scenario_id", TOOL_SCENARIOS)


def views_after_each_call(scenario_id: str, calls: Iterable[tuple[str, Any]]) -> list[Verification | None]:
    run = ScenarioRun(TOOL_SCENARIOS[scenario_id])
    views = [run.verification]
    for number, (tool, arguments) in enumerate(calls, 1):
        run.call(tool, arguments, call_id=f"c{number}")
        views.append(run.verification)
    return views


@each_scenario
@settings(max_examples=8)
@given(data=st.data())
def test_live_equals_offline_after_every_call(scenario_id: str, data: st.DataObject) -> None:
    scenario = TOOL_SCENARIOS[scenario_id]
    calls = [call for call in data.draw(calls_of(scenario)) if isinstance(call[1], dict)]
    events = log(scenario, calls)
    for number, view in enumerate(views_after_each_call(scenario_id, calls)):
        assert grade(scenario, events[: 3 * number]) == view


@each_scenario
def test_lines_duplicates_and_delivery_order_change_nothing(scenario_id: str) -> None:
    scenario, calls = solution(scenario_id, 0)
    played = [(call.tool, arguments) for call, arguments, _ in outcomes(ScenarioRun(scenario), calls)]
    events = log(scenario, played)
    expected = grade(scenario, events)
    assert expected is not None
    assert expected.success
    assert grade(scenario, [parse_event(to_line(event)) for event in events]) == expected
    assert grade(scenario, [*events, *events]) == expected
    assert grade(scenario, reversed(events)) == expected


def test_models_may_call_by_wire_name() -> None:
    scenario, calls = solution("calendar-01", 0)
    by_id = grade(scenario, log(scenario, [(call.tool, call.args) for call in calls]))
    by_wire = grade(scenario, log(scenario, [(call.tool.replace(".", "_"), call.args) for call in calls]))
    assert by_id == by_wire
    assert by_wire is not None
    assert by_wire.success


def test_other_tools_and_unknown_names_are_not_graded() -> None:
    scenario = TOOL_SCENARIOS["calendar-01"]
    run = ScenarioRun(scenario)
    empty = run.verification
    outcome = run.call("calendar_fly", {})
    assert not outcome.ok
    assert "tools: calendar_list_entries" in (outcome.error or "")
    events: list[Event] = [
        ToolCalled(**stamp(1), call_id="w", tool="web_search", arguments={"query": "x"}, raw="{}"),
        ToolReturned(**stamp(2), call_id="w", tool="web_search", ok=True, result=[]),
    ]
    assert run.verification == grade(scenario, events) == empty


def test_a_call_without_a_result_did_not_happen() -> None:
    scenario, calls = solution("calendar-01", 0)
    events = log(scenario, [(call.tool, call.args) for call in calls])
    assert grade(scenario, events[:-1]) == grade(scenario, events[:-3])


def test_a_second_attempt_carries_on() -> None:
    scenario, calls = solution("smart-home-01", 0)
    events = log(scenario, [(call.tool, call.args) for call in calls])
    first = events[: 3 * 3]
    run = ScenarioRun(scenario)
    run.replay(first)
    for call in calls[3:]:
        run.call(call.tool, call.args)
    assert run.verification is not None
    assert run.verification.success
    second = [event.model_copy(update={"attempt": 2, "seq": event.seq - 9}) for event in events[3 * 3 :]]
    assert grade(scenario, [*second, *first]) == grade(scenario, events)


def test_a_log_that_the_worlds_do_not_reproduce_is_not_graded() -> None:
    scenario, calls = solution("calendar-01", 0)
    events = log(scenario, [(call.tool, call.args) for call in calls])
    other_result = [e.model_copy(update={"result": {"day": "x"}}) if isinstance(e, ToolReturned) else e for e in events]
    with pytest.raises(ReplayError, match=r"c1 calendar\.list_entries: the log says otherwise"):
        grade(scenario, other_result)
    refused_now = [e.model_copy(update={"arguments": {}}) if isinstance(e, ToolCalled) else e for e in events]
    with pytest.raises(ReplayError, match="day is missing"):
        grade(scenario, refused_now)


@pytest.mark.parametrize("scenario_id", [s for s in CATALOG if s not in TOOL_SCENARIOS])
def test_scenarios_without_tools_are_not_graded(scenario_id: str) -> None:
    run = ScenarioRun(CATALOG[scenario_id])
    outcome = run.call("calendar_list_entries", {"day": "today"})
    assert not outcome.ok
    assert run.verification is None
    assert (
        grade(CATALOG[scenario_id], log(TOOL_SCENARIOS["calendar-01"], [("calendar.list_entries", {"day": "today"})]))
        is None
    )
    assert (run.state, run.findings(), run.tool_id("calendar_list_entries")) == ({}, [], None)


def test_the_state_that_is_handed_out_is_a_copy() -> None:
    run = ScenarioRun(TOOL_SCENARIOS["calendar-01"])
    run.state["calendar"]["entries"].clear()
    assert run.state["calendar"]["entries"]


def test_every_verdict_names_the_rules_that_it_was_given_by() -> None:
    scenario, calls = solution("calendar-01", 0)
    graded = grade(scenario, log(scenario, [(call.tool, call.args) for call in calls]))
    assert graded is not None
    assert graded.verifier == VERSION != "1"
    line = to_line(Verified(**stamp(1), verification=graded))
    assert isinstance(stored := parse_event(line), Verified)
    assert stored.verification.verifier == VERSION
    first = parse_event(line.replace(f',"verifier":"{VERSION}"', ""))
    assert isinstance(first, Verified)
    assert first.verification.verifier == "1"
