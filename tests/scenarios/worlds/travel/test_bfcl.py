"""Travel by the function docs."""

from typing import Any

import pytest

from scenarios.worlds.base import World
from tests.scenarios.worlds.asking import ask, bfcl, refuse

CONFIG: dict[str, Any] = {
    "access_token": "tok",
    "user_first_name": "Ann",
    "user_last_name": "Lee",
    "credit_card_list": {"c1": {"card_number": "1", "balance": 1000.0}, "c2": {"card_number": "2", "balance": 50}},
}
FLIGHT = {"travel_from": "SFO", "travel_to": "LAX", "travel_date": "2026-11-10", "travel_class": "economy"}
BOOKING = {"access_token": "tok", "card_id": "c1", **FLIGHT}


@pytest.fixture
def world() -> World:
    return bfcl("TravelAPI", CONFIG)


def booked(world: World) -> str:
    booking_id: str = ask(world, "book_flight", **BOOKING)["booking_id"]
    return booking_id


def test_authentication_accepts_anything() -> None:
    world = bfcl("TravelAPI")
    assert ask(world, "travel_get_login_status") == {"status": False}
    refuse(world, "get_booking_history", "authenticate_travel gives one", access_token=None)
    names = {"user_first_name": "Bo", "user_last_name": "Ng"}
    given = {"client_id": "i", "client_secret": "s", "refresh_token": "r", "grant_type": "read", **names}
    found = ask(world, "authenticate_travel", **given)
    assert found == {
        "expires_in": 2,
        "access_token": found["access_token"],
        "token_type": "Bearer",
        "scope": "read",
    }
    assert {**world.state, **names, "token_scope": "read", "token_type": "Bearer"} == world.state
    assert (world.state["access_token"], world.state["token_expires_in"]) == (found["access_token"], 2)
    assert ask(world, "travel_get_login_status") == {"status": True}
    again = ask(world, "authenticate_travel", **given)["access_token"]
    assert again != found["access_token"]
    refuse(world, "get_booking_history", "current access token", access_token=found["access_token"])
    assert ask(world, "get_booking_history", access_token=again) == {"booking_history": {}}


@pytest.mark.parametrize(
    ("change", "cost"),
    [
        ({}, 200.0),
        ({"travel_date": "2026-11-11"}, 400.0),
        ({"travel_class": "business"}, 400.0),
        ({"travel_class": "first"}, 1000.0),
        ({"travel_from": "LAX", "travel_to": "SFO"}, 100.0),
        ({"travel_from": "JFK", "travel_to": "PVG"}, 950.0),
        ({"travel_date": "2026/11/10"}, 200.0),
        ({"travel_date": "2026-1-1"}, 400.0),
    ],
)
def test_fares(world: World, change: dict[str, str], cost: float) -> None:
    assert ask(world, "get_flight_cost", **{**FLIGHT, **change}) == {"travel_cost_list": [cost]}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"travel_class": "Economy"}, "economy"),
        ({"travel_to": "CDG"}, "no flight from 'SFO' to 'CDG'"),
        ({"travel_from": "XXX"}, "no flight"),
        ({"travel_from": "SFO", "travel_to": "SFO"}, "no flight"),
    ],
)
def test_flights_that_are_not_sold(world: World, change: dict[str, str], words: str) -> None:
    refuse(world, "get_flight_cost", words, **{**FLIGHT, **change})
    refuse(world, "book_flight", **{**BOOKING, **change})


