"""What a traveller's state holds, and the tools by voice that only look things up."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from scenarios.forms.words import canonical
from scenarios.worlds.base import LooseEnd, ToolError, World, tool
from scenarios.worlds.dates import Day
from scenarios.worlds.lookup import listed
from scenarios.worlds.reading import find_one, read_day
from scenarios.worlds.schema import parameters, real, text, whole
from scenarios.worlds.travel.fares import CONSTANTS, USD, fare
from scenarios.worlds.travel.links import loose_ends

MOST_TRAVELERS = 9
INSURANCE_COSTS = {"basic": 30.0, "comprehensive": 80.0}
BOOKING = {"booking_id": text("The booking's id.")}
SEAT = {
    "travel_date": text("The day, YYYY-MM-DD."),
    "travel_from": text("The departing airport's code, or its city."),
    "travel_to": text("The arriving airport's code, or its city."),
    "travel_class": text("economy, business or first."),
    "travelers": whole("How many people travel; 1 unless given.", minimum=1, maximum=MOST_TRAVELERS) | {"default": 1},
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
    travel_date: Day
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

    @classmethod
    def spoken_names(cls, state: Mapping[str, Any]) -> list[str]:
        return [*(card["label"] for card in state["credit_card_list"].values()), *state.get("nearest_airports", {})]

    @classmethod
    def loose_ends(cls, state: Mapping[str, Any]) -> Iterator[LooseEnd]:
        return loose_ends({"insurance_costs": INSURANCE_COSTS, **state})

    @tool("List all airports with their cities.", parameters())
    def list_all_airports(self) -> dict[str, list[dict[str, str]]]:
        cities = {code: city for city, code in CONSTANTS["city_to_airport"].items()}
        return {"airports": [{"airport": code, "city": cities[code]} for code in CONSTANTS["airports"]]}

    @tool("Tell the airport nearest to a city or town.", parameters({"location": text("Its name.")}))
    def get_nearest_airport_by_city(self, location: str) -> dict[str, str]:
        known = CONSTANTS["city_to_airport"] | self.state.get("nearest_airports", {})
        city = find_one(location, {name: name for name in known}, kind="city")
        cities = {code: name for name, code in CONSTANTS["city_to_airport"].items()}
        return {"city": city, "nearest_airport": known[city], "airport_city": cities.get(known[city])}

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
        codes = {code: code for code in rates}
        base, target = (find_one(said, codes, kind="currency") for said in (base_currency, target_currency))
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
        when = read_day(travel_date, self.now, argument="travel_date")
        start, end = self._airport(travel_from), self._airport(travel_to)
        if when < self.now.date():
            raise ToolError(f"{when} is past; today is {self.now.date()}")
        said = canonical(travel_class).removesuffix(" class")
        seat = find_one(said, {name: name for name in CONSTANTS["class_multiplier"]}, kind="travel class")
        routes = {**CONSTANTS["economy_fare_usd"].get(start, {}), **self.state.get("fares", {}).get(start, {})}
        cost = fare(routes[end], when.isoformat(), seat) if end in routes else None
        if cost is None:
            raise ToolError(f"there is no flight from {start} to {end}; from {start}: {listed(routes)}")
        return {
            "travel_date": when.isoformat(),
            "travel_from": start,
            "travel_to": end,
            "travel_class": seat,
            "travelers": travelers,
            "travel_cost": cost * travelers,
        }

    def card_id(self, wanted: str) -> str:
        """The id of the card that an id or label means. Raises ToolError."""
        return find_one(
            wanted, {key: card["label"] for key, card in self.state["credit_card_list"].items()}, kind="card"
        )

    def booking_id(self, wanted: str) -> str:
        """The id of a booking as it was said. Raises ToolError."""
        bookings = self.state.get("booking_record", {})
        trips = {key: f"{b['travel_from']} to {b['travel_to']} on {b['travel_date']}" for key, b in bookings.items()}
        return find_one(wanted, trips, kind="booking")

    def _airport(self, said: str) -> str:
        return find_one(said, {code: city for city, code in CONSTANTS["city_to_airport"].items()}, kind="airport")
