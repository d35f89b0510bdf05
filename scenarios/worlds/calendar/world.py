"""A calendar of one person: look, find free time, add, move, change and cancel."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from scenarios.forms.days import WEEKDAYS
from scenarios.forms.words import same_text, says
from scenarios.worlds.base import LooseEnd, ToolError, World, tool
from scenarios.worlds.calendar.state import CalendarState
from scenarios.worlds.reading import find_one, read_day, read_time
from scenarios.worlds.schema import parameters, several, text, whole

DAY = "The day as YYYY-MM-DD."
START = "The time it starts as HH:MM on the 24-hour clock."
ENTRY = "The entry's id, or the words of its title."


class CalendarWorld(World):
    """The entries of a calendar. Entries may overlap: tools say so and leave it to the people."""

    domain = "calendar"
    state_model = CalendarState
    bookkeeping: ClassVar[tuple[str, ...]] = ("next_number",)

    @classmethod
    def spoken_names(cls, state: Mapping[str, Any]) -> list[str]:
        found = [name for entry in state["entries"].values() for name in (entry["title"], *entry["people"])]
        return list(dict.fromkeys(found))

    @classmethod
    def loose_ends(cls, state: Mapping[str, Any]) -> Iterator[LooseEnd]:
        taken = [int(found[1]) for key in state["entries"] if (found := re.fullmatch(r"entry-(\d+)", key))]
        highest = max(taken, default=0)
        if state["next_number"] <= highest:
            yield ("next_number",), f"entry-{highest} is taken; give {highest + 1} or more, not {state['next_number']}"

    @tool("List the entries of one day in order of time.", parameters({"day": text(DAY)}))
    def list_entries(self, day: str) -> Any:
        wanted = read_day(day, self.now).isoformat()
        return {"day": wanted, "weekday": _weekday(wanted), "entries": self._on(wanted)}

    @tool(
        "Find entries on any day by words of their title, people or place.",
        parameters({"words": text("One or more words to look for.")}),
    )
    def find_entries(self, words: str) -> Any:
        found = [
            self._shown(key)
            for key, entry in self.state["entries"].items()
            if says(" | ".join([entry["title"], *entry["people"], entry["place"] or ""]), words)
        ]
        return {"entries": sorted(found, key=lambda shown: (shown["day"], shown["start"]))}

    @tool(
        "Find the free times of a day between 08:00 and 18:00.",
        parameters({"day": text(DAY), "minutes": whole("The length that is needed.", minimum=5, maximum=600)}),
    )
    def find_free_times(self, day: str, minutes: int) -> Any:
        wanted = read_day(day, self.now).isoformat()
        free, at = [], "08:00"
        for entry in [*self._on(wanted), {"start": "18:00", "end": "18:00"}]:
            until = min(entry["start"], "18:00")
            if _later(at, minutes) <= until:
                free.append({"from": at, "to": until})
            at = max(at, entry["end"])
        return {"day": wanted, "weekday": _weekday(wanted), "free": free}

    @tool(
        "Add an entry.",
        parameters(
            {
                "title": text("What it is called."),
                "day": text(DAY),
                "start": text(START),
                "minutes": whole("How long it lasts.", minimum=5, maximum=600) | {"default": 30},
                "people": several("The names of the people who take part.", text("A name.")),
                "place": text("Where it is."),
            },
            optional=("minutes", "people", "place"),
        ),
    )
    def add_entry(
        self,
        title: str,
        day: str,
        start: str,
        minutes: int = 30,
        people: list[str] | None = None,
        place: str | None = None,
    ) -> Any:
        called = _called(title)
        begins = read_time(start, self.now)
        key = f"entry-{self.state['next_number']}"
        self.state["next_number"] += 1
        self.state["entries"][key] = {
            "title": called,
            "day": read_day(day, self.now).isoformat(),
            "start": begins,
            "end": _end(begins, minutes),
            "people": self._others(people or []),
            "place": place,
        }
        return {"added": self._shown(key), "overlaps": self._overlaps(key)}

    @tool(
        "Move an entry to another day or time; its length stays the same.",
        parameters({"entry": text(ENTRY), "day": text(DAY), "start": text(START)}),
    )
    def move_entry(self, entry: str, day: str, start: str) -> Any:
        key = self._find(entry)
        found = self.state["entries"][key]
        minutes = _minutes(found["start"], found["end"])
        begins = read_time(start, self.now)
        found.update(day=read_day(day, self.now).isoformat(), start=begins, end=_end(begins, minutes))
        return {"moved": self._shown(key), "overlaps": self._overlaps(key)}

    @tool(
        "Change the title, place or people of an entry; what is left out stays as it is.",
        parameters(
            {
                "entry": text(ENTRY),
                "title": text("The new title."),
                "place": text("The new place."),
                "people": several("All people who take part from now on.", text("A name.")),
            },
            optional=("title", "place", "people"),
        ),
    )
    def change_entry(self, entry: str, **fields: Any) -> Any:
        if not fields:
            raise ToolError("nothing to change; give title, place or people")
        key = self._find(entry)
        if "title" in fields:
            fields["title"] = _called(fields["title"])
        if "people" in fields:
            fields["people"] = self._others(fields["people"])
        self.state["entries"][key].update(fields)
        return {"changed": self._shown(key)}

    @tool("Cancel an entry.", parameters({"entry": text(ENTRY)}))
    def cancel_entry(self, entry: str) -> Any:
        key = self._find(entry)
        shown = self._shown(key)
        del self.state["entries"][key]
        return {"cancelled": shown}

    def _find(self, entry: str) -> str:
        return find_one(entry, {key: item["title"] for key, item in self.state["entries"].items()}, kind="entry")

    def _others(self, people: list[str]) -> list[str]:
        """Those who take part beside the owner, who always does."""
        return [name for name in people if not same_text(name, self.state["owner"])]

    def _shown(self, key: str) -> dict[str, Any]:
        entry = self.state["entries"][key]
        return {"id": key, "weekday": _weekday(entry["day"]), **entry}

    def _on(self, day: str) -> list[dict[str, Any]]:
        found = [self._shown(key) for key, entry in self.state["entries"].items() if entry["day"] == day]
        return sorted(found, key=lambda shown: (shown["start"], shown["end"]))

    def _overlaps(self, key: str) -> list[dict[str, Any]]:
        own = self.state["entries"][key]
        return [
            other
            for other in self._on(own["day"])
            if other["id"] != key and other["start"] < own["end"] and own["start"] < other["end"]
        ]


def _called(title: str) -> str:
    """A title without space around it. Raises ToolError for an empty one."""
    if not title.strip():
        raise ToolError("title is empty; say what the entry is called")
    return title.strip()


def _weekday(day: str) -> str:
    return WEEKDAYS[date.fromisoformat(day).weekday()].capitalize()


def _minutes(start: str, end: str) -> int:
    (first_hour, first_minute), (last_hour, last_minute) = (map(int, moment.split(":")) for moment in (start, end))
    return 60 * (last_hour - first_hour) + last_minute - first_minute


def _later(start: str, minutes: int) -> str:
    """A time of day later on; "24:00" where that is not the same day."""
    total = _minutes("00:00", start) + minutes
    return f"{total // 60:02}:{total % 60:02}" if total < 24 * 60 else "24:00"


def _end(start: str, minutes: int) -> str:
    end = _later(start, minutes)
    if end == "24:00":
        raise ToolError(f"an entry of {minutes} minutes from {start} would end after midnight; start it earlier")
    return end
