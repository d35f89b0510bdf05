"""The days that a sentence names: `days` reads a day that stands alone, this finds every one among other words.

Here "the sun" is no Sunday and "the three may come" no date: weekdays need their full names, a bare "the 5th" a place
where a day stands. "Last Sunday" is past, "every Sunday" is no day, and nobody calls tomorrow "next Sunday".
"""

import re
from collections.abc import Callable
from datetime import date

from scenarios.forms.days import (
    AHEAD,
    MONTHS,
    WEEKDAYS,
    Found,
    ahead,
    day_of_month,
    month_and_day,
    named_day,
    shifted,
    weekday,
)

Days = tuple[date, ...]

_WEEKDAY = f"(?P<weekday>{'|'.join(WEEKDAYS)})"
_MONTH = r"(?P<month>" + "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|sept)"
_YEAR = r"(?: (?:year )?(?P<year>20\d\d))?"
_DAY = r"(?P<day>\d{1,2})"
_STANDS_ALONE = r"(?= [|,]|$| (?:at|between|by|from|in|so|starting|to|until|we|with)\b)"


def find_days(said: str, today: date) -> list[tuple[int, int, Days]]:
    """Where each day in a sentence of canonical words begins and ends, and the days that it may mean."""
    found_days: list[tuple[int, int, Days]] = []
    for pattern, read in _PATTERNS:
        for found in pattern.finditer(said):
            start, stop = found.span()
            if all(stop <= other[0] or start >= other[1] for other in found_days):
                found_days.append((start, stop, read(found, today)))
    return sorted(found_days)


def _related_weekday(found: Found, today: date) -> Days:
    relation, days = found["relation"], weekday(found, today)
    if relation in ("every", "each"):
        return ()
    if not days:
        return ()
    if relation in ("last", "past", "previous"):
        return shifted(days[0], -7)
    if found["after"] or (relation and "week" in relation):
        return shifted(days[0], 7)
    is_tomorrow = days[:1] == shifted(today, 1)
    return days[1:] if found["which"] == "next" and is_tomorrow else days


# the likelier reading of the same words comes first: "21 of June, 10 to 4" is no June 10, "June 21, 4 pm" no 21 4
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[Found, date], Days]], ...] = (
    (re.compile(rf"\b(?:the {_DAY} (?:of )?){_MONTH}\b(?<!\d may){_YEAR}"), month_and_day),
    (re.compile(rf"\b{_DAY} of {_MONTH}\b{_YEAR}"), month_and_day),
    (re.compile(rf"\b{_MONTH} (?:the )?{_DAY}\b(?! \d\d? of){_YEAR}"), month_and_day),
    (re.compile(rf"(?<!at )(?<!from )(?<!to )\b{_DAY} {_MONTH}\b(?<!\d may){_YEAR}"), month_and_day),
    *((pattern, ahead) for pattern in AHEAD),
    (re.compile(r"\b(?P<named>day after tomorrow|tomorrow|today|tonight|yesterday)\b"), named_day),
    (re.compile(rf"\b{_WEEKDAY} (?:, )?the {_DAY}\b"), day_of_month),
    (
        re.compile(
            r"\b(?:(?P<relation>last|past|previous|every|each|week (?:after|from|on)) )?"
            rf"(?:(?P<which>next|this|coming) )?{_WEEKDAY}\b(?P<later> next week)?(?P<after> after next)?"
        ),
        _related_weekday,
    ),
    (re.compile(rf"\bon the {_DAY}{_STANDS_ALONE}"), day_of_month),
)
