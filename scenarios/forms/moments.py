"""Days and times of day as people say them and as models write them, read against a given now.

"Tomorrow at half past three", "Thursday the 12th", "330" and "2026-06-12T15:30" are all readings of a day, a time or
both. What is said may be ambiguous, so a reading holds every day and every time that it may mean.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from scenarios.forms.days import MONTHS, Found, take_days
from scenarios.forms.words import words

FILLERS = frozenset("at on the of in by from about around for to sharp exactly this".split())

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
_ISO_DATE = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_US_DATE = re.compile(r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>20\d\d))?\b")
_ORDINAL = re.compile(r"(?<!the )\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_HALF_DAY = re.compile(r"(?<![a-z])([ap])\s?\.?\s?m\b\.?", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"\b(?:in the |at )?(am|pm|morning|afternoon|evening|night)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text may mean: days and times of day, likeliest first; empty where it names none."""

    days: tuple[date, ...] = ()
    times: tuple[time, ...] = ()


def read_moment(text: str, now: datetime) -> Reading | None:
    """Read a day, a time or both; None where the text holds anything else. Zoned instants are put into now's zone."""
    text = text.strip()
    if _INSTANT.match(text):
        return _read_instant(text, now)
    clock = _CLOCK.fullmatch(text)
    if clock:
        return Reading(times=(time(int(clock[1]), int(clock[2])),))
    said = " ".join(words(in_plain_words(text)))
    days, left = take_days(said, now.date())
    is_evening = "tonight" in said and any(char.isdecimal() for char in left)
    times, left = _take_times(f"{left} evening" if is_evening else left)
    if days is None or times is None or set(left.split()) - FILLERS or not (days or times):
        return None
    return Reading(days, times)


def in_plain_words(text: str) -> str:
    """A text with dates in figures as month and day, "12th" as "the 12" and "p.m." as "pm"."""
    in_words = _ORDINAL.sub(r"the \1", _US_DATE.sub(_spelled, _ISO_DATE.sub(_spelled, text)))
    return _HALF_DAY.sub(r" \1m ", in_words)


def read_time(said: str) -> tuple[time, ...]:
    """The times of day that canonical words, such as "half past 3 in the afternoon", may mean."""
    return _take_times(said)[0] or ()


def _read_instant(text: str, now: datetime) -> Reading | None:
    try:
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is not None:
            instant = instant.astimezone(now.tzinfo)
    except (ValueError, OverflowError):  # the first and the last day have no other zones
        return None
    return Reading((instant.date(),), (time(instant.hour, instant.minute),))


def _spelled(found: Found) -> str:
    """A date in figures as month, day and year, so that one pattern reads all dates; left alone if it is none."""
    month, year = int(found["month"]), f" year {found['year']}" if found["year"] else ""
    return f"{MONTHS[month - 1]} {int(found['day'])}{year}" if 1 <= month <= 12 else found[0]


def _take_times(said: str) -> tuple[tuple[time, ...] | None, str]:
    """The times of day that canonical words may mean, None for an impossible one, and the words that are left."""
    part = _PART_OF_DAY.search(said)
    rest = _PART_OF_DAY.sub("", said, count=1) if part else said
    for pattern, minutes_of in _PATTERNS:
        found = pattern.search(rest)
        if found:
            left = f"{rest[: found.start()]} {rest[found.end() :]}"
            return _times(minutes_of(found), exact=_is_exact(found[0]), part=part[1] if part else ""), left
    return (), said


def _times(minutes: int, *, exact: bool, part: str) -> tuple[time, ...] | None:
    """The times that minutes on a twelve-hour clock may mean in a part of the day."""
    if not 0 <= minutes < 24 * 60:
        return None
    if exact or minutes >= 13 * 60:
        return (_at(minutes),)
    half = minutes % (12 * 60)
    early, late = _at(half), _at(half + 12 * 60)
    if part in ("am", "morning") or (part == "night" and half < 5 * 60):
        return (early,)
    if part:
        return (late,)
    # nobody says twelve thirty for the night without saying so; other hours stay open, the waking one first
    return (late,) if half < 60 else (late, early) if half < 7 * 60 else (early, late)


def _is_exact(found: str) -> bool:
    """Noon and midnight, and hours with a leading zero, are said on the 24-hour clock."""
    return found.startswith("0") or found in ("noon", "midday", "midnight")


def _at(minutes: int) -> time:
    return time(*divmod(minutes, 60))


def _clock_minutes(found: Found) -> int:
    hour, minute = int(found["hour"]), int(found["minute"].replace(" ", "") or 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else -1


def _relative_minutes(found: Found) -> int:
    amount = {"half": 30, "quarter": 15, "a quarter": 15}.get(found["amount"]) or int(found["amount"])
    hour = int(found["hour"])
    if found["side"] in ("to", "til", "till", "of", "before"):
        amount, hour = 60 - amount, hour - 1 or 12
    return hour * 60 + amount if 1 <= hour <= 12 and 0 <= amount < 60 else -1


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[Found], int]], ...] = (
    (re.compile(r"\b(?:noon|midday)\b"), lambda found: 12 * 60),
    (re.compile(r"\bmidnight\b"), lambda found: 0),
    (
        re.compile(
            r"\b(?P<amount>half|a quarter|quarter|\d{1,2})(?: minutes?)? "
            r"(?P<side>past|after|to|til|till|of|before) (?P<hour>\d{1,2})\b(?: oclock)?"
        ),
        _relative_minutes,
    ),
    (re.compile(r"\b(?P<hour>\d{1,2})(?P<minute>\d\d)\b(?: oclock| hours)?"), _clock_minutes),
    (re.compile(r"\b(?P<hour>\d{1,2}) (?P<minute>0 \d|\d\d)\b"), _clock_minutes),
    (re.compile(r"\b(?P<hour>\d{1,2})(?P<minute>)\b(?: oclock)?"), _clock_minutes),
)
