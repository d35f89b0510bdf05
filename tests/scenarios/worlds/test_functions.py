"""All functions of imported entries, called rightly, wrongly in every argument, repeatedly and before any login."""

from typing import Any

import pytest

from scenarios.canonical import canonical_json
from scenarios.importers.classes import DOMAINS
from scenarios.worlds.base import Outcome, World
from tests.scenarios.worlds.asking import ask, bfcl, refuse
from tests.scenarios.worlds.sound_calls import CALLS, CONFIGS

JUNK: list[Any] = [
    None, True, 0, -1, 2.5, 10**12, 1e308, 10**400, "", "no such", "7", "a/b", "..", "\ud800",
    [], ["x", 3], {}, {"x": None},
]  # fmt: skip
LOGGED_OUT: dict[str, dict[str, Any]] = {
    "MessageAPI": {"current_user": None},
    "TicketAPI": {"current_user": None},
    "TradingBot": {"authenticated": False},
    "TravelAPI": {"access_token": None},
    "TwitterAPI": {"authenticated": False},
}
WITHOUT_LOGIN = {
    "MessageAPI": {"list_users", "get_user_id", "message_login", "message_get_login_status"},
    "TicketAPI": CALLS["TicketAPI"].keys() - {"create_ticket", "get_user_tickets"},
    "TradingBot": {
        "trading_login", "trading_get_login_status", "trading_logout", "get_order_details", "cancel_order",
        "add_to_watchlist", "get_current_time", "get_symbol_by_name", "get_stock_info", "get_available_stocks",
        "filter_stocks_by_price", "notify_price_change",
    },
    "TravelAPI": {name for name, (arguments, _) in CALLS["TravelAPI"].items() if "access_token" not in arguments},
    "TwitterAPI": {
        "authenticate_twitter", "posting_get_login_status", "mention", "get_tweet", "get_user_tweets", "search_tweets",
        "get_tweet_comments", "get_user_stats",
    },
}  # fmt: skip

each_function = pytest.mark.parametrize(
    ("class_name", "function"), [(name, function) for name, calls in CALLS.items() for function in calls]
)


def world_of(class_name: str, **change: Any) -> World:
    return bfcl(class_name, {**CONFIGS[class_name], **change})


def probe(world: World, function: str, arguments: Any) -> Outcome:
    """A call that may do anything but raise, leave the state no JSON, or change something and fail."""
    before, passed = world.snapshot(), canonical_json(arguments)
    outcome = world.call(function, arguments)
    canonical_json(outcome.result)
    canonical_json(world.state)
    assert canonical_json(arguments) == passed
    if not outcome.ok:
        assert outcome.error
        assert world.snapshot() == before
    return outcome


def test_the_table_has_all_functions() -> None:
    assert {name: set(bfcl(name).tools) for name in DOMAINS} == {name: set(calls) for name, calls in CALLS.items()}


@each_function
def test_a_sound_call_gives_what_the_docs_say(class_name: str, function: str) -> None:
    arguments, result = CALLS[class_name][function]
    if result == "refused":
        refuse(world_of(class_name), function, **arguments)
    else:
        assert ask(world_of(class_name), function, **arguments) == result


@each_function
def test_results_are_no_part_of_the_state(class_name: str, function: str) -> None:
    world = world_of(class_name)
    result = world.call(function, CALLS[class_name][function][0]).result
    after = world.snapshot()
    for part in (result, *(result.values() if isinstance(result, dict) else ())):
        if isinstance(part, dict):
            part["spoilt"] = True
        elif isinstance(part, list):
            part.append("spoilt")
    assert world.snapshot() == after


@each_function
def test_names_of_arguments_are_checked(class_name: str, function: str) -> None:
    world, arguments = world_of(class_name), CALLS[class_name][function][0]
    refuse(world, function, "surprise", **arguments, surprise=1)
    for name in world.tools[function].parameters["required"]:
        refuse(world, function, f"{name} is missing", **{key: arguments[key] for key in arguments if key != name})


