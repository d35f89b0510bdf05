"""Single values in words that sound right: days, times, money, states, lists."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from scenarios.forms.days import MONTHS, WEEKDAYS

_MONEY = re.compile(r"price|total|cost|fee|tax|amount|budget|balance")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
_STATES = {
    "on": ("on", "off"), "locked": ("locked", "unlocked"), "open": ("open", "closed"), "closed": ("closed", "open"),
    "enabled": ("enabled", "disabled"), "active": ("active", "inactive"), "available": ("available", "not available"),
    "liked": ("liked", "not liked"), "read": ("read", "unread"), "in_stock": ("in stock", "out of stock"),
}  # fmt: skip
_UNITS = {
    "degrees": "degrees",
    "temperature": "degrees",
    "brightness": "percent",
    "volume": "percent",
    "minutes": "minutes",
}


def value_in_words(key: str, value: Any) -> str:
    """A field's value as it is said."""
    if isinstance(value, bool):
        return state(key, on=value)
    if isinstance(value, int | float):
        return money(value) if _MONEY.search(key) else with_unit(key, value)
    if isinstance(value, str):
        return moment_in_words(value) or value.replace("_", " ")
    if isinstance(value, list):
        return listed([value_in_words(key, part) for part in value])
    return str(value)


def state(key: str, *, on: bool) -> str:
    """A true-or-false field in a word or two."""
    yes, no = _STATES.get(key, (key.replace("_", " "), f"not {key.replace('_', ' ')}"))
    return yes if on else no


def money(value: float) -> str:
    """Dollars, with cents only where there are some."""
    return f"${value:,.0f}" if float(value).is_integer() else f"${value:,.2f}"


def with_unit(key: str, value: float) -> str:
    """A number with what it counts, where the field's name tells."""
    shown = f"{value:g}"
    unit = next((unit for name, unit in _UNITS.items() if name in key), "")
    return f"{shown} {unit}".strip()


def moment_in_words(value: str) -> str | None:
    """A day, a time or both as people say them; None for other texts."""
    if _DAY.fullmatch(value):
        return day_in_words(date.fromisoformat(value))
    if _TIME.fullmatch(value):
        return time_in_words(value)
    if _DAY.match(value) and "T" in value:
        at = datetime.fromisoformat(value)
        return f"{day_in_words(at.date())} at {time_in_words(f'{at:%H:%M}')}"
    return None


def day_in_words(day: date) -> str:
    """Thursday, June 11th."""
    suffix = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{WEEKDAYS[day.weekday()].capitalize()}, {MONTHS[day.month - 1].capitalize()} {day.day}{suffix}"


def time_in_words(value: str) -> str:
    """4:15 PM, 9 AM, noon."""
    hour, minute = (int(part) for part in value.split(":")[:2])
    if (hour, minute) in ((12, 0), (0, 0)):
        return "noon" if hour else "midnight"
    clock = f"{hour % 12 or 12}" + (f":{minute:02}" if minute else "")
    return f"{clock} {'PM' if hour >= 12 else 'AM'}"


def times_in_words(start: str, end: str) -> str:
    """From 2:45 to 3:45 PM."""
    first, last = time_in_words(start), time_in_words(end)
    if first[-2:] == last[-2:] and first[-2:] in ("AM", "PM"):
        first = first[:-3]
    return f"from {first} to {last}"


def listed(parts: Sequence[str], *, joint: str = "and") -> str:
    """A, B and C."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {joint} {parts[-1]}"


def the(name: str) -> str:
    """A thing's name in the middle of a sentence: "the front door", but "Elm Street" as it is."""
    words = name.split()
    if not words:
        return "that"
    proper = (len(words) > 1 and all(word[:1].isupper() for word in words)) or any(c.isdigit() for c in name)
    plain = name if proper or words[0].isupper() or not words[0][1:].islower() else name[0].lower() + name[1:]
    return plain if proper or words[0].lower() in ("the", "my", "a", "an") else f"the {plain}"


def count(n: int) -> str:
    """Small numbers as words."""
    names = "no one two three four five six seven eight nine ten eleven twelve".split()
    return names[n] if n < len(names) else str(n)


def sentence(text: str) -> str:
    """With a capital at its beginning and a full stop at its end."""
    text = text.strip()
    return (text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?" else ".")) if text else ""
