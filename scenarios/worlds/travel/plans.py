"""What a traveller's state holds, and the tools by voice that only look things up."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from scenarios.worlds.base import ToolError, World, tool
from scenarios.worlds.dates import day
from scenarios.worlds.lookup import find_name, listed, no_such
from scenarios.worlds.schema import parameters, real, text, whole
from scenarios.worlds.travel.fares import CONSTANTS, USD, fare

MOST_TRAVELERS = 9
INSURANCE_COSTS = {"basic": 30.0, "comprehensive": 80.0}
BOOKING = {"booking_id": text("The booking's id.")}
SEAT = {
    "travel_date": text("The day, YYYY-MM-DD."),
    "travel_from": text("The departing airport's code, or its city."),
    "travel_to": text("The arriving airport's code, or its city."),
    "travel_class": text("economy, business or first."),
    "travelers": whole("How many people travel; 1 unless given.", minimum=1, maximum=MOST_TRAVELERS),
}


class CreditCard(BaseModel):
    """A card to pay with; it is known by its key, never by its number."""

    model_config = ConfigDict(extra="forbid")

    label: str
    balance: float


class Booking(BaseModel):
    """One flight booked."""

    model_config = ConfigDict(extra="forbid")

    card_id: str
    travel_date: str
    travel_from: str
    travel_to: str
    travel_class: str
    travelers: int = 1
    travel_cost: float
    booked_at: str
    insurance: str | None = None


class TravelState(BaseModel):
    """What an initial state must hold. ``fares`` and ``nearest_airports`` add to the world's own tables."""

    model_config = ConfigDict(extra="forbid")

    user_first_name: str
    user_last_name: str
    credit_card_list: dict[str, CreditCard]
    booking_record: dict[str, Booking] = {}
    support_messages: list[dict[str, str]] = []
    budget_limit: float | None = None
    fares: dict[str, dict[str, float]] = {}
    nearest_airports: dict[str, str] = {}
    insurance_costs: dict[str, float] = INSURANCE_COSTS
    issued: int = 0


