"""Logs and altered solutions that the catalogue's tests are made of."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from scenarios.events import Event, ToolCalled, ToolReturned, UserStateChanged
from scenarios.loading import load_catalog
from scenarios.rules import ReferenceCall
from scenarios.run import ScenarioRun
from scenarios.scenario import ToolCalling

CATALOG = load_catalog()
TOOL_SCENARIOS = {scenario.id: scenario for scenario in CATALOG.values() if isinstance(scenario, ToolCalling)}
SOLUTIONS = [(s.id, number) for s in TOOL_SCENARIOS.values() for number in range(len(s.reference))]
STARTED_AT = datetime(2026, 6, 9, 12, 0, tzinfo=UTC)


def solution(scenario_id: str, number: int) -> tuple[ToolCalling, list[ReferenceCall]]:
    """A scenario and one of its known solutions."""
    scenario = TOOL_SCENARIOS[scenario_id]
    return scenario, list(scenario.reference[number])


def with_argument(call: ReferenceCall, name: str, value: Any) -> ReferenceCall:
    """The call with another value for one argument."""
    return call.model_copy(update={"args": {**call.args, name: value}})


def succeeds(run: ScenarioRun) -> bool:
    """Whether a run has reached everything."""
    verification = run.verification
    assert verification is not None
    return verification.success and verification.progress == 1


def log(scenario: ToolCalling, calls: list[tuple[str, Any]]) -> list[Event]:
    """What an agent would write for these calls, other events between them."""
    run, events = ScenarioRun(scenario), list[Event]()
    for number, (tool, arguments) in enumerate(calls, 1):
        call_id = f"c{number}"
        outcome = run.call(tool, arguments, call_id=call_id)
        stamps = (stamp(len(events) + extra) for extra in (1, 2, 3))
        events.append(ToolCalled(**next(stamps), call_id=call_id, tool=tool, arguments=arguments, raw="{}"))
        events.append(UserStateChanged(**next(stamps), state="speaking"))
        said = {"ok": outcome.ok, "result": outcome.result, "error": outcome.error}
        events.append(ToolReturned(**next(stamps), call_id=call_id, tool=tool, **said))
    return events


def stamp(seq: int, attempt: int = 1) -> dict[str, Any]:
    """The fields that every event has."""
    return {"attempt": attempt, "seq": seq, "at": STARTED_AT + timedelta(seconds=seq), "offset_s": float(seq)}


def text_leaves(value: Any) -> Iterator[str]:
    """Every text in a state."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from text_leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from text_leaves(item)
