"""The calendar."""

from datetime import datetime
from typing import Any

import pytest

from scenarios.worlds.base import Clock
from scenarios.worlds.calendar.world import CalendarWorld


def entry(title: str, day: str, start: str, end: str, people: list[str] | None = None) -> dict[str, Any]:
    return {"title": title, "day": day, "start": start, "end": end, "people": people or [], "place": None}


@pytest.fixture
def calendar() -> CalendarWorld:
    state = {
        "owner": "Dana",
        "entries": {
            "entry-1": entry("Dentist", "2026-06-10", "09:30", "10:15"),
            "entry-2": entry("School run", "2026-06-11", "14:45", "15:45"),
            "entry-3": entry("Budget review", "2026-06-11", "10:00", "11:30", ["Yolanda"]),
        },
        "next_number": 4,
    }
    return CalendarWorld(state, clock=Clock(datetime.fromisoformat("2026-06-09T08:30:00-04:00")))


def test_a_day_is_listed_in_order_of_time(calendar: CalendarWorld) -> None:
    result = calendar.call("list_entries", {"day": "Thursday"}).result
    assert (result["day"], result["weekday"]) == ("2026-06-11", "Thursday")
    assert [found["id"] for found in result["entries"]] == ["entry-3", "entry-2"]


def test_entries_are_found_by_title_and_people(calendar: CalendarWorld) -> None:
    assert [e["id"] for e in calendar.call("find_entries", {"words": "school"}).result["entries"]] == ["entry-2"]
    assert [e["id"] for e in calendar.call("find_entries", {"words": "yolanda"}).result["entries"]] == ["entry-3"]
    assert calendar.call("find_entries", {"words": "golf"}).result == {"entries": []}


def test_free_times_are_the_gaps_that_are_long_enough(calendar: CalendarWorld) -> None:
    result = calendar.call("find_free_times", {"day": "2026-06-11", "minutes": 120}).result
    assert result["free"] == [
        {"from": "08:00", "to": "10:00"},
        {"from": "11:30", "to": "14:45"},
        {"from": "15:45", "to": "18:00"},
    ]


def test_an_entry_in_the_evening_takes_no_free_time(calendar: CalendarWorld) -> None:
    before = calendar.call("find_free_times", {"day": "2026-06-11", "minutes": 120}).result
    assert calendar.call("add_entry", {"title": "Choir", "day": "2026-06-11", "start": "19:00", "minutes": 60}).ok
    assert calendar.call("find_free_times", {"day": "2026-06-11", "minutes": 120}).result == before


def test_moving_keeps_the_length_and_tells_overlaps(calendar: CalendarWorld) -> None:
    moved = calendar.call("move_entry", {"entry": "dentist", "day": "Thursday", "start": "3 pm"}).result
    assert (moved["moved"]["start"], moved["moved"]["end"]) == ("15:00", "15:45")
    assert [other["id"] for other in moved["overlaps"]] == ["entry-2"]
    moved = calendar.call("move_entry", {"entry": "dentist", "day": "Thursday", "start": "15:45"}).result
    assert moved["overlaps"] == []


def test_adding_gives_the_next_id(calendar: CalendarWorld) -> None:
    first = calendar.call("add_entry", {"title": "Pharmacy", "day": "Thursday", "start": "17:15"}).result["added"]
    second = calendar.call("add_entry", {"title": "Walk", "day": "tomorrow", "start": "noon", "minutes": 60}).result[
        "added"
    ]
    assert (first["id"], first["end"]) == ("entry-4", "17:45")
    assert (second["id"], second["day"], second["start"], second["end"]) == ("entry-5", "2026-06-10", "12:00", "13:00")


def test_changing_leaves_the_rest(calendar: CalendarWorld) -> None:
    changed = calendar.call("change_entry", {"entry": "entry-3", "place": "Room 4"}).result["changed"]
    assert (changed["title"], changed["place"], changed["people"]) == ("Budget review", "Room 4", ["Yolanda"])


def test_the_owner_takes_part_without_being_named(calendar: CalendarWorld) -> None:
    added = calendar.call("add_entry", {"title": "Walk", "day": "today", "start": "17:15", "people": ["dana", "Fiona"]})
    assert added.result["added"]["people"] == ["Fiona"]
    assert calendar.call("change_entry", {"entry": "walk", "people": ["Dana"]}).result["changed"]["people"] == []


def test_cancelling_takes_the_entry_away(calendar: CalendarWorld) -> None:
    assert calendar.call("cancel_entry", {"entry": "the dentist"}).result["cancelled"]["id"] == "entry-1"
    assert list(calendar.state["entries"]) == ["entry-2", "entry-3"]


@pytest.mark.parametrize(
    ("tool", "arguments", "error"),
    [
        (
            "move_entry",
            {"entry": "golf", "day": "Thursday", "start": "15:00"},
            "there is no entry 'golf'; there are: Dentist",
        ),
        ("move_entry", {"entry": "dentist", "day": "Thursday", "start": "3:00"}, "may be 15:00 or 03:00"),
        ("move_entry", {"entry": "dentist", "day": "Thursday", "start": "23:30"}, "would end after midnight"),
        ("add_entry", {"title": " ", "day": "Thursday", "start": "15:00"}, "title is empty"),
        ("add_entry", {"title": "x", "day": "Thursday", "start": "15:00", "minutes": 1}, "minutes must be at least 5"),
        ("change_entry", {"entry": "dentist", "title": " "}, "title is empty"),
        (
            "list_entries",
            {"day": "Friday 2026-06-11"},
            "contradicts itself: 2026-06-11 is a Thursday; ask which is meant",
        ),
        ("change_entry", {"entry": "dentist"}, "nothing to change; give title, place or people"),
        ("list_entries", {"day": "someday"}, "is no day"),
    ],
)
def test_refusals_say_what_is_valid(calendar: CalendarWorld, tool: str, arguments: dict[str, Any], error: str) -> None:
    outcome = calendar.call(tool, arguments)
    assert error in (outcome.error or "")