class TravelPlans(World):
    """State: see ``TravelState``. The session belongs to one traveller; no token is spoken."""

    domain = "travel"
    state_model = TravelState
    bookkeeping = ("issued",)

    @tool("List all airports with their cities.", parameters())
    def list_all_airports(self) -> dict[str, list[dict[str, str]]]:
        cities = {code: city for city, code in CONSTANTS["city_to_airport"].items()}
        return {"airports": [{"airport": code, "city": cities[code]} for code in CONSTANTS["airports"]]}

    @tool("Tell the airport nearest to a city or town.", parameters({"location": text("Its name.")}))
    def get_nearest_airport_by_city(self, location: str) -> dict[str, str]:
        known = CONSTANTS["city_to_airport"] | self.state.get("nearest_airports", {})
        found = find_name(location, known)
        if found is None:
            raise ToolError(no_such("city", location, known))
        return {"nearest_airport": known[found]}

    @tool(
        "Tell what a flight costs on a day, in USD, for all travellers together.",
        parameters(SEAT, optional=("travelers",)),
    )
    def get_flight_cost(
        self, *, travel_date: str, travel_from: str, travel_to: str, travel_class: str, travelers: int = 1
    ) -> dict[str, Any]:
        return self.offer(travel_date, travel_from, travel_to, travel_class=travel_class, travelers=travelers)

    @tool("Show the cards to pay with, and their balances.", parameters())
    def get_all_credit_cards(self) -> dict[str, dict[str, Any]]:
        return {"credit_card_list": self.state["credit_card_list"]}

    @tool("Tell the balance of a card.", parameters({"card_id": text("The card's id or label.")}))
    def get_credit_card_balance(self, card_id: str) -> dict[str, Any]:
        found = self.card_id(card_id)
        return {"card_id": found, "card_balance": self.state["credit_card_list"][found]["balance"]}

    @tool("Show all bookings by id.", parameters())
    def get_booking_history(self) -> dict[str, dict[str, Any]]:
        return {"booking_history": self.state.get("booking_record", {})}

    @tool("Show the invoice of a booking.", parameters(BOOKING))
    def retrieve_invoice(self, booking_id: str) -> dict[str, dict[str, Any]]:
        found = self.booking_id(booking_id)
        return {"invoice": {"booking_id": found, **self.state["booking_record"][found]}}

    @tool("List the kinds of travel insurance with their costs, in USD.", parameters())
    def get_insurance_options(self) -> dict[str, dict[str, float]]:
        return {"insurance_costs": self.insurance_costs}

    @tool("Tell the budget limit for one booking, in USD; null where there is none.", parameters())
    def get_budget_limit(self) -> dict[str, float | None]:
        return {"budget_limit": self.state.get("budget_limit")}

    @tool(
        "Convert an amount of money.",
        parameters(
            {
                "base_currency": text("The currency it is in, as a three-letter code."),
                "target_currency": text("The currency wanted."),
                "value": real("The amount."),
            }
        ),
    )
    def compute_exchange_rate(self, base_currency: str, target_currency: str, value: float) -> dict[str, float]:
        rates = {USD: 1.0, **CONSTANTS["usd_to"]}
        base, target = base_currency.upper(), target_currency.upper()
        for currency in (base, target):
            if currency not in rates:
                raise ToolError(no_such("currency", currency, rates))
        return {"exchanged_value": round(value / rates[base] * rates[target], 2)}

    @property
    def insurance_costs(self) -> dict[str, float]:
        """What each kind of insurance costs in USD."""
        costs: dict[str, float] = self.state.get("insurance_costs", INSURANCE_COSTS)
        return costs

    def offer(
        self, travel_date: str, travel_from: str, travel_to: str, *, travel_class: str, travelers: int
    ) -> dict[str, Any]:
        """A flight as it can be booked. Raises ToolError for a past day and for what is not sold."""
        when, start, end = day(travel_date), self._airport(travel_from), self._airport(travel_to)
        if when < self.now.date():
            raise ToolError(f"{travel_date} is past; today is {self.now.date().isoformat()}")
        classes = CONSTANTS["class_multiplier"]
        seat = find_name(travel_class, classes)
        if seat is None:
            raise ToolError(no_such("travel class", travel_class, classes))
        routes = {**CONSTANTS["economy_fare_usd"].get(start, {}), **self.state.get("fares", {}).get(start, {})}
        cost = fare(routes[end], travel_date, seat) if end in routes else None
        if cost is None:
            raise ToolError(f"there is no flight from {start} to {end}; from {start}: {listed(routes)}")
        return {
            "travel_date": travel_date,
            "travel_from": start,
            "travel_to": end,
            "travel_class": seat,
            "travelers": travelers,
            "travel_cost": cost * travelers,
        }

    def card_id(self, wanted: str) -> str:
        """The id of the card that an id or label means. Raises ToolError."""
        cards = self.state["credit_card_list"]
        by_label = {card["label"]: key for key, card in cards.items()}
        found = find_name(wanted, cards) or by_label.get(find_name(wanted, by_label) or "")
        if found is None:
            raise ToolError(no_such("card", wanted, by_label))
        return found

    def booking_id(self, wanted: str) -> str:
        """The id of a booking as it was said. Raises ToolError."""
        bookings = self.state.get("booking_record", {})
        found = find_name(wanted, bookings)
        if found is None:
            raise ToolError(no_such("booking", wanted, bookings))
        return found

    def _airport(self, said: str) -> str:
        codes = CONSTANTS["airports"]
        cities = CONSTANTS["city_to_airport"]
        code = find_name(said, codes) or cities.get(find_name(said, cities) or "")
        if code is None:
            raise ToolError(f"{no_such('airport', said, codes)}; get_nearest_airport_by_city finds one for a town")
        return str(code)
