"""The time, the date, weekdays, and how long it is until then."""

import re
from datetime import date, timedelta

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply
from agent.models.text.script.tools.wording import day_in_words, time_in_words
from scenarios.forms.days import MONTHS, WEEKDAYS
from scenarios.forms.moments import read_moment

_HOLIDAYS = {
    "christmas eve": (12, 24), "christmas": (12, 25), "new year's eve": (12, 31), "new years eve": (12, 31),
    "new year": (1, 1),
    "new years": (1, 1), "halloween": (10, 31), "valentine's day": (2, 14), "valentines day": (2, 14),
    "valentine": (2, 14),
    "independence day": (7, 4), "the fourth of july": (7, 4), "april fools": (4, 1), "st patrick": (3, 17),
}  # fmt: skip


def clock(heard: Heard, memory: Memory) -> Reply | None:
    """What time or day it is."""
    if heard.is_(
        r"(?:what|what is the|what's the) time(?: is it)?(?: now| right now)?|what time is it(?: now| "
        r"right now| where you are| there)?|"
        r"(?:do you )?have the time|the time(?: please)?|(?:the )?current time"
    ):
        return Reply(f"It's {time_in_words(f'{memory.now:%H:%M}')}.")
    if heard.is_(
        r"(?:what|which) (?:day|date)(?: of the (?:week|month))?(?: is it| is today| do we have)?(?: today| now)?|"
        r"what is (?:today's|the|today) ?(?:date|day)?(?: today)?|the date(?: please| today)?"
    ):
        return Reply(f"Today is {day_in_words(memory.now.date())}.")
    if heard.is_(r"(?:what|which) (?:year|month)(?: is it| do we have)?(?: now)?"):
        return Reply(f"It's {MONTHS[memory.now.month - 1].capitalize()} {memory.now.year}.")
    return _weekday_of(heard, memory) or _until(heard, memory) or _leap(heard, memory)


def _weekday_of(heard: Heard, memory: Memory) -> Reply | None:
    match = re.fullmatch(
        (
            r"(?:what|which) (?:day(?: of the week)?|weekday|date) (?:is|was|will be|does|will) (?P<when>.+?)(?: fall "
            r"on| be)?(?: this year)?"
        ),
        heard.core,
    )
    if match is None:
        return None
    day = _day(match["when"], memory)
    if day is None:
        return None
    verb = "was" if day < memory.now.date() else "is"
    return Reply(f"That {verb} a {WEEKDAYS[day.weekday()].capitalize()}: {day_in_words(day)}, {day.year}.")


def _until(heard: Heard, memory: Memory) -> Reply | None:
    match = re.search(
        (
            r"how (?:many (?P<unit>days|weeks)|long)(?: is it| are there| do we have| left)?(?: still)? (?:until|till|"
            r"to|before) (?P<when>.+)"
        ),
        heard.plain,
    )
    day = _day(match["when"], memory) if match else None
    if match is None or day is None:
        return None
    today = memory.now.date()
    if day < today:
        day = _next_year(day)
    n_days = (day - today).days
    if n_days == 0:
        return Reply("That's today!")
    if match["unit"] == "weeks" and n_days >= 14:
        return Reply(f"About {round(n_days / 7)} weeks: {n_days} days.")
    return Reply(f"{n_days} {'day' if n_days == 1 else 'days'}. It's on {day_in_words(day)}.")


def _leap(heard: Heard, memory: Memory) -> Reply | None:
    match = re.search(r"is (?P<year>\d{4}|this|this year|it) (?:a )?leap year", heard.plain)
    if match is None:
        return None
    year = int(match["year"]) if match["year"].isdigit() else memory.now.year
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return Reply(f"{'Yes' if leap else 'No'}, {year} is {'a' if leap else 'no'} leap year.")


def _day(said: str, memory: Memory) -> date | None:
    for name, (month, number) in _HOLIDAYS.items():
        if name in said or name.replace("'s", "") in said:
            day = date(memory.now.year, month, number)
            return day if day >= memory.now.date() else _next_year(day)
    if "thanksgiving" in said:
        return _thanksgiving(memory.now.date())
    reading = read_moment(said.replace("my birthday on", "").strip(), memory.now)
    return reading.days[0] if reading is not None and reading.days else None


def _thanksgiving(today: date) -> date:
    for year in (today.year, today.year + 1):
        first = date(year, 11, 1)
        day = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        if day >= today:
            return day
    return today


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if (day.month, day.day) == (2, 29) else day.day)
