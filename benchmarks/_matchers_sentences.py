"""What a participant says of a scenario: the values of its known solutions, each in the sentence one would put it in.

The sentences end with the value, so that what was heard of the value can be cut out of what was heard of the sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Literal

from scenarios.forms.days import MONTHS, WEEKDAYS
from scenarios.forms.numbers import TENS, UNITS
from scenarios.rules import ReferenceCall
from scenarios.scenario import ToolCalling

Kind = Literal["name", "text", "when", "number", "choice", "items"]

CARRIERS: dict[str, tuple[Kind, str]] = {
    "application": ("name", "I mean my application as"),
    "booking_id": ("name", "I mean the booking"),
    "budget_limit": ("number", "The most I want to spend is"),
    "card_id": ("name", "Please use my"),
    "comment_content": ("text", "My comment is this:"),
    "content": ("text", "The text is this:"),
    "day": ("when", "The day I mean is"),
    "days": ("items", "The days on which I can work are"),
    "degrees": ("number", "Please set it to"),
    "delivery": ("name", "Please send it by"),
    "destination": ("name", "The place for it is called"),
    "dir_name": ("name", "The folder is called"),
    "door": ("name", "I mean the"),
    "entry": ("name", "The entry that I mean is"),
    "file_name": ("name", "The file is called"),
    "folder": ("name", "The folder is called"),
    "from_day": ("when", "I can start on"),
    "instead": ("name", "Instead I would like the"),
    "insurance_type": ("choice", "The insurance that I want is"),
    "job": ("name", "I mean the job called"),
    "keyword": ("text", "Please search for"),
    "kind": ("choice", "I mean every"),
    "lines": ("number", "Please read me the last"),
    "location": ("name", "The town is called"),
    "mentions": ("items", "Please mention"),
    "message": ("text", "My message is this:"),
    "minutes": ("number", "It takes"),
    "mode": ("choice", "Please count the"),
    "name": ("text", "Please find everything about the"),
    "pattern": ("text", "The word to look for is"),
    "place": ("text", "This time we meet in"),
    "plug": ("name", "I mean the"),
    "product": ("name", "I would like the"),
    "quantity": ("number", "For my order I need"),
    "receiver_id": ("name", "Please write to"),
    "source": ("name", "The file is called"),
    "start": ("when", "It starts at"),
    "tags": ("items", "The tag for it is"),
    "thermostat": ("name", "I mean the"),
    "title": ("text", "Please put it in as"),
    "travel_class": ("choice", "The class that we want is"),
    "travel_date": ("when", "We want to fly on"),
    "travel_from": ("name", "The flight leaves from"),
    "travel_to": ("name", "The flight goes to"),
    "travelers": ("number", "The number of seats is"),
    "user_id": ("name", "My name is"),
    "user_name": ("name", "The name is"),
    "username": ("name", "The user is called"),
    "username_to_follow": ("name", "I want to follow"),
    "username_to_unfollow": ("name", "I no longer want to follow"),
    "value": ("number", "The amount is"),
    "voucher": ("name", "Please use the"),
    "words": ("text", "Please look for"),
}
AFTER_NUMBER = {
    "budget_limit": "dollars", "degrees": "degrees", "lines": "lines", "minutes": "minutes", "value": "dollars",
}  # fmt: skip

O_CLOCK = " o'clock"

_ID = re.compile(r"[a-z]+-\d+|\w*_\w*|[A-Z]{3}|\d{1,3}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d\d:\d\d")
_SHORT = {value: word for word, value in {**UNITS, **TENS}.items()}


@dataclass(frozen=True, slots=True)
class Said:
    """One value of one solution as a participant says it; ``spoken`` is ``true`` unless a rival takes its place."""

    scenario: str
    solution: int
    tool: str  # the first that takes it
    argument: str
    value: str | int | float | tuple[str, ...]  # as the solution passes it
    true: str
    spoken: str
    how: str = ""  # the rival was made

    @property
    def kind(self) -> Kind:
        """What sort of value it is."""
        return CARRIERS[self.argument][0]

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return sentence(CARRIERS[self.argument][1], self.spoken)


def sentence(carrier: str, spoken: str) -> str:
    """A carrier and what it carries, with one mark at the end."""
    return f"{carrier} {spoken}{'' if spoken[-1] in '.!?' else '.'}"


def said_in(scenario: ToolCalling) -> Iterator[Said]:
    """Every value that is spoken in some solution, each wording once."""
    seen: set[tuple[str, str]] = set()
    for solution, calls in enumerate(scenario.reference):
        for tool, argument, value in _arguments(calls):
            spoken = spoken_form(argument, value)
            if spoken and (argument, spoken) not in seen:
                seen.add((argument, spoken))
                kept = tuple(value) if isinstance(value, list) else value
                yield Said(scenario.id, solution, tool, argument, kept, spoken, spoken)


def spoken_form(argument: str, value: Any) -> str | None:
    """A value as one says it; None for what nobody speaks: ids, codes, switches and bound values."""
    if argument not in CARRIERS or isinstance(value, bool | dict) or value is None:
        return None
    kind = CARRIERS[argument][0]
    if kind == "items" and isinstance(value, list):
        return spoken_list([str(item).lstrip("#@") for item in value])
    if kind == "number" and isinstance(value, int | float):
        return f"{spoken_number(int(value))} {AFTER_NUMBER.get(argument, '')}".strip()
    if not isinstance(value, str) or _ID.fullmatch(value):
        return None
    if _DATE.fullmatch(value):
        return spoken_date(date.fromisoformat(value))
    return spoken_time(time.fromisoformat(value)) if _CLOCK.fullmatch(value) else value


def spoken_list(items: list[str]) -> str:
    """Items with commas, and "and" before the last."""
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else items[0]


def spoken_number(number: int) -> str:
    """A number below a million in words."""
    if number in _SHORT:
        return _SHORT[number]
    if number < 100:
        return f"{_SHORT[number // 10 * 10]}-{_SHORT[number % 10]}"
    size, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    return f"{spoken_number(number // size)} {word}" + (f" and {spoken_number(rest)}" if rest else "")


def spoken_date(day: date) -> str:
    """A day as "Tuesday, June 16th"."""
    ending = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{WEEKDAYS[day.weekday()].title()}, {MONTHS[day.month - 1].title()} {day.day}{ending}"


def spoken_time(moment: time) -> str:
    """A time of day as "nine forty in the morning"."""
    if moment == time(12):
        return "noon"
    part = "morning" if moment.hour < 12 else "afternoon" if moment.hour < 18 else "evening"
    minutes = f" {'oh ' if moment.minute < 10 else ''}{spoken_number(moment.minute)}" if moment.minute else ""
    return f"{spoken_number(moment.hour % 12 or 12)}{minutes or O_CLOCK} in the {part}"


def _arguments(calls: tuple[ReferenceCall, ...]) -> Iterator[tuple[str, str, Any]]:
    for call in calls:
        for argument, value in call.args.items():
            if argument not in call.refs:
                yield call.tool, argument, value
