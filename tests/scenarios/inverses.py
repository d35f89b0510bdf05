"""Calls that take back what another did, and pairs that change something and put it back, for every world."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scenarios.run import ScenarioRun
from scenarios.scenario import ToolCalling

ToolCall = tuple[str, dict[str, Any]]
Pair = tuple[ToolCall, ToolCall]
State = Mapping[str, Any]

SIGN_IN = {"social.authenticate_twitter", "messaging.message_login"}


def inverse_of(tool: str, arguments: Mapping[str, Any], result: Any, before: State) -> ToolCall | None:
    """The call that takes a call back, if its world has one; ``before`` is the state before it."""
    back = _INVERSES.get(tool)
    return back(arguments, result, before) if back else None


def there_and_back(scenario: ToolCalling) -> Iterator[Pair]:
    """Changes of every object of a scenario's worlds with the tools it offers, each with the call that undoes it."""
    for domain, state in scenario.worlds.items():
        for pair in _PAIRS.get(domain, _no_pairs)(state):
            if all(tool in scenario.tools for tool, _ in pair):
                yield pair


def signed_in(scenario: ToolCalling) -> ScenarioRun:
    """A run in which whoever has to sign in has done so."""
    run = ScenarioRun(scenario)
    for call in scenario.reference[0]:
        if call.tool in SIGN_IN:
            assert run.call(call.tool, call.args).ok
    return run


def _moved_back(_: Any, result: Any, before: State) -> ToolCall:
    entry = result["moved"]["id"]
    old = before["calendar"]["entries"][entry]
    return "calendar.move_entry", {"entry": entry, "day": old["day"], "start": old["start"]}


def _changed_back(arguments: Mapping[str, Any], result: Any, before: State) -> ToolCall | None:
    entry = result["changed"]["id"]
    old = {name: before["calendar"]["entries"][entry][name] for name in arguments if name != "entry"}
    return None if None in old.values() else ("calendar.change_entry", {"entry": entry, **old})


def _quantity_back(_: Any, result: Any, before: State) -> ToolCall:
    product = result["product"]
    old = list(before["shopping"]["orders"].values())[-1]["items"].get(product, 0)
    in_basket = any(item["id"] == product for item in result["items"])
    tool = "shopping.set_quantity" if in_basket else "shopping.add_to_basket"
    return tool, {"product": product, "quantity": old}


def _class_back(_: Any, result: Any, before: State) -> ToolCall:
    booking = result["booking_id"]
    old = before["travel"]["booking_record"][booking]["travel_class"]
    return "travel.change_booking_class", {"booking_id": booking, "travel_class": old}


def _limit_back(_: Any, __: Any, before: State) -> ToolCall | None:
    old = before["travel"].get("budget_limit")
    return None if old is None else ("travel.set_budget_limit", {"budget_limit": old})


def _availability_back(_: Any, __: Any, before: State) -> ToolCall:
    old = before["jobs"]["profile"]
    return "jobs.set_availability", {"days": old["days"], "from_day": old["from_day"]}


def _device_back(tool: str, name: str, field: str) -> Callable[[Mapping[str, Any], Any, State], ToolCall]:
    def back(_: Any, result: Any, before: State) -> ToolCall:
        device = result["set"]["id"]
        return tool, {name: device, field: before["smart_home"]["devices"][device][field]}

    return back


def _named_back(arguments: Mapping[str, Any], _: Any, before: State) -> ToolCall | None:
    """A file that got another name; one that went into a folder is not fetched from here."""
    here = before["filesystem"]["root"]["contents"]
    renamed = arguments["destination"] not in here
    old = next((name for name in here if name.casefold() == arguments["source"].casefold()), None)
    return ("filesystem.mv", {"source": arguments["destination"], "destination": old}) if renamed and old else None


_INVERSES: dict[str, Callable[[Mapping[str, Any], Any, State], ToolCall | None]] = {
    "calendar.add_entry": lambda _, result, __: ("calendar.cancel_entry", {"entry": result["added"]["id"]}),
    "calendar.move_entry": _moved_back,
    "calendar.change_entry": _changed_back,
    "filesystem.mkdir": lambda arguments, _, __: ("filesystem.rmdir", {"dir_name": arguments["dir_name"]}),
    "filesystem.rmdir": lambda arguments, _, __: ("filesystem.mkdir", {"dir_name": arguments["dir_name"]}),
    "filesystem.rm": lambda arguments, _, __: ("filesystem.touch", {"file_name": arguments["file_name"]}),
    "filesystem.echo": lambda arguments, _, __: ("filesystem.rm", {"file_name": arguments["file_name"]}),
    "filesystem.mv": _named_back,
    "jobs.apply_for_job": lambda _, result, __: (
        "jobs.withdraw_application",
        {"application": result["application"]["id"]},
    ),
    "jobs.save_job": lambda _, result, __: ("jobs.unsave_job", {"job": result["saved"]["id"]}),
    "jobs.unsave_job": lambda _, result, __: ("jobs.save_job", {"job": result["unsaved"]["id"]}),
    "jobs.set_availability": _availability_back,
    "messaging.send_message": lambda arguments, _, __: (
        "messaging.delete_message",
        {"receiver_id": arguments["receiver_id"]},
    ),
    "shopping.add_to_basket": _quantity_back,
    "shopping.set_quantity": _quantity_back,
    "smart_home.set_light": _device_back("smart_home.set_light", "light", "on"),
    "smart_home.set_plug": _device_back("smart_home.set_plug", "plug", "on"),
    "smart_home.set_thermostat": _device_back("smart_home.set_thermostat", "thermostat", "degrees"),
    "smart_home.set_lock": _device_back("smart_home.set_lock", "door", "locked"),
    "social.post_tweet": lambda _, result, __: ("social.delete_tweet", {"tweet_id": result["id"]}),
    "social.like_tweet": lambda arguments, _, __: ("social.unlike_tweet", dict(arguments)),
    "social.follow_user": lambda _, result, __: (
        "social.unfollow_user",
        {"username_to_unfollow": result["username"]},
    ),
    "social.unfollow_user": lambda _, result, __: ("social.follow_user", {"username_to_follow": result["username"]}),
    "travel.book_flight": lambda _, result, __: ("travel.cancel_booking", {"booking_id": result["booking_id"]}),
    "travel.change_booking_class": _class_back,
    "travel.set_budget_limit": _limit_back,
}


