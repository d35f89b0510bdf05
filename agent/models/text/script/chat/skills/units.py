"""Everyday conversions of units."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply
from scenarios.forms.words import words

_FACTORS: dict[str, dict[str, float]] = {
    "length": {
        "millimeter": 0.001, "centimeter": 0.01, "meter": 1, "kilometer": 1000, "inch": 0.0254, "foot": 0.3048,
        "yard": 0.9144, "mile": 1609.344,
    },
    "weight": {"gram": 1, "kilogram": 1000, "ounce": 28.349523, "pound": 453.59237, "ton": 1_000_000,
    "stone": 6350.29318},
    "volume": {"milliliter": 1, "liter": 1000, "teaspoon": 4.928922, "tablespoon": 14.786765, "cup": 236.588237,
    "pint": 473.176473, "quart": 946.352946, "gallon": 3785.411784},
    "time": {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "year": 31_536_000},
}  # fmt: skip
_ALIASES = {
    "feet": "foot", "inches": "inch", "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "kg": "kilogram",
    "kilo": "kilogram", "lb": "pound", "oz": "ounce",
    "metre": "meter", "kilometre": "kilometer", "centimetre": "centimeter", "litre": "liter",
    "millilitre": "milliliter", "ml": "milliliter", "tonne": "ton", "m": "meter", "g": "gram",
}  # fmt: skip
_UNIT = r"([a-z]+)"


def units(heard: Heard, memory: Memory) -> Reply | None:
    """So many of one unit in another."""
    said = " ".join(words(heard.text.replace("°", " degrees ")))
    return _temperature(said) or _converted(said)


def _temperature(said: str) -> Reply | None:
    match = re.search(r"(-?\d+(?:\.\d+)?) (?:degrees )?(celsius|fahrenheit|c|f)\b.*\b(celsius|fahrenheit)", said)
    if match is None or match[2][0] == match[3][0]:
        return None
    value = float(match[1])
    result = value * 9 / 5 + 32 if match[2][0] == "c" else (value - 32) * 5 / 9
    return Reply(
        f"{match[1]} degrees {'Celsius' if match[2][0] == 'c' else 'Fahrenheit'} is about {round(result)} degrees "
        f"{match[3].capitalize()}."
    )


def _converted(said: str) -> Reply | None:
    match = re.search(
        (
            rf"how many {_UNIT} (?:are there |are |is |make |does |do )?(?:in |make )?(?:an? |one |(\d+(?:\.\d+)?) "
            rf"){_UNIT}"
        ),
        said,
    )
    if match:
        target, amount, source = match[1], float(match[2] or 1), match[3]
    else:
        match = re.search(
            (
                rf"(?:convert |what is |how much is |how (?:long|far|heavy) is )?(\d+(?:\.\d+)?) {_UNIT} (?:in|to|into|"
                rf"as) {_UNIT}"
            ),
            said,
        )
        if match is None:
            return None
        amount, source, target = float(match[1]), match[2], match[3]
    for factors in _FACTORS.values():
        one, other = _unit(source, factors), _unit(target, factors)
        if one and other:
            result = amount * factors[one] / factors[other]
            return Reply(
                f"{amount:g} {_named(one, amount)} {'is' if amount == 1 else 'are'} {_rounded(result)} "
                f"{_named(other, result)}."
            )
    return None


def _unit(word: str, factors: dict[str, float]) -> str | None:
    for name in (word, word.removesuffix("s"), _ALIASES.get(word, ""), _ALIASES.get(word.removesuffix("s"), "")):
        if name in factors:
            return name
    return None


def _named(unit: str, amount: float) -> str:
    if amount == 1:
        return unit
    return {"foot": "feet", "inch": "inches", "stone": "stone"}.get(unit, f"{unit}s")


def _rounded(value: float) -> str:
    if abs(value - round(value)) < 1e-4 * max(1.0, abs(value)):
        return f"{round(value):,}"
    return f"about {value:.3g}" if abs(value) < 1 else f"about {round(value, 1):,}"
