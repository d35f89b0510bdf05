"""Travel by voice: the imported class's functions with a session in place of tokens, and a budget that binds fares.

Cards are known by a label, since nobody should speak a card number; bookings are for one or more travellers.
"""

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.reading import find_one
from scenarios.worlds.schema import parameters, real, text
from scenarios.worlds.travel.plans import BOOKING, SEAT, TravelPlans

CARD = {"card_id": text("The card's id or label.")}


class TravelWorld(TravelPlans):
    """The whole world of travel."""

    domain = "travel"

    @tool(
        "Book a flight and pay for it with a card.",
        parameters({**CARD, **SEAT}, optional=("travelers",)),
    )
    def book_flight(
        self,
        *,
        card_id: str,
        travel_date: str,
        travel_from: str,
        travel_to: str,
        travel_class: str,
        travelers: int = 1,
    ) -> dict[str, Any]:
        offer = self.offer(travel_date, travel_from, travel_to, travel_class=travel_class, travelers=travelers)
        self._check_budget(offer["travel_cost"])
        card = self.card_id(card_id)
        self._charge(card, offer["travel_cost"])
        bookings = self.state.setdefault("booking_record", {})
        booking_id = self._new_id(bookings)
        stamp = self.now.isoformat(timespec="seconds")
        bookings[booking_id] = {"card_id": card, **offer, "booked_at": stamp, "insurance": None}
        return {"booking_status": True, "booking_id": booking_id, **bookings[booking_id]}

    @tool("Cancel a booking; the fare goes back to the card, an insurance does not.", parameters(BOOKING))
    def cancel_booking(self, booking_id: str) -> dict[str, Any]:
        found = self.booking_id(booking_id)
        booking = self.state["booking_record"].pop(found)
        self._charge(booking["card_id"], -booking["travel_cost"])
        return {"cancel_status": True, "booking_id": found, "refund": booking["travel_cost"]}

    @tool(
        "Change the class of a booking; the difference is paid with or given back to its card.",
        parameters({**BOOKING, "travel_class": text("economy, business or first.")}),
    )
    def change_booking_class(self, booking_id: str, travel_class: str) -> dict[str, Any]:
        found = self.booking_id(booking_id)
        booking = self.state["booking_record"][found]
        offer = self.offer(
            booking["travel_date"],
            booking["travel_from"],
            booking["travel_to"],
            travel_class=travel_class,
            travelers=booking.get("travelers", 1),
        )
        if offer["travel_class"] == booking["travel_class"]:
            raise ToolError(f"booking {found} is in {offer['travel_class']} already")
        self._check_budget(offer["travel_cost"])
        difference = offer["travel_cost"] - booking["travel_cost"]
        self._charge(booking["card_id"], difference)
        booking.update(offer)
        return {"booking_id": found, "paid": difference, **booking}

    @tool(
        "Buy an insurance for a booking.",
        parameters({"insurance_type": text("One of get_insurance_options."), **BOOKING, **CARD}),
    )
    def purchase_insurance(self, insurance_type: str, booking_id: str, card_id: str) -> dict[str, Any]:
        kind = find_one(insurance_type, {name: name for name in self.insurance_costs}, kind="insurance")
        found = self.booking_id(booking_id)
        booking = self.state["booking_record"][found]
        if booking.get("insurance"):
            raise ToolError(f"booking {found} has the {booking['insurance']} insurance already")
        card = self.card_id(card_id)
        self._charge(card, self.insurance_costs[kind])
        booking["insurance"] = kind
        paid = {"card_id": card, "cost": self.insurance_costs[kind]}
        return {"insurance_status": True, "booking_id": found, "insurance": kind, **paid}

    @tool(
        "Send customer support a message about a booking.",
        parameters({**BOOKING, "message": text("The message.")}),
    )
    def contact_customer_support(self, booking_id: str, message: str) -> dict[str, str]:
        found = self.booking_id(booking_id)
        if not message.strip():
            raise ToolError("message is empty; it needs a text")
        self.state.setdefault("support_messages", []).append({"booking_id": found, "message": message})
        return {"customer_support_message": "Thank you, your message has been received. We will answer by email."}

    @tool("Set the budget limit for one booking.", parameters({"budget_limit": real("The limit in USD.", minimum=0)}))
    def set_budget_limit(self, budget_limit: float) -> dict[str, float]:
        self.state["budget_limit"] = float(budget_limit)
        return {"budget_limit": float(budget_limit)}

    def _check_budget(self, cost: float) -> None:
        limit = self.state.get("budget_limit")
        if limit is not None and cost > limit:
            raise ToolError(f"the fare of {cost} USD is above the budget limit of {limit} USD")

    def _charge(self, card_id: str, cost: float) -> None:
        card = self.state["credit_card_list"].get(card_id)
        if card is None:
            raise ToolError(f"the card {card_id!r} of this booking is not known any more")
        if cost > card["balance"]:
            raise ToolError(f"the {card['label']} has {card['balance']} USD left, which is less than {cost} USD")
        card["balance"] = round(card["balance"] - cost, 2)

    def _new_id(self, bookings: dict[str, Any]) -> str:
        number = self.state.get("issued", 0) + 1
        while f"bk-{1000 + number}" in bookings:
            number += 1
        self.state["issued"] = number
        return f"bk-{1000 + number}"
