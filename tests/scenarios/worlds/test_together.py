"""Several worlds as one scenario sees them."""

from datetime import datetime
from typing import Any

import pytest

from scenarios.worlds import domains, world_class
from scenarios.worlds.together import Worlds, wire_name
from tests.scenarios.plays import TOOL_SCENARIOS

NOW = datetime.fromisoformat("2026-06-09T08:30:00-04:00")


def both(offered: list[str] | None = None) -> Worlds:
    states = {
        domain: state for s in ("calendar-01", "smart-home-01") for domain, state in TOOL_SCENARIOS[s].worlds.items()
    }
    return Worlds.of(states, now=NOW, offered=offered)


def test_every_folder_is_a_world() -> None:
    assert {"calendar", "shopping", "smart_home"} <= set(domains())
    assert world_class("calendar").domain == "calendar"
    with pytest.raises(KeyError, match="there is no world 'moon'; worlds: "):
        world_class("moon")


def test_tools_have_an_id_and_a_wire_name() -> None:
    worlds = both()
    assert wire_name("smart_home.set_lock") == "smart_home_set_lock"
    for tool_id in worlds.tools:
        assert worlds.tool_id(tool_id) == worlds.tool_id(wire_name(tool_id)) == tool_id
    assert worlds.tool_id("set_lock") is None


def test_calls_reach_their_world_by_either_name() -> None:
    worlds = both()
    assert worlds.call("smart_home.set_lock", {"door": "front door", "locked": True}).ok
    assert worlds.call("smart_home_set_plug", {"plug": "coffee machine", "on": False}).ok
    assert worlds.call("calendar_cancel_entry", {"entry": "dentist"}).ok
    assert "entry-2" not in worlds.state["calendar"]["entries"]
    assert worlds.state["smart_home"]["devices"]["front_door"]["locked"] is True


def test_tools_that_are_not_offered_cannot_be_called() -> None:
    worlds = both(["calendar.list_entries"])
    outcome = worlds.call("calendar_cancel_entry", {"entry": "dentist"})
    assert outcome.error == "there is no tool 'calendar_cancel_entry'; tools: calendar_list_entries"
    with pytest.raises(KeyError, match=r"there is no tool 'calendar\.fly'"):
        both(["calendar.fly"])


def test_snapshots_hold_all_worlds_and_one_clock() -> None:
    worlds = both()
    start = worlds.snapshot()
    worlds.call("calendar.cancel_entry", {"entry": "dentist"})
    worlds.call("smart_home.set_lock", {"door": "front door", "locked": True})
    later = worlds.snapshot()
    assert later.sha256 != start.sha256
    assert worlds.clock.ticks == 2
    worlds.restore(start)
    assert (worlds.snapshot(), worlds.clock.ticks) == (start, 0)
    worlds.restore(later)
    assert worlds.snapshot() == later
    worlds.reset()
    assert worlds.snapshot() == start


def test_two_conversations_do_not_touch_each_other() -> None:
    calls: list[tuple[str, dict[str, Any]]] = [
        ("calendar.cancel_entry", {"entry": "dentist"}),
        ("smart_home.run_scene", {"scene": "leaving"}),
        ("calendar.add_entry", {"title": "Pharmacy", "day": "Thursday", "start": "5 pm"}),
    ]
    alone = both()
    expected = [alone.call(*call) for call in calls]
    one, other = both(), both()
    outcomes = [(one.call(*call), other.call(*call)) for call in calls]
    assert outcomes == [(outcome, outcome) for outcome in expected]
    assert one.snapshot() == other.snapshot() == alone.snapshot()
