"""What holds in the worlds of imported entries and in those by voice, whatever is called with whatever arguments."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.canonical import canonical_json
from scenarios.importers.classes import DOMAINS
from scenarios.worlds.base import World, tool
from scenarios.worlds.filesystem import WORLD as FILES
from scenarios.worlds.imported import ImportedWorld
from scenarios.worlds.messaging import WORLD as MESSAGES
from scenarios.worlds.schema import parameters
from scenarios.worlds.social import WORLD as POSTS
from scenarios.worlds.travel import WORLD as TRAVEL
from tests.scenarios.plays import text_leaves
from tests.scenarios.strategies import arguments
from tests.scenarios.worlds.asking import ask, bfcl, refuse
from tests.scenarios.worlds.filesystem.test_changing import TREE
from tests.scenarios.worlds.messaging.test_world import STATE as MESSAGING
from tests.scenarios.worlds.social.test_bfcl import TWEETS
from tests.scenarios.worlds.social.test_world import STATE as SOCIAL
from tests.scenarios.worlds.travel.test_bfcl import CONFIG as TRAVEL_CONFIG
from tests.scenarios.worlds.travel.test_world import STATE as TRIPS

ROOT = {"type": "directory", "name": "home", "contents": TREE["root"]["home"]["contents"]}
CONFIGS: dict[str, dict[str, Any]] = {
    "GorillaFileSystem": TREE,
    "MessageAPI": {"current_user": "USR001"},
    "TicketAPI": {"current_user": "ann"},
    "TradingBot": {"authenticated": True, "market_status": "Open"},
    "TravelAPI": TRAVEL_CONFIG,
    "TwitterAPI": {"authenticated": True, "tweets": TWEETS, "tweet_counter": 5},
    "VehicleControlAPI": {"fuelLevel": 10.0},
}
MAKERS: dict[str, Callable[[], World]] = {
    **{name: partial(bfcl, name, CONFIGS.get(name)) for name in DOMAINS},
    "filesystem": lambda: FILES({"root": ROOT, "cwd": []}),
    "messaging": lambda: MESSAGES(MESSAGING),
    "social": lambda: POSTS(SOCIAL),
    "travel": lambda: TRAVEL(TRIPS),
}
SAID = [
    "tok",
    "USR002",
    "Buy",
    "AAPL",
    "START",
    "SFO",
    "LAX",
    "economy",
    "2026-03-03",
    "USD",
    "EUR",
    "km",
    "m",
    "driver",
]

each_world = pytest.mark.parametrize("name", MAKERS)


def keys(state: Any) -> list[str]:
    return [*state, *(key for item in state.values() for key in keys(item))] if isinstance(state, dict) else []


@cache  # making a strategy takes as long as drawing from it
def calls_of(name: str) -> st.SearchStrategy[list[tuple[str, Any]]]:
    world = MAKERS[name]()
    words = list(dict.fromkeys([*text_leaves(world.state), *keys(world.state), *SAID]))
    passed = {tool_name: arguments(tool.parameters, words) for tool_name, tool in world.tools.items()}
    return st.lists(
        st.one_of([st.tuples(st.just(tool_name), drawn) for tool_name, drawn in passed.items()]), max_size=10
    )


@each_world
@settings(max_examples=25)
@given(data=st.data())
def test_calls_never_raise_and_failed_ones_change_nothing(name: str, data: st.DataObject) -> None:
    world = MAKERS[name]()
    for tool_name, passed in data.draw(calls_of(name)):
        before = world.snapshot()
        outcome = world.call(tool_name, passed)
        canonical_json(outcome.result)
        if not outcome.ok:
            assert outcome.error
            assert "cannot work" not in outcome.error
            assert world.snapshot() == before
    if world.mode == "product" and world.state_model is not None:
        world.state_model.model_validate(world.state)


@each_world
@settings(max_examples=25)
@given(data=st.data())
def test_the_same_calls_give_the_same_results_from_anywhere(name: str, data: st.DataObject) -> None:
    world, twin = MAKERS[name](), MAKERS[name]()
    calls = data.draw(calls_of(name))
    assert [world.call(*call) for call in calls] == [twin.call(*call) for call in calls]
    assert world.snapshot() == twin.snapshot()
    kept = world.snapshot()
    first = [world.call(*call) for call in calls]
    world.restore(kept)
    assert [world.call(*call) for call in calls] == first
    world.reset()
    assert world.snapshot() == MAKERS[name]().snapshot()


def test_the_eight_classes_have_128_functions() -> None:
    assert sum(len(bfcl(name).tools) for name in DOMAINS) == 128


class Fragile(ImportedWorld):
    """A world whose tool takes its state for granted."""

    domain = "fragile"

    @tool("Read.", parameters())
    def read(self) -> Any:
        self.state["seen"] = True
        return self.state["missing"]


def test_data_that_lack_what_a_tool_needs_fail_the_call_of_imported_entries_alone() -> None:
    outcome = Fragile({}, mode="bfcl").call("read", {})
    assert not outcome.ok
    assert outcome.error == "read cannot work with these values and this entry's data: KeyError('missing')"
    world = Fragile({})
    with pytest.raises(KeyError):
        world.call("read", {})
    assert world.state == {}


def test_nothing_gets_into_an_entry_that_json_cannot_hold() -> None:
    deep: list[Any] = []
    for _ in range(3000):
        deep = [deep]
    refuse(bfcl("VehicleControlAPI"), "display_log", "nested too deeply", messages=deep)
    refuse(FILES({"root": ROOT, "cwd": []}), "cat", "nested too deeply", file_name=deep)
    account = bfcl("TradingBot", {"authenticated": True})
    ask(account, "fund_account", amount=1e308)
    refuse(account, "fund_account", amount=1e308)
    trips = bfcl("TravelAPI", {**TRAVEL_CONFIG, "booking_record": {"b1": {}}})
    insured = {"access_token": "tok", "insurance_type": "x", "card_id": "c1", "booking_id": "b1"}
    ask(trips, "purchase_insurance", **insured, insurance_cost=-1e308)
    refuse(trips, "purchase_insurance", **insured, insurance_cost=-1e308)


def test_values_of_any_type_go_where_a_tool_can_work_with_them() -> None:
    tickets = bfcl("TicketAPI", {"ticket_queue": [{"id": "T-1"}]})
    assert ask(tickets, "get_ticket", ticket_id="T-1") == {"id": "T-1"}
    assert ask(bfcl("VehicleControlAPI"), "set_navigation", destination=7) == {"status": "Navigating to 7"}
    assert ask(bfcl("VehicleControlAPI"), "lockDoors", unlock="yes", door=["driver"])["lockStatus"] == "unlocked"
    refuse(bfcl("GorillaFileSystem", TREE), "tail", "cannot work", file_name="a.txt", lines=1.0)
    refuse(bfcl("MathAPI"), "add", "a must be a number, not '1'", a="1", b=2)
    refuse(bfcl("MessageAPI", {"current_user": "USR001"}), "add_contact", "text", user_name=7)


def test_a_text_is_no_id_that_is_a_number() -> None:
    posts = bfcl("TwitterAPI", {"tweets": TWEETS})
    number = next(iter(TWEETS))
    assert ask(posts, "get_tweet", tweet_id=float(number)) == TWEETS[number]
    refuse(posts, "get_tweet", f"no tweet '{number}'", tweet_id=number)
    trading = bfcl("TradingBot")
    assert ask(trading, "get_order_details", order_id=12446)["symbol"] == "GOOG"
    refuse(trading, "get_order_details", "no order '12446'", order_id="12446")
    refuse(bfcl("VehicleControlAPI"), "estimate_distance", "not known", cityA=94016, cityB=83214)
