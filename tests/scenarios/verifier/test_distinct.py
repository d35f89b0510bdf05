"""The same thing looked up twice in other words is one thing looked up."""

from typing import Any

import pytest

from scenarios.run import ScenarioRun
from tests.scenarios.plays import TOOL_SCENARIOS

Call = tuple[str, dict[str, Any]]


def _flights(*days: str) -> list[Call]:
    route = {"travel_from": "Chicago", "travel_to": "Boston", "travel_class": "economy"}
    return [("get_flight_cost", {"travel_date": day, **route}) for day in days]


SAME_THING: dict[str, tuple[str, list[Call]]] = {
    "calendar-03": ("look", [("list_entries", {"day": day}) for day in ("Saturday", "2026-09-26")]),
    "calendar-05": (
        "look",
        [("list_entries", {"day": day}) for day in ("Monday", "2026-03-16", "March 16", "Monday the 16th", "the 16th")],
    ),
    "travel-01": ("prices", _flights("October 11", "2026-10-11", "the 11th of October")),
    "jobs-04": (
        "compare",
        [("get_job", {"job": job}) for job in ("reception", "Reception clerk", "the reception clerk")],
    ),
    "filesystem-03": (
        "read",
        [
            ("cd", {"folder": "cellar"}),
            ("cat", {"file_name": "boiler visit in october"}),
            ("grep", {"file_name": "boiler visit in october", "pattern": "pressure"}),
        ],
    ),
}


@pytest.mark.parametrize("scenario_id", SAME_THING)
def test_one_thing_in_other_words_does_not_count_again(scenario_id: str) -> None:
    scenario = TOOL_SCENARIOS[scenario_id]
    run = ScenarioRun(scenario)
    step_id, calls = SAME_THING[scenario_id]
    names = {tool.name for tool in scenario.tool_specs()}
    for number, (tool, arguments) in enumerate(calls):
        [name] = [name for name in names if name.endswith(f"_{tool}") or name == tool]
        assert run.call(name, arguments, call_id=f"c{number}").ok
    verification = run.verification
    assert verification is not None
    [step] = [step for step in verification.steps if step.id == step_id]
    assert step.status == "open"
