"""Money of different countries: the codes that tools take for the words that people say."""

from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.toolview import Param, ToolView

CODES = {
    "USD": "dollar dollars usd", "GBP": "pound pounds sterling gbp quid", "EUR": "euro euros eur",
    "JPY": "yen jpy", "CHF": "franc francs chf", "CAD": "cad", "AUD": "aud", "CNY": "yuan cny",
    "INR": "rupee rupees inr", "SEK": "krona kronor sek", "PLN": "zloty pln",
}  # fmt: skip


def codes_said(reading: Reading) -> list[str]:
    """The currencies that were named, in their order."""
    said = [code for word in reading.request.words for code, names in CODES.items() if word in names.split()]
    return list(dict.fromkeys(said))


def currency(param: Param, tool: ToolView, reading: Reading) -> str | None:
    """Of two currencies, that of the amount goes first, as in "750 dollars in pounds" and "in pounds, 750 dollars"."""
    codes, params = codes_said(reading), tool.of_kind("currency")
    units = [number.unit for number in reading.plain_numbers]
    held = next((code for unit in units for code in codes if unit in CODES[code].split()), None)
    ordered = [held, *(code for code in codes if code != held)] if held is not None else codes
    place = params.index(param)
    return ordered[place] if place < len(ordered) else None