def _calendar_pairs(state: State) -> Iterator[Pair]:
    for key, entry in state["entries"].items():
        move, change = "calendar.move_entry", "calendar.change_entry"
        day, start, title = entry["day"], entry["start"], entry["title"]
        for elsewhere in ({"day": day, "start": "06:35"}, {"day": "2027-01-07", "start": start}):
            yield (move, {"entry": key, **elsewhere}), (move, {"entry": key, "day": day, "start": start})
        yield (change, {"entry": key, "title": "Something else"}), (change, {"entry": key, "title": title})


def _messaging_pairs(state: State) -> Iterator[Pair]:
    for name in state["user_map"]:
        sent = {"receiver_id": name, "message": "How are you?"}
        yield ("messaging.send_message", sent), ("messaging.delete_message", {"receiver_id": name})


def _social_pairs(state: State) -> Iterator[Pair]:
    for tweet in state["tweets"].values():
        number = {"tweet_id": tweet["id"]}
        yield ("social.like_tweet", number), ("social.unlike_tweet", number)
    for name in state.get("users", ()):
        follow = ("social.follow_user", {"username_to_follow": name})
        unfollow = ("social.unfollow_user", {"username_to_unfollow": name})
        yield (unfollow, follow) if name in state.get("following_list", ()) else (follow, unfollow)


def _travel_pairs(state: State) -> Iterator[Pair]:
    if state.get("budget_limit"):
        limit = "travel.set_budget_limit"
        yield (limit, {"budget_limit": 7}), (limit, {"budget_limit": state["budget_limit"]})
    for key, booking in state.get("booking_record", {}).items():
        change, old = "travel.change_booking_class", booking["travel_class"]
        other = "business" if old == "economy" else "economy"
        yield (
            (change, {"booking_id": key, "travel_class": other}),
            (change, {"booking_id": key, "travel_class": old}),
        )


def _jobs_pairs(state: State) -> Iterator[Pair]:
    for key in state["jobs"]:
        save, unsave = ("jobs.save_job", {"job": key}), ("jobs.unsave_job", {"job": key})
        yield (unsave, save) if key in state["saved"] else (save, unsave)


def _shopping_pairs(state: State) -> Iterator[Pair]:
    basket = list(state["orders"].values())[-1]["items"]
    for key in state["products"]:
        back = {"product": key, "quantity": basket.get(key, 0)}
        yield ("shopping.add_to_basket", {"product": key, "quantity": 1}), ("shopping.set_quantity", back)


def _smart_home_pairs(state: State) -> Iterator[Pair]:
    tools = {
        "light": ("set_light", "light", "on"),
        "plug": ("set_plug", "plug", "on"),
        "lock": ("set_lock", "door", "locked"),
    }
    tools |= {"thermostat": ("set_thermostat", "thermostat", "degrees"), "blind": ("set_blind", "blind", "open")}
    for key, device in state["devices"].items():
        tool, name, field = tools[device["kind"]]
        old = device[field]
        call = f"smart_home.{tool}"
        yield (call, {name: key, field: not old if old in (True, False) else old + 1}), (call, {name: key, field: old})
        if "brightness" in device:
            for_light = {"light": key, "on": device["on"]}
            yield (call, {**for_light, "brightness": 33}), (call, {**for_light, "brightness": device["brightness"]})


def _filesystem_pairs(state: State) -> Iterator[Pair]:
    for name in state["root"]["contents"]:
        away, back = {"source": name, "destination": "odd one"}, {"source": "odd one", "destination": name}
        yield ("filesystem.mv", away), ("filesystem.mv", back)
    yield ("filesystem.mkdir", {"dir_name": "odd one"}), ("filesystem.rmdir", {"dir_name": "odd one"})
    yield ("filesystem.touch", {"file_name": "odd one"}), ("filesystem.rm", {"file_name": "odd one"})


def _no_pairs(_: State) -> Iterator[Pair]:
    return iter(())


_PAIRS: dict[str, Callable[[State], Iterator[Pair]]] = {
    "calendar": _calendar_pairs,
    "messaging": _messaging_pairs,
    "social": _social_pairs,
    "travel": _travel_pairs,
    "jobs": _jobs_pairs,
    "shopping": _shopping_pairs,
    "smart_home": _smart_home_pairs,
    "filesystem": _filesystem_pairs,
}
