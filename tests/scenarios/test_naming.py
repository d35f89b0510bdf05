"""The same thing named another way is the same thing, and the name of another thing never is."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from typing import Any

import pytest

from scenarios.forms.words import squeezed
from scenarios.reference import play
from scenarios.rules import ReferenceCall
from scenarios.scenario import ToolCalling
from tests.scenarios.plays import SOLUTIONS, TOOL_SCENARIOS, solution, succeeds, with_argument

Thing = tuple[str, ...]  # the names of one thing, the id first where it has one
Pool = list[Thing]


@pytest.mark.parametrize(("scenario_id", "number"), SOLUTIONS)
def test_the_same_thing_named_another_way_is_the_same(scenario_id: str, number: int) -> None:
    scenario, calls = solution(scenario_id, number)
    for which in range(N_WAYS):
        renamed = [_renamed(scenario, call, which) for call in calls]
        assert renamed == calls or succeeds(play(scenario, renamed)), [call.args for call in renamed]


@pytest.mark.parametrize("scenario_id", TOOL_SCENARIOS)
def test_the_name_of_another_thing_of_that_kind_fails(scenario_id: str) -> None:
    scenario, calls = solution(scenario_id, 0)
    for index, name, rival in _rivals(scenario, calls):
        changed = [*calls[:index], with_argument(calls[index], name, rival), *calls[index + 1 :]]
        verification = play(scenario, changed).verification
        assert verification is not None
        assert verification.progress < 1 or not verification.success, f"{calls[index].tool} {name}={rival!r}"


def test_much_of_the_catalogue_can_be_named_otherwise() -> None:
    renamed = [any(_renamed(scenario, call, n) != call for n in range(N_WAYS)) for scenario, call in _all_calls()]
    rivals = [rival for scenario in TOOL_SCENARIOS.values() for rival in _rivals(scenario, list(scenario.reference[0]))]
    assert sum(renamed) >= 120
    assert len(rivals) >= 90


def _all_calls() -> Iterator[tuple[ToolCalling, ReferenceCall]]:
    for scenario in TOOL_SCENARIOS.values():
        yield from ((scenario, call) for calls in scenario.reference for call in calls)


def _renamed(scenario: ToolCalling, call: ReferenceCall, which: int) -> ReferenceCall:
    """A call with everything in it named in another of its ways."""
    args = {name: _otherwise(scenario, name, value, which) for name, value in call.args.items()}
    return call.model_copy(update={"args": args})


def _otherwise(scenario: ToolCalling, argument: str, value: Any, which: int) -> Any:
    if isinstance(value, list) and argument in MARKS:
        return [item.lstrip("#@") if which % 2 else MARKS[argument] + item.lstrip("#@").upper() for item in value]
    moment = _moment(value)
    if moment is not None:
        ways = _moment_ways(moment)
        return ways[which % len(ways)]
    thing = _thing(_pool(scenario, argument), value)
    return thing[which % len(thing)] if thing else value


def _rivals(scenario: ToolCalling, calls: list[ReferenceCall]) -> Iterator[tuple[int, str, str]]:
    """Each thing in a solution, with up to three others of its kind; a look-up may be of any of those."""
    for index, call in enumerate(calls):
        for name, value in call.args.items():
            pool = _pool(scenario, name)
            thing = _thing(pool, value)
            if thing and ".get_" not in call.tool:
                yield from ((index, name, other[0]) for other in [one for one in pool if one != thing][:3])


def _thing(pool: Pool, value: Any) -> Thing | None:
    """The thing that a value names."""
    said = squeezed(re.sub(r"^the ", "", value, flags=re.IGNORECASE)) if isinstance(value, str) else ""
    return next((thing for thing in pool if said in map(squeezed, thing)), None)


def _pool(scenario: ToolCalling, argument: str) -> Pool:
    """The things that an argument may name, each with the names that are its own alone."""
    domain, things = POOLS.get(argument, ("", None))
    if things is None or domain not in scenario.worlds:
        return []
    pool: Pool = things(scenario.worlds[domain])
    every = [squeezed(name) for thing in pool for name in set(thing)]
    return [tuple(name for name in thing if every.count(squeezed(name)) == 1) for thing in pool]


def _part(part: str, name: str) -> Callable[[Any], Pool]:
    """The things in one part of a state by id, name, and name with an article."""
    return lambda state: [(key, item[name], f"the {item[name].lower()}") for key, item in state.get(part, {}).items()]


def _applications(state: Any) -> Pool:
    return [(key, state["jobs"][one["job"]]["title"]) for key, one in state["applications"].items()]


def _people(state: Any) -> Pool:
    return [(name, key, name.split()[0]) for name, key in state["user_map"].items()]


def _users(state: Any) -> Pool:
    return [(name, f"@{name}", name.upper()) for name in state.get("users", [])]


AIRPORTS: Pool = [
    ("ORD", "Chicago"),
    ("BOS", "Boston"),
    ("LAX", "Los Angeles"),
    ("SFO", "San Francisco"),
    ("JFK", "New York"),
]
N_WAYS = 4
MARKS = {"tags": "#", "mentions": "@"}
POOLS: Mapping[str, tuple[str, Callable[[Any], Pool]]] = {
    "entry": ("calendar", _part("entries", "title")),
    "job": ("jobs", _part("jobs", "title")),
    "application": ("jobs", _applications),
    "receiver_id": ("messaging", _people),
    "product": ("shopping", _part("products", "name")),
    "instead": ("shopping", _part("products", "name")),
    "delivery": ("shopping", _part("deliveries", "name")),
    "voucher": ("shopping", _part("vouchers", "name")),
    **dict.fromkeys(("light", "plug", "door", "thermostat"), ("smart_home", _part("devices", "name"))),
    **dict.fromkeys(("username", "username_to_follow", "username_to_unfollow"), ("social", _users)),
    "card_id": ("travel", _part("credit_card_list", "label")),
    **dict.fromkeys(("travel_from", "travel_to"), ("travel", lambda _: AIRPORTS)),
}


def _moment(value: Any) -> date | time | None:
    if not isinstance(value, str):
        return None
    try:
        return (
            date.fromisoformat(value) if len(value) == 10 else time.fromisoformat(value) if value[2:3] == ":" else None
        )
    except ValueError:
        return None


def _moment_ways(moment: date | time) -> list[str]:
    if isinstance(moment, date):
        day, month = moment.day, f"{moment:%B}"
        return [
            f"{month} {day}",
            f"the {day} of {month}",
            f"{moment:%A} {month} {day}",
            f"{month} {day}, {moment.year}",
        ]
    hour, minute = moment.hour % 12 or 12, moment.minute
    half = "in the morning" if moment.hour < 12 else "in the afternoon"
    digits = f"{hour}:{minute:02} {'am' if moment.hour < 12 else 'pm'}"
    return [digits, f"{hour} {minute:02} {half}" if minute else f"{hour} o'clock {half}", f"{moment:%H%M} hours"]
