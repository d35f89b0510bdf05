"""Numbers and amounts of money in a value or in words: 90000, "$90,000", "ninety thousand dollars", "twelve fifty"."""

import re
from dataclasses import dataclass
from typing import Any

from scenarios.forms.numbers import TENS, UNITS, is_number, numerals

CURRENCIES = {
    "$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "quid": "GBP",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY",
}  # fmt: skip
HUNDREDTHS = frozenset({"cent", "cents", "penny", "pence"})
MINUS = frozenset({"-", "minus", "negative"})

_TOKEN = re.compile(
    r"\d{1,3}(?:\.\d{3})+,\d\d?(?!\d)|\d+,\d\d(?!\d)"  # 1.000,50 and 1,50: a comma before the hundredths
    r"|\d+(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+|[^\W\d_]+|[$£€¥%]"
    r"|^\s*-|(?<!\w)-(?=[$£€¥.\d])|(?<=\d)\s*[-/,]\s*(?=\d)"
)
_COMMA_DECIMALS = re.compile(r"\d[\d.]*,\d\d?")


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
    return _read_words(_tokens(value))


def _read_words(said: list[str]) -> Amount | None:
    currency = next((CURRENCIES[word] for word in said if word in CURRENCIES), None)
    numbers = [word for word in said if is_number(word)]
    sign = _sign(said)
    if not numbers or len(numbers) > 2:
        return None
    if len(numbers) == 2 and not _is_one_amount(said):
        return None
    if len(numbers) == 1:
        return Amount(sign * float(numbers[0]) / (100 if HUNDREDTHS.intersection(said) else 1), currency)
    whole, hundredths = float(numbers[0]), float(numbers[1])
    if not whole.is_integer() or not (hundredths.is_integer() and 0 < hundredths < 100):
        return None
    return Amount(sign * (whole + hundredths / 100), currency)


def _is_one_amount(said: list[str]) -> bool:
    """Whether two numbers are whole and hundredths: "12 dollars and 50", not "5 to 6" or "1/2"."""
    first, second = (index for index, word in enumerate(said) if is_number(word))
    between = said[first + 1 : second]
    return not between or (between[0] in CURRENCIES and between[1:] in ([], ["and"]))


def _sign(said: list[str]) -> int:
    """-1 where the first number has a minus before it, or before its currency."""
    before = said[: next((index for index, word in enumerate(said) if is_number(word)), 0)]
    while before and before[-1] in CURRENCIES:
        before = before[:-1]
    return -1 if before and before[-1] in MINUS else 1


def _tokens(text: str) -> list[str]:
    found = [_in_figures(token.strip()) for token in _TOKEN.findall(text.casefold().replace("\u2212", "-"))]
    return numerals([word for index, token in enumerate(found) for word in _from_zero(found, index, token)])


def _in_figures(token: str) -> str:
    """A number with a point before its decimals and nothing else in it."""
    if _COMMA_DECIMALS.fullmatch(token):
        return token.replace(".", "").replace(",", ".")
    return f"0{token}" if token.startswith(".") else token.replace(",", "") if len(token) > 1 else token


def _from_zero(found: list[str], index: int, token: str) -> tuple[str, ...]:
    """The token, with a zero before a "point" that no number comes before: "point five"."""
    before, after = found[index - 1] if index else "", found[index + 1] if index + 1 < len(found) else ""
    begins = token == "point" and UNITS.get(after, 10) < 10 and not (is_number(before) or before in UNITS | TENS)
    return ("zero", token) if begins else (token,)
