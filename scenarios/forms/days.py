"""Days as people say them: a table of patterns over words in canonical form, and what each of them means."""

import re
from collections.abc import Callable
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

RECENT = timedelta(days=60)

Found = re.Match[str]

_WEEKDAY = r"(?P<weekday>mon|tues?|wed|thur?s?|fri|sat|sun|" + "|".join(WEEKDAYS) + ")"
_MONTH = r"(?P<month>" + "|".join(f"{name[:3]}|sept|{name}" for name in MONTHS) + ")"
_YEAR = r"(?: (?:year )?(?P<year>(?<=year )\d{4}|20\d\d|20 [2-9]\d))?"
_DAY = r"(?P<day>\d{1,2})"


def take_days(said: str, today: date) -> tuple[tuple[date, ...] | None, str]:
    """The days that canonical words may mean, likeliest first, and the words that are left.

    Empty where no day is named, None for an impossible one ("june 31").
    """
    for pattern, read in _PATTERNS:
        found = pattern.search(said)
        if found:
            return read(found, today) or None, f"{said[: found.start()]} {said[found.end() :]}".strip()
    return (), said


def month_and_day(found: Found, today: date) -> tuple[date, ...]:
    """A date; without a year the coming one, but for what is hardly past."""
    month = next(number for number, name in enumerate(MONTHS, 1) if found["month"][:3] == name[:3])
    if found["year"]:
        return _dates(int(found["year"].replace(" ", "")), month, int(found["day"]))
    found_days = [day for year in (-1, 0, 1) for day in _dates(today.year + year, month, int(found["day"]))]
    return tuple(day for day in found_days if today - day < RECENT)[:1]


def named_day(found: Found, today: date) -> tuple[date, ...]:
    """Today and the days around it."""
    distances = {"day after tomorrow": 2, "tomorrow": 1, "today": 0, "tonight": 0, "yesterday": -1}
    return shifted(today, distances[found["named"]])


def ahead(found: Found, today: date) -> tuple[date, ...]:
    """A number of days or weeks from today."""
    count = 1 if found["count"] in ("a", "one") else int(found["count"])
    return shifted(today, count * (7 if found["unit"] == "week" else 1))


def shifted(day: date, n_days: int) -> tuple[date, ...]:
    """The day so many days later; none where the calendar has no such day."""
    try:
        return (day + timedelta(days=n_days),)
    except OverflowError:
        return ()


def weekday(found: Found, today: date) -> tuple[date, ...]:
    """The days that a weekday may mean, likeliest first."""
    number = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(found["weekday"][:3]))
    n_ahead = (number - today.weekday()) % 7
    coming, following = shifted(today, n_ahead), shifted(today, n_ahead + 7)
    if found["later"]:
        return shifted(today, 7 + number - today.weekday())
    if found["which"] == "next":
        # said on a Tuesday, "next Thursday" is this week's for some and next week's for others
        return (*coming, *following) if n_ahead else following
    return (*coming, *following) if n_ahead == 0 and found["which"] != "this" else coming


def day_of_month(found: Found, today: date) -> tuple[date, ...]:
    """The next day with such a number, of this month or the next one."""
    day = int(found["day"])
    this_month = _dates(today.year, today.month, day)
    if this_month and this_month[0] >= today:
        return this_month
    return _dates(today.year + today.month // 12, today.month % 12 + 1, day)


def _dates(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()


AHEAD = (
    re.compile(r"\bin (?P<count>\d{1,4}|a|one) (?P<unit>day|week)s?(?: time)?\b"),
    re.compile(r"\b(?P<count>\d{1,4}|a|one) (?P<unit>day|week)s? from (?:now|today)\b"),
)

_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[Found, date], tuple[date, ...]]], ...] = (
    (re.compile(rf"(?<!at )\b(?:{_WEEKDAY} )?(?:the )?{_DAY} (?:of )?{_MONTH}\b{_YEAR}"), month_and_day),
    (re.compile(rf"\b(?:{_WEEKDAY} )?{_MONTH} (?:the )?{_DAY}\b{_YEAR}"), month_and_day),
    *((pattern, ahead) for pattern in AHEAD),
    (re.compile(r"\b(?:the )?(?P<named>day after tomorrow|tomorrow|today|tonight|yesterday)\b"), named_day),
    (re.compile(rf"\b(?:{_WEEKDAY} )the {_DAY}\b"), day_of_month),
    (re.compile(rf"\b(?:(?P<which>next|this|coming) )?{_WEEKDAY}\b(?P<later> next week)?"), weekday),
    (re.compile(rf"\bthe {_DAY}\b(?! \d| am| pm| oclock)"), day_of_month),
)
