"""What flights cost and what currencies are worth."""

from collections.abc import Mapping
from typing import Any

from scenarios.worlds.constants import load

CONSTANTS = load(__file__, "bfcl.json")
USD = "USD"


def fare(
    base: float, travel_date: str, travel_class: str, *, multipliers: Mapping[str, float] | None = None
) -> float | None:
    """What a seat costs in USD: twice as much where the digits of the date add up to an even number.

    None for a class that is not sold.
    """
    per_class = CONSTANTS["class_multiplier"] if multipliers is None else multipliers
    if travel_class not in per_class:
        return None
    digit_sum = sum(int(char) for char in travel_date if char in "0123456789")
    cost: float = base * per_class[travel_class] * (CONSTANTS["even_date_multiplier"] if digit_sum % 2 == 0 else 1)
    return cost


def exchanged(value: float, base: str, target: str) -> float | None:
    """An amount in another currency, where one of the two is the dollar; else None. Rounded when it is in dollars."""
    rates: dict[str, Any] = CONSTANTS["usd_to"]
    if base == USD and target in rates:
        return float(value * rates[target])
    if target == USD and base in rates:
        return round(float(value / rates[base]), 2)
    return None
