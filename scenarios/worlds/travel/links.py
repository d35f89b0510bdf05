"""What a traveller's state refers to: airports, travel classes, its own cards, bookings and insurances."""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.worlds.base import LooseEnd
from scenarios.worlds.links import unknown
from scenarios.worlds.travel.fares import CONSTANTS


def loose_ends(state: Mapping[str, Any]) -> Iterator[LooseEnd]:
    """Cards, airports, classes, insurances and bookings that are not there."""
    airports = CONSTANTS["airports"]
    meant = {
        "card_id": (state["credit_card_list"], "card"),
        "travel_from": (airports, "airport"),
        "travel_to": (airports, "airport"),
        "travel_class": (CONSTANTS["class_multiplier"], "travel class"),
        "insurance": (state["insurance_costs"], "insurance"),
    }
    bookings = state.get("booking_record", {})
    for key, booking in bookings.items():
        for name, (known, kind) in meant.items():
            yield from unknown(("booking_record", key, name), booking.get(name), known, kind)
    for number, message in enumerate(state.get("support_messages", ())):
        yield from unknown(("support_messages", number, "booking_id"), message.get("booking_id"), bookings, "booking")
    for start, fares in state.get("fares", {}).items():
        yield from unknown(("fares", start), start, airports, "airport")
        for end in fares:
            yield from unknown(("fares", start, end), end, airports, "airport")
    for city, airport in state.get("nearest_airports", {}).items():
        yield from unknown(("nearest_airports", city), airport, airports, "airport")
