"""The travel tools of imported entries that change nothing: prices, cards, bookings, rates."""

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.dates import day
from scenarios.worlds.imported import ImportedWorld
from scenarios.worlds.lookup import listed
from scenarios.worlds.schema import parameters, real, text
from scenarios.worlds.travel.fares import CONSTANTS, exchanged, fare

TOKEN = {"access_token": text("The token that authenticate_travel gave.")}
ADULT_YEARS = 18
INVOICE = (
    "travel_date",
    "travel_from",
    "travel_to",
    "travel_class",
    "travel_cost",
    "transaction_id",
)


class BfclTravelReading(ImportedWorld):
    """What the travel class only looks up."""

    domain = "travel"

    @tool("Tell whether the user is logged in.", parameters())
    def travel_get_login_status(self) -> dict[str, bool]:
        return {"status": bool(self.state["access_token"])}

    @tool("List the codes of all airports.", parameters())
    def list_all_airports(self) -> dict[str, list[str]]:
        return {"airports": CONSTANTS["airports"]}

    @tool("Tell the airport nearest to a city.", parameters({"location": text("The city's name.")}))
    def get_nearest_airport_by_city(self, location: str) -> dict[str, str]:
        return {"nearest_airport": CONSTANTS["city_to_airport"].get(location, "Unknown")}

    @tool(
        "Tell what a flight costs, in USD.",
        parameters(
            {
                "travel_from": text("The departing airport's code."),
                "travel_to": text("The arriving airport's code."),
                "travel_date": text("The day, YYYY-MM-DD."),
                "travel_class": text("economy, business or first."),
            }
        ),
    )
    def get_flight_cost(
        self, *, travel_from: str, travel_to: str, travel_date: str, travel_class: str
    ) -> dict[str, list[float]]:
        return {"travel_cost_list": [self.fare(travel_from, travel_to, travel_date, travel_class)]}

    @tool("Show all registered credit cards by id.", parameters())
    def get_all_credit_cards(self) -> dict[str, dict[str, Any]]:
        return {"credit_card_list": self.state["credit_card_list"]}

    @tool("Tell the balance of a card.", parameters({**TOKEN, "card_id": text("The card's id.")}))
    def get_credit_card_balance(self, access_token: str, card_id: str) -> dict[str, float]:
        self.check_token(access_token)
        return {"card_balance": self.card(card_id)["balance"]}

    @tool("Show all bookings by id.", parameters(TOKEN))
    def get_booking_history(self, access_token: str) -> dict[str, dict[str, Any]]:
        self.check_token(access_token)
        return {"booking_history": self.state["booking_record"]}

    @tool(
        "Show the invoice of a booking.",
        parameters(
            {**TOKEN, "booking_id": text("The booking's id."), "insurance_id": text("The insurance's id.")},
            optional=("booking_id", "insurance_id"),
        ),
    )
    def retrieve_invoice(
        self, access_token: str, booking_id: str | None = None, insurance_id: str | None = None
    ) -> dict[str, dict[str, Any]]:
        self.check_token(access_token)
        if booking_id is None:
            known = listed(self.state["booking_record"])
            raise ToolError(f"booking_id is needed, an insurance has no invoice of its own; bookings: {known}")
        booking = self.booking(booking_id)
        missing = [name for name in INVOICE if name not in booking]
        if missing:
            raise ToolError(f"booking {booking_id!r} has no invoice; it lacks {', '.join(missing)}")
        return {"invoice": {"booking_id": booking_id, **{name: booking[name] for name in INVOICE}}}

    @tool(
        "Send customer support a message about a booking.",
        parameters({"booking_id": text("The booking's id."), "message": text("The message.")}),
    )
    def contact_customer_support(self, booking_id: str, message: str) -> dict[str, str]:
        self.booking(booking_id)
        thanks = "Thank you for contacting customer support."
        return {
            "customer_support_message": f"{thanks} Your message has been received and we will get back to you shortly."
        }

    @tool(
        "Tell the fiscal year of the budget.",
        parameters(
            {
                "lastModifiedAfter": text("Only years changed after this, YYYY-MM-DDTHH:MM:SS."),
                "includeRemoved": text("'true' to include removed years."),
            },
            optional=("lastModifiedAfter", "includeRemoved"),
        ),
    )
    def get_budget_fiscal_year(
        self,
        lastModifiedAfter: str | None = None,  # noqa: N803 - the name in the function docs
        includeRemoved: str | None = None,  # noqa: N803
    ) -> dict[str, str]:
        return {"budget_fiscal_year": CONSTANTS["budget_fiscal_year"]}

    @tool(
        "Convert an amount of money; one of the currencies is USD.",
        parameters(
            {
                "base_currency": text("The currency it is in."),
                "target_currency": text("The currency wanted."),
                "value": real("The amount."),
            }
        ),
    )
    def compute_exchange_rate(self, base_currency: str, target_currency: str, value: float) -> dict[str, float]:
        result = exchanged(value, base_currency, target_currency)
        if result is None:
            raise ToolError(f"one currency must be USD, the other one of {', '.join(CONSTANTS['usd_to'])}")
        return {"exchanged_value": result}

    @tool(
        "Check that a traveller may fly: the user's own name, of age, with a US passport.",
        parameters(
            {
                "first_name": text("First name."),
                "last_name": text("Last name."),
                "date_of_birth": text("Date of birth, YYYY-MM-DD."),
                "passport_number": text("Passport number."),
            }
        ),
    )
    def verify_traveler_information(
        self, *, first_name: str, last_name: str, date_of_birth: str, passport_number: str
    ) -> dict[str, Any]:
        failure = self._objection(first_name, last_name, date_of_birth, passport_number)
        if failure is None:
            return {"verification_status": True}
        return {"verification_status": False, "verification_failure": failure}

    def fare(self, travel_from: str, travel_to: str, travel_date: str, travel_class: str) -> float:
        """What a flight costs in USD. Raises ToolError for a class or route that is not sold."""
        routes = CONSTANTS["economy_fare_usd"]
        base = routes.get(travel_from, {}).get(travel_to)
        if travel_class not in CONSTANTS["class_multiplier"]:
            raise ToolError(f"travel_class must be one of {', '.join(CONSTANTS['class_multiplier'])}")
        cost = None if base is None else fare(base, travel_date, travel_class)
        if cost is None:
            reached = listed(routes.get(travel_from, {}))
            raise ToolError(f"there is no flight from {travel_from!r} to {travel_to!r}; from there: {reached}")
        return cost

    def check_token(self, access_token: str) -> None:
        """Raises ToolError unless the token is the current one."""
        if not self.state["access_token"] or access_token != self.state["access_token"]:
            raise ToolError("this is not the current access token; authenticate_travel gives one")

    def card(self, card_id: str) -> dict[str, Any]:
        """A card that has a balance. Raises ToolError."""
        cards: dict[str, dict[str, Any]] = self.state["credit_card_list"]
        if card_id not in cards or "balance" not in cards[card_id]:
            raise ToolError(f"there is no card {card_id!r} with a balance; cards: {listed(cards)}")
        return cards[card_id]

    def booking(self, booking_id: str) -> dict[str, Any]:
        """A booking. Raises ToolError."""
        bookings: dict[str, dict[str, Any]] = self.state["booking_record"]
        if booking_id not in bookings:
            raise ToolError(f"there is no booking {booking_id!r}; bookings: {listed(bookings)}")
        return bookings[booking_id]

    def _objection(self, first_name: str, last_name: str, date_of_birth: str, passport_number: str) -> str | None:
        if (first_name, last_name) != (self.state["user_first_name"], self.state["user_last_name"]):
            return "The name is not that of the logged-in user."
        try:
            born = day(date_of_birth)
        except ToolError as refusal:
            return f"Date of birth: {refusal}."
        today = self.now.date()
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        if years < ADULT_YEARS:
            return f"The traveler must be at least {ADULT_YEARS} years old."
        return None if passport_number.startswith("US") else "The passport must be a US passport."