def test_booking_takes_the_fare(world: World) -> None:
    found = ask(world, "book_flight", **BOOKING)
    assert (found["booking_status"], found["booking_history"]) == (True, {})
    assert isinstance(found["booking_id"], str)
    kept = {**FLIGHT, "card_id": "c1", "travel_cost": 200.0, "transaction_id": found["transaction_id"]}
    assert world.state["booking_record"] == {found["booking_id"]: kept}
    assert world.state["credit_card_list"]["c1"]["balance"] == 800.0
    assert ask(world, "get_booking_history", access_token="tok") == {"booking_history": {found["booking_id"]: kept}}
    assert booked(world) != found["booking_id"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"access_token": "other"}, "access token"),
        ({"card_id": "c9"}, "no card 'c9'"),
        ({"travel_to": "PVG", "travel_from": "JFK"}, "no airport 'PVG'"),
        ({"travel_date": "11/10/2026"}, "YYYY-MM-DD"),
        ({"travel_date": "2026-02-30"}, "must exist"),
        ({"card_id": "c2"}, "less than the fare"),
    ],
)
def test_booking_refuses(world: World, change: dict[str, str], words: str) -> None:
    refuse(world, "book_flight", words, **{**BOOKING, **change})


def test_the_budget_limit_bounds_the_balance(world: World) -> None:
    assert ask(world, "set_budget_limit", access_token="tok", budget_limit=1000) == {"budget_limit": 1000.0}
    booked(world)
    refuse(world, "book_flight", "budget limit of 1000.0", **BOOKING)
    ask(world, "set_budget_limit", access_token="tok", budget_limit=10)
    booked(world)
    refuse(world, "set_budget_limit", "access token", access_token="x", budget_limit=1)


def test_cancelling_gives_the_fare_back(world: World) -> None:
    booking_id = booked(world)
    refuse(world, "cancel_booking", "access token", access_token="x", booking_id=booking_id)
    assert ask(world, "cancel_booking", access_token="tok", booking_id=booking_id) == {"cancel_status": True}
    assert world.state["credit_card_list"]["c1"]["balance"] == 1000.0
    refuse(world, "cancel_booking", "no booking", access_token="tok", booking_id=booking_id)


def test_invoices(world: World) -> None:
    booking_id = booked(world)
    invoice = ask(world, "retrieve_invoice", access_token="tok", booking_id=booking_id)["invoice"]
    transaction = world.state["booking_record"][booking_id]["transaction_id"]
    assert invoice == {"booking_id": booking_id, **FLIGHT, "travel_cost": 200.0, "transaction_id": transaction}
    with_insurance = {"access_token": "tok", "booking_id": booking_id, "insurance_id": "1"}
    assert ask(world, "retrieve_invoice", **with_insurance) == {"invoice": invoice}
    refuse(world, "retrieve_invoice", "booking_id is needed", access_token="tok")
    refuse(world, "retrieve_invoice", "no booking", access_token="tok", booking_id="9")
    refuse(world, "retrieve_invoice", "access token", access_token="x", booking_id=booking_id)


def test_insurance_is_paid_and_not_kept(world: World) -> None:
    insurance = {"access_token": "tok", "insurance_type": "full", "booking_id": booked(world), "card_id": "c1"}
    ask(world, "set_budget_limit", access_token="tok", budget_limit=100)
    before = world.state
    found = ask(world, "purchase_insurance", **insurance, insurance_cost=100)
    assert (found["insurance_status"], isinstance(found["insurance_id"], str)) == (True, True)
    assert world.state["credit_card_list"]["c1"]["balance"] == 700.0
    assert world.state["booking_record"] == before["booking_record"]
    refuse(world, "purchase_insurance", "budget limit", **insurance, insurance_cost=100.01)
    refuse(world, "purchase_insurance", "no booking", **{**insurance, "booking_id": "9"}, insurance_cost=1)
    refuse(world, "purchase_insurance", "no card", **{**insurance, "card_id": "9"}, insurance_cost=1)
    refuse(world, "purchase_insurance", "access token", **{**insurance, "access_token": "9"}, insurance_cost=1)


