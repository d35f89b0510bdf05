"""Travel by voice: no tokens, cards by label, a budget that binds fares."""

from typing import Any

import pytest

from scenarios.worlds.travel import WORLD
from scenarios.worlds.travel.plans import TravelState
from tests.scenarios.worlds.asking import ask, refuse

STATE: dict[str, Any] = {
    "user_first_name": "Robin",
    "user_last_name": "Park",
    "credit_card_list": {
        "card-1": {"label": "blue travel card", "balance": 1500.0},
        "card-2": {"label": "company card", "balance": 300.0},
    },
    "booking_record": {
        "bk-1001": {
            "card_id": "card-1",
            "travel_date": "2026-03-02",
            "travel_from": "SFO",
            "travel_to": "BOS",
            "travel_class": "economy",
            "travelers": 1,
            "travel_cost": 450.0,
            "booked_at": "2026-01-02T10:00:00+00:00",
        }
    },
    "nearest_airports": {"Port Alder": "SFO"},
}
FLIGHT = {
    "travel_from": "San Francisco",
    "travel_to": "bos",
    "travel_date": "March 3rd",
    "travel_class": "Economy class.",
}


@pytest.fixture
def world() -> Any:
    TravelState.model_validate(STATE)
    return WORLD(STATE)


def test_places_classes_and_days_are_taken_as_they_are_said(world: Any) -> None:
    offer = ask(world, "get_flight_cost", **FLIGHT)
    assert offer == {
        "travel_date": "2026-03-03",
        "travel_from": "SFO",
        "travel_to": "BOS",
        "travel_class": "economy",
        "travelers": 1,
        "travel_cost": 900.0,
    }
    assert ask(world, "get_flight_cost", **FLIGHT, travelers=2)["travel_cost"] == 1800.0
    assert ask(world, "get_nearest_airport_by_city", location="port alder") == {
        "city": "Port Alder",
        "nearest_airport": "SFO",
        "airport_city": "San Francisco",
    }
    assert {"airport": "BOS", "city": "Boston"} in ask(world, "list_all_airports")["airports"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"travel_date": "2026-01-04"}, "is past; today is 2026-01-05"),
        ({"travel_date": "someday"}, "YYYY-MM-DD"),
        ({"travel_from": "Atlantis"}, "no airport"),
        ({"travel_to": "Rome", "travel_from": "Boston"}, "no flight from BOS to CIA"),
        ({"travel_class": "royal"}, "no travel class"),
        ({"travelers": 10}, "at most 9"),
    ],
)
def test_what_is_not_sold(world: Any, change: dict[str, Any], words: str) -> None:
    refuse(world, "get_flight_cost", words, **{**FLIGHT, **change})
    refuse(world, "book_flight", words, card_id="card-1", **{**FLIGHT, **change})


def test_fares_of_a_scenario_go_before_the_worlds_own() -> None:
    world = WORLD({**STATE, "fares": {"SFO": {"BOS": 100.0, "LHR": 300.0}}})
    assert ask(world, "get_flight_cost", **{**FLIGHT, "travel_date": "2026-03-02"})["travel_cost"] == 100.0
    assert ask(world, "get_flight_cost", **{**FLIGHT, "travel_to": "London"})["travel_cost"] == 600.0


def test_booking_and_cancelling(world: Any) -> None:
    made = ask(world, "book_flight", card_id="Blue travel card", **FLIGHT)
    assert (made["booking_id"], made["travel_cost"], made["card_id"]) == ("bk-1002", 900.0, "card-1")
    assert ask(world, "get_credit_card_balance", card_id="card-1") == {"card_id": "card-1", "card_balance": 600.0}
    refuse(world, "book_flight", "600.0 USD left", card_id="card-1", **FLIGHT)
    assert ask(world, "cancel_booking", booking_id="BK-1002") == {
        "cancel_status": True,
        "booking_id": "bk-1002",
        "refund": 900.0,
    }
    assert world.state["credit_card_list"]["card-1"]["balance"] == 1500.0
    assert ask(world, "book_flight", card_id="card-1", **FLIGHT)["booking_id"] == "bk-1003"
    refuse(world, "cancel_booking", "no booking", booking_id="bk-1002")


def test_the_budget_binds_fares(world: Any) -> None:
    assert ask(world, "get_budget_limit") == {"budget_limit": None}
    assert ask(world, "set_budget_limit", budget_limit=899) == {"budget_limit": 899.0}
    refuse(world, "book_flight", "above the budget limit of 899.0", card_id="card-1", **FLIGHT)
    refuse(world, "change_booking_class", "above the budget", booking_id="bk-1001", travel_class="business")
    ask(world, "set_budget_limit", budget_limit=900)
    ask(world, "book_flight", card_id="card-1", **FLIGHT)
    refuse(world, "set_budget_limit", "at least 0", budget_limit=-1)


def test_the_class_of_a_booking_is_changed_for_the_difference(world: Any) -> None:
    changed = ask(world, "change_booking_class", booking_id="bk-1001", travel_class="business")
    assert (changed["paid"], changed["travel_class"], changed["travel_cost"]) == (450.0, "business", 900.0)
    assert world.state["credit_card_list"]["card-1"]["balance"] == 1050.0
    refuse(world, "change_booking_class", "already", booking_id="bk-1001", travel_class="Business")
    assert ask(world, "change_booking_class", booking_id="bk-1001", travel_class="economy")["paid"] == -450.0


def test_insurance_belongs_to_a_booking(world: Any) -> None:
    assert ask(world, "get_insurance_options") == {"insurance_costs": {"basic": 30.0, "comprehensive": 80.0}}
    wanted = {"insurance_type": "Basic", "booking_id": "bk-1001", "card_id": "company card"}
    refuse(world, "purchase_insurance", "no card", **{**wanted, "card_id": "zzz"})
    refuse(world, "purchase_insurance", "no insurance", **{**wanted, "insurance_type": "golden"})
    assert ask(world, "purchase_insurance", **wanted) == {
        "insurance_status": True,
        "booking_id": "bk-1001",
        "insurance": "basic",
        "card_id": "card-2",
        "cost": 30.0,
    }
    assert world.state["booking_record"]["bk-1001"]["insurance"] == "basic"
    assert world.state["credit_card_list"]["card-2"]["balance"] == 270.0
    refuse(world, "purchase_insurance", "already", **wanted)


def test_looking_up(world: Any) -> None:
    assert ask(world, "retrieve_invoice", booking_id="bk-1001")["invoice"]["travel_cost"] == 450.0
    assert list(ask(world, "get_booking_history")["booking_history"]) == ["bk-1001"]
    assert ask(world, "get_all_credit_cards") == {"credit_card_list": STATE["credit_card_list"]}
    found = ask(world, "compute_exchange_rate", base_currency="eur", target_currency="GBP", value=80)
    assert found == {"exchanged_value": 70.0}
    refuse(world, "compute_exchange_rate", "no currency", base_currency="EUR", target_currency="XXX", value=1)
    refuse(world, "retrieve_invoice", "no booking", booking_id="bk-9")


def test_messages_to_support_are_kept(world: Any) -> None:
    ask(world, "contact_customer_support", booking_id="bk-1001", message="A window seat, please")
    assert world.state["support_messages"] == [{"booking_id": "bk-1001", "message": "A window seat, please"}]
    refuse(world, "contact_customer_support", "needs a text", booking_id="bk-1001", message="")
