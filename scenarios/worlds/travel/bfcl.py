"""The travel class of imported entries, by its function docs: every call carries the access token."""

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.constants import with_defaults
from scenarios.worlds.dates import day
from scenarios.worlds.lookup import no_such
from scenarios.worlds.schema import parameters, real, text, whole
from scenarios.worlds.travel.fares import CONSTANTS
from scenarios.worlds.travel.reading import BfclTravelReading

TOKEN = {"access_token": text("The token that authenticate_travel gave.")}
CARD = {"card_id": text("The card's id.")}
BOOKING = {"booking_id": text("The booking's id.")}
TOKEN_LASTS = 2
FIRST_ID = 3001001  # of tokens, cards, bookings, transactions and insurances alike
OPENING_BALANCE = 50_000.0  # of a card registered during an entry; nothing in the docs says


class BfclTravelWorld(BfclTravelReading):
    """State: the token and whose it is, ``credit_card_list`` and ``booking_record`` by id, ``budget_limit``.

    The budget limit bounds the card's balance from below, not the fare from above: entries were recorded so.
    """

    domain = "travel"
    bookkeeping = ("issued",)

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """The state that an imported entry starts in."""
        return with_defaults({**CONSTANTS["default_state"], "issued": 0}, config)

    @tool(
        "Log in to the travel system.",
        parameters(
            {
                "client_id": text("The client's id."),
                "client_secret": text("The client's secret."),
                "refresh_token": text("The refresh token."),
                "grant_type": text("read_write, read or write."),
                "user_first_name": text("The user's first name."),
                "user_last_name": text("The user's last name."),
            }
        ),
    )
    def authenticate_travel(
        self,
        *,
        client_id: str,
        client_secret: str,
        refresh_token: str,
        grant_type: str,
        user_first_name: str,
        user_last_name: str,
    ) -> dict[str, Any]:
        token = self._new_id()
        self.state |= {
            "access_token": token,
            "token_type": "Bearer",
            "token_expires_in": TOKEN_LASTS,
            "token_scope": grant_type,
            "user_first_name": user_first_name,
            "user_last_name": user_last_name,
        }
        return {"expires_in": TOKEN_LASTS, "access_token": token, "token_type": "Bearer", "scope": grant_type}

    @tool(
        "Register a credit card.",
        parameters(
            {
                **TOKEN,
                "card_number": text("The card's number."),
                "expiration_date": text("When it expires, MM/YYYY."),
                "cardholder_name": text("The name on the card."),
                "card_verification_number": whole("The verification number."),
            }
        ),
    )
    def register_credit_card(
        self,
        *,
        access_token: str,
        card_number: str,
        expiration_date: str,
        cardholder_name: str,
        card_verification_number: int,
    ) -> dict[str, str]:
        self.check_token(access_token)
        card_id = self._new_id()
        self.state["credit_card_list"][card_id] = {
            "card_number": card_number,
            "expiration_date": expiration_date,
            "cardholder_name": cardholder_name,
            "card_verification_number": card_verification_number,
            "balance": OPENING_BALANCE,
        }
        return {"card_id": card_id}

    @tool(
        "Book a flight and pay for it with a card.",
        parameters(
            {
                **TOKEN,
                **CARD,
                "travel_date": text("The day, YYYY-MM-DD."),
                "travel_from": text("The departing airport's code."),
                "travel_to": text("The arriving airport's code."),
                "travel_class": text("economy, business or first."),
            }
        ),
    )
    def book_flight(
        self,
        *,
        access_token: str,
        card_id: str,
        travel_date: str,
        travel_from: str,
        travel_to: str,
        travel_class: str,
    ) -> dict[str, Any]:
        self.check_token(access_token)
        card = self.card(card_id)
        for airport in (travel_from, travel_to):
            if airport not in CONSTANTS["airports"]:
                raise ToolError(no_such("airport", airport, CONSTANTS["airports"]))
        day(travel_date)
        cost = self.fare(travel_from, travel_to, travel_date, travel_class)
        limit = self.state["budget_limit"]
        if card["balance"] < cost:
            raise ToolError(f"the card's balance of {card['balance']} is less than the fare of {cost}")
        if limit is not None and card["balance"] < limit:
            raise ToolError(f"the card's balance of {card['balance']} is less than the budget limit of {limit}")
        booking_id, transaction_id = self._new_id(), self._new_id()
        card["balance"] -= cost
        self.state["booking_record"][booking_id] = {
            "card_id": card_id,
            "travel_date": travel_date,
            "travel_from": travel_from,
            "travel_to": travel_to,
            "travel_class": travel_class,
            "travel_cost": cost,
            "transaction_id": transaction_id,
        }
        return {
            "booking_id": booking_id,
            "transaction_id": transaction_id,
            "booking_status": True,
            "booking_history": {},
        }

    @tool("Cancel a booking; the fare goes back to the card.", parameters({**TOKEN, **BOOKING}))
    def cancel_booking(self, access_token: str, booking_id: str) -> dict[str, bool]:
        self.check_token(access_token)
        booking = self.booking(booking_id)
        if "travel_cost" not in booking:
            raise ToolError(f"booking {booking_id!r} was not made here and cannot be cancelled here")
        self.card(booking.get("card_id", ""))["balance"] += booking["travel_cost"]
        del self.state["booking_record"][booking_id]
        return {"cancel_status": True}

    @tool(
        "Buy an insurance for a booking with a card.",
        parameters(
            {
                **TOKEN,
                "insurance_type": text("The type."),
                **BOOKING,
                "insurance_cost": real("The cost."),
                **CARD,
            }
        ),
    )
    def purchase_insurance(
        self, *, access_token: str, insurance_type: str, insurance_cost: float, booking_id: str, card_id: str
    ) -> dict[str, Any]:
        self.check_token(access_token)
        limit = self.state["budget_limit"]
        if limit is not None and insurance_cost > limit:
            raise ToolError(f"the cost of {insurance_cost} is more than the budget limit of {limit}")
        self.booking(booking_id)
        self.card(card_id)["balance"] -= insurance_cost
        return {"insurance_id": self._new_id(), "insurance_status": True}

    @tool("Set the budget limit.", parameters({**TOKEN, "budget_limit": real("The limit in USD.")}))
    def set_budget_limit(self, access_token: str, budget_limit: float) -> dict[str, float]:
        self.check_token(access_token)
        self.state["budget_limit"] = float(budget_limit)
        return {"budget_limit": float(budget_limit)}

    def _new_id(self) -> str:
        number: int = FIRST_ID + self.state["issued"]
        self.state["issued"] += 1
        return str(number)