@each_function
def test_any_argument_may_be_junk(class_name: str, function: str) -> None:
    arguments = CALLS[class_name][function][0]
    for name in world_of(class_name).tools[function].parameters["properties"]:
        for junk in JUNK:
            world, twin = world_of(class_name), world_of(class_name)
            outcome = probe(world, function, {**arguments, name: junk})
            assert twin.call(function, {**arguments, name: junk}) == outcome
            assert twin.snapshot() == world.snapshot()
            probe(world, function, arguments)


@pytest.mark.parametrize("junk", [None, 3, "x", []])
def test_arguments_are_an_object(junk: Any) -> None:
    for class_name, calls in CALLS.items():
        for function in calls:
            assert not probe(world_of(class_name), function, junk).ok


@pytest.mark.parametrize("class_name", CALLS)
def test_everything_after_everything(class_name: str) -> None:
    calls = CALLS[class_name]
    for first, (arguments, _) in calls.items():
        world = world_of(class_name)
        for function in (first, first):
            probe(world, function, arguments)
        for function, (passed, _) in calls.items():
            probe(world, function, passed)


@pytest.mark.parametrize("class_name", LOGGED_OUT)
def test_before_a_login(class_name: str) -> None:
    allowed = {
        function
        for function, (arguments, _) in CALLS[class_name].items()
        if probe(world_of(class_name, **LOGGED_OUT[class_name]), function, arguments).ok
    }
    assert allowed == WITHOUT_LOGIN[class_name]


@pytest.mark.parametrize(
    ("class_name", "function", "arguments"),
    [
        ("GorillaFileSystem", "rm", {"file_name": "a.txt"}),
        ("GorillaFileSystem", "rmdir", {"dir_name": "sub"}),
        ("GorillaFileSystem", "mkdir", {"dir_name": "new"}),
        ("GorillaFileSystem", "touch", {"file_name": "new.txt"}),
        ("GorillaFileSystem", "mv", {"source": "a.txt", "destination": "sub"}),
        ("GorillaFileSystem", "cp", {"source": "a.txt", "destination": "sub"}),
        ("GorillaFileSystem", "cd", {"folder": "sub"}),
        ("MessageAPI", "add_contact", {"user_name": "Eve"}),
        ("MessageAPI", "delete_message", {"receiver_id": "USR003"}),
        ("TicketAPI", "close_ticket", {"ticket_id": 1}),
        ("TicketAPI", "resolve_ticket", {"ticket_id": 1, "resolution": "x"}),
        ("TradingBot", "remove_stock_from_watchlist", {"symbol": "NVDA"}),
        ("TravelAPI", "cancel_booking", {"access_token": "tok", "booking_id": "b1"}),
        ("VehicleControlAPI", "fillFuelTank", {"fuelAmount": 30}),
    ],
)
def test_what_is_done_cannot_be_done_again(class_name: str, function: str, arguments: dict[str, Any]) -> None:
    world = world_of(class_name)
    ask(world, function, **arguments)
    refuse(world, function, **arguments)


def test_ids_are_counted() -> None:
    posts, tickets = world_of("TwitterAPI"), world_of("TicketAPI")
    assert [ask(posts, "post_tweet", content="x")["id"] for _ in range(3)] == [4, 5, 6]
    assert [ask(tickets, "create_ticket", title="x")["id"] for _ in range(3)] == [2, 3, 4]
    orders = world_of("TradingBot")
    order = CALLS["TradingBot"]["place_order"][0]
    assert [ask(orders, "place_order", **order)["order_id"] for _ in range(3)] == [8, 9, 10]
    people = world_of("MessageAPI", user_count=998)
    assert [ask(people, "add_contact", user_name=name)["user_id"] for name in "xyz"] == ["USR999", "USR1000", "USR1001"]
