"""Things by their day: "the one on the 17th", "last week's order", "what I ordered on Monday"."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from agent.models.text.script.tools.journeys import way_of
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.reading import Reading

_PAST = ("placed_on", "sent_at", "posted_at", "sent_on", "saved_on", "created_at")
_WEEK = timedelta(days=7)


def days_of(thing: Thing) -> list[tuple[str, date]]:
    """The days in a thing's fields, by the field's name."""
    found = []
    for key, value in thing.fields.items():
        if isinstance(value, str) and value[4:5] == value[7:8] == "-":
            try:
                found.append((key, date.fromisoformat(value[:10])))
            except ValueError:
                continue
    return found


def on_days_said(things: Sequence[Thing], reading: Reading) -> list[Thing]:
    """Those on a day that was named; none where no day was, or nothing is on it."""
    words, today = reading.request.words, reading.now.date()
    said = {m.days[0] for m in reading.moments if m.days}
    if {("last", "week"), ("last", "week's")} & {*pairwise(words)}:
        monday = today - timedelta(days=today.weekday())
        return [t for t in things if any(monday - _WEEK <= day < monday for _, day in days_of(t))]
    if "yesterday" in words:
        said.add(today - timedelta(days=1))
    weekdays = {day.weekday() for day in said}
    return [
        thing
        for thing in things
        if any(
            day in said or (key in _PAST and day.weekday() in weekdays and today - _WEEK <= day <= today)
            for key, day in days_of(thing)
        )
    ]


def without_other_days(things: Sequence[Thing], reading: Reading) -> list[Thing]:
    """The things without the ways of other days than the one that was named: another day's flight is never meant."""
    if not any(m.days for m in reading.moments):
        return list(things)
    dated = on_days_said(things, reading)
    return [thing for thing in things if way_of(thing.fields) is None or thing in dated]
