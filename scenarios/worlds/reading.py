"""How worlds read what models pass: days, times and names as people say them, and one clear refusal for the rest."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from scenarios.forms.days import WEEKDAYS
from scenarios.forms.moments import read_moment
from scenarios.forms.names import distance
from scenarios.forms.words import canonical, says, squeezed, words
from scenarios.worlds.base import ToolError

SHORTEST_BEGINNING = 4  # letters
SHORTEST_SHARED = 3  # letters of a word that two names have in common
LITTLE_WORDS = frozenset({"and", "for", "from", "not", "the", "with"})
_SPELLINGS = {name: {name[:length] for length in (3, 4, 5, len(name))} for name in WEEKDAYS}  # "Thu", "Thur", "Thurs"


def read_day(text: str, now: datetime, *, argument: str = "day") -> date:
    """A day as a model passes it. Raises ToolError where it is none or may be several."""
    reading = read_moment(text, now)
    if reading is None or not reading.days:
        raise ToolError(f"{argument} {text!r} is no day; write YYYY-MM-DD, such as {now:%Y-%m-%d} for today")
    if len(reading.days) > 1:
        found = " or ".join(map(str, reading.days))
        raise ToolError(f"{argument} {text!r} may be {found}; ask which, and write YYYY-MM-DD")
    day = reading.days[0]
    weekday = WEEKDAYS[day.weekday()]
    if any(named != weekday for named in _weekdays_in(text)):
        raise ToolError(
            f"{argument} {text!r} contradicts itself: {day} is a {weekday.capitalize()}; ask which is meant"
        )
    return day


def read_time(text: str, now: datetime, *, argument: str = "start") -> str:
    """A time of day as ``HH:MM``. Raises ToolError where it is none or may be morning or afternoon."""
    reading = read_moment(text, now)
    if reading is None or not reading.times:
        raise ToolError(f"{argument} {text!r} is no time of day; write HH:MM on the 24-hour clock, such as 15:30")
    if len(reading.times) > 1:
        found = " or ".join(f"{moment:%H:%M}" for moment in reading.times)
        raise ToolError(f"{argument} {text!r} may be {found}; ask which, and write HH:MM on the 24-hour clock")
    return f"{reading.times[0]:%H:%M}"


def find_one(wanted: str, named: Mapping[str, str], *, kind: str) -> str:
    """The id among ``named`` (id to name) that is meant by an id, a name or words of a name, with or without article.

    Raises ToolError that lists the several that fit, or the near ones, or all; it never chooses.
    """
    said = re.sub(r"^(?:the|my|our|an?) ", "", canonical(wanted))
    ways = (
        [key for key in named if said == canonical(key)],
        [key for key, name in named.items() if squeezed(said) in (squeezed(key), squeezed(name))],
        [key for key, name in named.items() if squeezed(said) and says(name, said)],
    )
    found = next((keys for keys in ways if keys), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise ToolError(f"{wanted!r} fits several: {_listed(found, named)}; ask which, and use its id")
    near = _near(said, named)
    hint = f"near: {_listed(near, named)}" if near else f"there are: {_listed(list(named), named) or 'none'}"
    raise ToolError(f"there is no {kind} {wanted!r}; {hint}")


def rank_by_words(wanted: str, described: Mapping[str, str]) -> list[str]:
    """The ids whose descriptions have any of the wanted words, singular or plural: those with most of them first.

    Where none has any, words that begin so count: "baker" finds the bakery.
    """
    parts = [part.removesuffix("s") for part in words(wanted)]
    score = {
        key: sum(says(description, form) for part in parts for form in (part, f"{part}s"))
        for key, description in described.items()
    }
    if not any(score.values()):
        long_ones = tuple(part for part in parts if len(part) >= SHORTEST_BEGINNING)
        score = {key: sum(word.startswith(long_ones) for word in words(text)) for key, text in described.items()}
    return sorted((key for key in score if score[key]), key=lambda key: -score[key])


def _near(said: str, named: Mapping[str, str]) -> list[str]:
    """The ids of the names that are spelt nearly so; else of those that share most words with what was said."""
    spelt = [key for key, name in named.items() if 2 * distance(said, name) <= max(len(said), len(name))]
    if spelt:
        return spelt
    wanted = {word for word in words(said) if len(word) >= SHORTEST_SHARED and word not in LITTLE_WORDS}
    shared = {key: len(wanted.intersection(words(name))) for key, name in named.items()}
    most = max(shared.values(), default=0)
    return [key for key in named if most and shared[key] == most]


def _weekdays_in(text: str) -> list[str]:
    """The weekdays that a text names, in full or shortened."""
    return [name for word in words(text) for name in WEEKDAYS if word in _SPELLINGS[name]]


def _listed(keys: list[str], named: Mapping[str, str]) -> str:
    return ", ".join(f"{named[key]} ({key})" for key in keys)
