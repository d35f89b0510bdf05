"""Which days and times of day a text says, and which of them it denies, so that each counts as a whole.

As phrases, "half past four" holds "four" and "Sunday, June 28" holds "Sunday". A matcher that asks for four o'clock on
a certain Sunday compares what is read here.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from scenarios.forms.moments import in_plain_words
from scenarios.forms.negation import NEGATIONS, denied
from scenarios.forms.said_days import Days, find_days
from scenarios.forms.said_times import SaidTime, find_times
from scenarios.forms.takebacks import taken_back
from scenarios.forms.words import clauses

_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday|midnight)\b"
_RANGE = re.compile(rf"((?<=[\dm.])|\bo['’]?clock|\b{_HOUR})\s*[-–—]\s*(?=\d|{_HOUR})", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_BEFORE_DAY = frozenset("at for from in instead longer of on than the this until".split())


class SaidDay(NamedTuple):
    """A day that a text names: what it may mean, whether it is denied, and whether the denial is of the day itself."""

    days: Days
    denied: bool
    refused: bool


@lru_cache(maxsize=4096)
def days_said(text: str, today: date) -> tuple[SaidDay, ...]:
    """Every day that a text names. "I can't come at six on Saturday" denies the day, "not on Saturday" refuses it."""
    said = _words(text)
    offsets = _places(said)
    return tuple(
        SaidDay(days, _is_denied(said, at := offsets[start]), _is_refused(said, at))
        for start, _, days in find_days(" ".join(said), today)
    )


@lru_cache(maxsize=4096)
def times_said(text: str) -> tuple[SaidTime, ...]:
    """Every time of day that a text says and does not deny."""
    said = _words(text)
    return tuple(one for one in find_times(said) if not _is_denied(said, one.start))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """The words with dates and clock times in plain form; a dash between numbers or hours is a "to"."""
    plain = in_plain_words(text)
    return clauses(_RANGE.sub(r"\1 to ", plain))


def _places(said: tuple[str, ...]) -> dict[int, int]:
    """The place of the word that begins at each offset of the joined words."""
    places: dict[int, int] = {}
    offset = 0
    for place, word in enumerate(said):
        places[offset] = place
        offset += len(word) + 1
    return places


def _is_denied(said: tuple[str, ...], at: int) -> bool:
    return denied(said)[at] or any(back.start <= at < back.stop for back in taken_back(said))


def _is_refused(said: tuple[str, ...], at: int) -> bool:
    """Whether the cue stands right before the day, but for prepositions."""
    while at and said[at - 1] in _BEFORE_DAY:
        at -= 1
    after_cue = at > 0 and said[at - 1] in NEGATIONS | {"except"}
    return after_cue or said[at] in ("instead", "than")
