"""What a solution may hold beside what the card asks for: details that somebody would notice are seen."""

from typing import Any

import pytest

from scenarios.reference import play
from scenarios.rules import ReferenceCall
from tests.scenarios.plays import TOOL_SCENARIOS, succeeds


def altered(scenario_id: str, tool: str, **arguments: Any) -> list[ReferenceCall]:
    """The first known solution with other or more arguments in the last call of a tool."""
    calls = list(TOOL_SCENARIOS[scenario_id].reference[0])
    place = max(index for index, call in enumerate(calls) if call.tool == tool)
    calls[place] = calls[place].model_copy(update={"args": calls[place].args | arguments})
    return calls


@pytest.mark.parametrize(
    ("scenario_id", "arguments", "right"),
    [
        ("calendar-01", {"minutes": 390}, False),
        ("calendar-01", {"minutes": 60}, True),
        ("calendar-01", {"people": ["Marcus"]}, False),
        ("calendar-01", {"people": ["Dana"]}, True),
        ("calendar-02", {"people": ["Bernard"]}, False),
        ("calendar-02", {"minutes": 480, "place": "Main station"}, True),
        ("calendar-03", {"people": ["the grandparents"]}, True),
        ("calendar-03", {"people": ["the grandparents", "Howard"]}, False),
        ("calendar-04", {"people": ["Amara"]}, False),
        ("calendar-04", {"minutes": 600}, False),
        ("calendar-04", {"minutes": 15, "place": "Bakery"}, True),
        ("calendar-05", {"people": ["Priya", "Owen"]}, False),
        ("calendar-05", {"people": ["Lorenzo"]}, True),
        ("calendar-05", {"people": []}, True),
    ],
)
def test_who_takes_part_and_how_long_it_lasts(scenario_id: str, arguments: dict[str, Any], right: bool) -> None:
    assert succeeds(play(TOOL_SCENARIOS[scenario_id], altered(scenario_id, "calendar.add_entry", **arguments))) is right


def test_somebody_invited_by_mistake_can_be_taken_out_again() -> None:
    calls = altered("calendar-05", "calendar.add_entry", people=["Priya"])
    mended = ReferenceCall(tool="calendar.change_entry", args={"entry": "entry-8", "people": []})
    assert succeeds(play(TOOL_SCENARIOS["calendar-05"], [*calls, mended]))
