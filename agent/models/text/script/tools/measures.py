"""What things can be compared by: their price, their time, how far, long, large or many they are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agent.models.text.script.tools.vocabulary import noun_classes

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d\d:\d\d")
_NOTED = re.compile(r"^(?:booked|placed|created|posted|sent|saved)_")
_NEVER = re.compile(r"id$|year|number$|weekday|room")
_EXTREMES = {
    "price": ("priciest pricier dearest dearer costliest costlier", "cheapest cheaper"),
    "time": ("latest later", "earliest earlier soonest sooner"),
    "distance": ("farthest farther furthest further", "nearest nearer closest closer"),
    "length": ("longest longer", "shortest shorter"),
    "size": ("biggest bigger largest larger", "smallest smaller"),
    "degrees": ("warmest warmer hottest hotter", "coldest colder coolest cooler"),
    "brightness": ("brightest brighter", "dimmest dimmer darkest darker"),
    "pay": ("best-paid", "worst-paid"),
    "any": ("highest higher", "lowest lower"),
}
_DEGREES = {
    "more": True,
    "most": True,
    "less": False,
    "least": False,
    "fewer": False,
    "fewest": False,
    "best": True,
    "better": True,
}
_SUBJECTS = {
    "price": "expensive cost costs costing price prices pricey dear money",
    "pay": "pay pays paid paying wage wages earn earns",
    "hours": "hours",
    "length": "words lines characters long",
    "distance": "far away",
}
_KEYS = {
    "price": r"price|cost|total|fare|fee|amount|balance|refund|off$",
    "distance": r"away|distance",
    "length": r"minutes$|duration|count$|words|lines",
    "size": r"quantity|size|count$|in_stock",
    "degrees": r"degrees|temperature",
    "brightness": r"brightness",
    "pay": r"pay|wage|salary",
    "hours": r"hours",
    "any": r".",
}
WORDS = frozenset(word for pair in _EXTREMES.values() for words in pair for word in words.split()) | {*_DEGREES}
"""Words that ask for the more or the less of something."""

BOUNDING = frozenset("before until till after past under below over above morning afternoon evening".split())
"""Words that set a bound."""
ASKING = WORDS | BOUNDING | {"together", "altogether", "difference", "total", "sum"}
"""Words that ask about what is named and name nothing themselves."""


@dataclass(frozen=True, slots=True)
class Measure:
    """``keys`` and ``nouns``: what fields that hold it are called; ``most``: whether the larger one is asked for."""

    name: str
    keys: re.Pattern[str]
    most: bool = True
    nouns: frozenset[str] = frozenset()

    def is_in(self, key: str) -> bool:
        """Whether a field holds it, by its name."""
        named = {c for word in key.split("_") for c in noun_classes(word)} if self.nouns else set()
        return not _NEVER.search(key) and bool(self.keys.search(key) or self.nouns & named)


def asked_measure(words: Sequence[str]) -> Measure | None:
    """What these words compare by; None where they compare nothing."""
    for name, (most, least) in _EXTREMES.items():
        said = next((word for word in words if word in (*most.split(), *least.split())), None)
        if said is not None:
            return _measure(name, most=said in most.split())
    degree = next((word for word in words if word in _DEGREES), None)
    if degree is None:
        return None
    subject = _subject(words)
    if subject is not None:
        return _measure(subject, most=_DEGREES[degree])
    (noun, *_) = (*words[words.index(degree) + 1 :], "")
    return Measure("number", re.compile("$^"), _DEGREES[degree], noun_classes(noun) if noun else frozenset())


def summed_measure(words: Sequence[str]) -> Measure:
    """What is to be added up: what was named, else money."""
    return _measure(_subject(words) or "price")


def _subject(words: Sequence[str]) -> str | None:
    return next((name for name, named in _SUBJECTS.items() for word in words if word in named.split()), None)


def _measure(name: str, *, most: bool = True) -> Measure:
    return Measure(name, re.compile(_KEYS.get(name, "$^")), most)


def field_of(measure: Measure, records: Sequence[Mapping[str, Any]]) -> str | None:
    """The field by which all of some records can be compared; None where there is none."""
    if not records:
        return None
    if measure.name == "time":
        return "time" if all(moment_of(record) for record in records) else None
    keys = [key for key in records[0] if measure.is_in(key)]
    return next((key for key in keys if all(_is_number(record.get(key)) for record in records)), None)


def value_of(field: str, record: Mapping[str, Any]) -> Any:
    """What a record is compared by."""
    return moment_of(record) if field == "time" else record[field]


def moment_of(record: Mapping[str, Any]) -> str:
    """The day and the time at which something is, to be put in order; empty where it has none.

    When something was noted down says nothing of when it is, where another day is told.
    """
    texts = {key: value for key, value in record.items() if isinstance(value, str)}
    days = {key: value for key, value in texts.items() if _DAY.match(value)}
    own = {key: value for key, value in days.items() if not _NOTED.search(key)} or days
    day = next(iter(own.values()), "")
    at = day[11:16] if "T" in day else ""
    time = next((value for value in texts.values() if _TIME.fullmatch(value)), at)
    return f"{day[:10]} {time}".strip()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