def test_cards(world: World) -> None:
    card: dict[str, Any] = {
        "card_number": "4000",
        "expiration_date": "12/2027",
        "cardholder_name": "Ann Lee",
        "card_verification_number": 123,
    }
    card_id = ask(world, "register_credit_card", access_token="tok", **card)["card_id"]
    assert {**world.state["credit_card_list"][card_id], **card} == world.state["credit_card_list"][card_id]
    assert card_id in ask(world, "get_all_credit_cards")["credit_card_list"]
    assert ask(world, "get_credit_card_balance", access_token="tok", card_id="c2") == {"card_balance": 50}
    refuse(world, "register_credit_card", "access token", access_token="x", **card)
    refuse(world, "get_credit_card_balance", "cards: c1, c2", access_token="tok", card_id="c9")
    refuse(world, "get_credit_card_balance", "access token", access_token="x", card_id="c1")


def test_what_needs_no_token(world: World) -> None:
    assert ask(world, "list_all_airports")["airports"][:3] == ["RMS", "SBK", "MPC"]
    assert ask(world, "get_nearest_airport_by_city", location="Rome") == {"nearest_airport": "CIA"}
    assert ask(world, "get_nearest_airport_by_city", location="Atlantis") == {"nearest_airport": "Unknown"}
    assert ask(world, "get_budget_fiscal_year") == {"budget_fiscal_year": "2018"}
    years = {"lastModifiedAfter": "2020-01-01T00:00:00", "includeRemoved": "true"}
    assert ask(world, "get_budget_fiscal_year", **years) == {"budget_fiscal_year": "2018"}


def test_customer_support_wants_a_booking(world: World) -> None:
    answer = ask(world, "contact_customer_support", booking_id=booked(world), message="Help")
    assert answer["customer_support_message"].startswith("Thank you for contacting customer support.")
    refuse(world, "contact_customer_support", "no booking", booking_id="9", message="Help")


@pytest.mark.parametrize(
    ("base", "target", "value", "result"),
    [("USD", "EUR", 100, 80.0), ("EUR", "USD", 1, 1.25), ("RUB", "USD", 100, 1.67), ("USD", "JPY", 0.5, 55.0)],
)
def test_exchange_rates(world: World, base: str, target: str, value: float, result: float) -> None:
    found = ask(world, "compute_exchange_rate", base_currency=base, target_currency=target, value=value)
    assert found == {"exchanged_value": pytest.approx(result)}


@pytest.mark.parametrize(("base", "target"), [("EUR", "GBP"), ("USD", "USD"), ("USD", "XXX"), ("usd", "EUR")])
def test_exchange_rates_have_the_dollar_on_one_side(world: World, base: str, target: str) -> None:
    refuse(world, "compute_exchange_rate", "USD", base_currency=base, target_currency=target, value=1)


@pytest.mark.parametrize(
    ("change", "verified"),
    [
        ({}, True),
        ({"first_name": "ann"}, False),
        ({"last_name": "Ng"}, False),
        ({"date_of_birth": "2008-01-05"}, True),
        ({"date_of_birth": "2008-01-06"}, False),
        ({"date_of_birth": "01/05/1990"}, False),
        ({"passport_number": "us123"}, False),
        ({"passport_number": "GB123"}, False),
    ],
)
def test_travellers_are_verified(world: World, change: dict[str, str], verified: bool) -> None:
    person = {"first_name": "Ann", "last_name": "Lee", "date_of_birth": "1990-02-01", "passport_number": "US123"}
    found = ask(world, "verify_traveler_information", **{**person, **change})
    assert found["verification_status"] is verified
    assert bool(found.get("verification_failure")) is not verified


def test_irregular_bookings_are_shown_and_not_touched() -> None:
    world = bfcl("TravelAPI", {**CONFIG, "booking_record": {"old": {"flight_number": "LA1", "cost": 1200.0}}})
    assert ask(world, "get_booking_history", access_token="tok")["booking_history"]["old"]["cost"] == 1200.0
    refuse(world, "cancel_booking", "was not made here", access_token="tok", booking_id="old")
    refuse(world, "retrieve_invoice", "lacks travel_date", access_token="tok", booking_id="old")
