"""Numbers and amounts of money in a value or in words: 90000, "$90,000", "ninety thousand dollars", "twelve fifty"."""

import re
from dataclasses import dataclass
from typing import Any

from scenarios.forms.numbers import is_number, numerals

CURRENCIES = {
    "$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "quid": "GBP",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY",
}  # fmt: skip
HUNDREDTHS = frozenset({"cent", "cents", "penny", "pence"})
MINUS = frozenset({"-", "minus", "negative"})

_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+|[^\W\d_]+|[$£€¥%]|(?<!\w)-(?=\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money; ``currency`` is an ISO code, None where none was named."""

    value: float
    currency: str | None


def read_number(value: Any) -> float | None:
    """The one number in a value or a text ("forty percent", 40, "60 degrees"); None for none or several."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    if not isinstance(value, str):
        return None
    said = _tokens(value)
    found = [float(word) for word in said if is_number(word)]
    return _sign(said) * found[0] if len(found) == 1 else None


def read_money(value: Any) -> Amount | None:
    """An amount in a value, a text or an object with ``amount`` and ``currency``; None where there is none."""
    if isinstance(value, dict):
        inner, currency = read_number(value.get("amount")), value.get("currency")
        if inner is None or not (currency is None or isinstance(currency, str)):
            return None
        return Amount(inner, CURRENCIES.get(currency.casefold(), currency.upper()) if currency else None)
    if not isinstance(value, str):
        number = read_number(value)
        return None if number is None else Amount(number, None)
    return _read_words([word for word in _tokens(value) if word != "and"])


def _read_words(said: list[str]) -> Amount | None:
    currency = next((CURRENCIES[word] for word in said if word in CURRENCIES), None)
    numbers = [word for word in said if is_number(word)]
    sign = _sign(said)
    if not numbers or len(numbers) > 2:
        return None
    if len(numbers) == 1:
        return Amount(sign * float(numbers[0]) / (100 if HUNDREDTHS.intersection(said) else 1), currency)
    whole, hundredths = float(numbers[0]), float(numbers[1])
    if not whole.is_integer() or not (hundredths.is_integer() and 0 < hundredths < 100):
        return None
    return Amount(sign * (whole + hundredths / 100), currency)


def _sign(said: list[str]) -> int:
    """-1 where the first number has a minus before it."""
    first = next((index for index, word in enumerate(said) if is_number(word)), 0)
    return -1 if first and said[first - 1] in MINUS else 1


def _tokens(text: str) -> list[str]:
    return numerals([token.replace(",", "") for token in _TOKEN.findall(text.casefold())])
