"""What the known plays of a scenario show: every state that they reach, and every result that its tools give.

Solutions, breaches of prohibitions and changes astray are the known plays. Where a condition speaks of something that
none of them has, it speaks of nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from typing import Any

from scenarios.canonical import copy_json
from scenarios.paths import child, entries
from scenarios.reference import outcomes
from scenarios.scenario import ToolCalling
from scenarios.worlds import world_class
from scenarios.worlds.schema import Schema

MOST_TRIED = 400  # calls of a tool that no known play calls, to see what it gives


@dataclass(frozen=True)
class Known:
    """States in the order in which they are reached, the initial one with its defaults last; results by tool."""

    scenario: ToolCalling
    states: Sequence[Mapping[str, Any]]
    called: Mapping[str, Sequence[Any]]
    arguments: Mapping[str, Sequence[Any]]

    def results(self, tool_id: str) -> Sequence[Any]:
        """What a tool gives: in the known plays, or else when it is tried out. Empty where it refuses everything."""
        return self.called.get(tool_id) or self._tried.setdefault(tool_id, list(islice(self._try(tool_id), 1)))

    @cached_property
    def _tried(self) -> dict[str, list[Any]]:
        return {}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key of an object, and every place in a list, in all the states."""
        return frozenset(key for state in self.states for key in _keys(state))

    @cached_property
    def leaves(self) -> list[Any]:
        """Keys and values of the initial state, each once: what a tool that looks things up may want."""
        found = [leaf for leaf in _leaves(self.states[0]) if isinstance(leaf, str | int | float)]
        return list({(type(leaf), leaf): leaf for leaf in found}.values())

    def _try(self, tool_id: str) -> Iterator[Any]:
        parameters = self.scenario.new_worlds().tools[tool_id].parameters
        names = parameters["required"]
        choices = [self._choices(name, parameters["properties"][name]) for name in names]
        for values in islice(product(*choices), MOST_TRIED):
            outcome = self.scenario.new_worlds().call(tool_id, dict(zip(names, values, strict=True)))
            if outcome.ok:
                yield outcome.result

    def _choices(self, name: str, schema: Schema) -> list[Any]:
        return [*self.arguments.get(name, ()), *schema.get("enum", ()), schema.get("minimum", 1), *self.leaves]


def known_of(scenario: ToolCalling) -> Known:
    """Play everything that a scenario says can be done."""
    states: list[Mapping[str, Any]] = [scenario.new_worlds().state]
    called: dict[str, list[Any]] = {}
    arguments: dict[str, list[Any]] = {}
    plays = [*scenario.reference, *(rule.breach for rule in scenario.forbidden), *scenario.frame.astray]
    for calls in plays:
        worlds = scenario.new_worlds()
        for call, given, outcome in outcomes(worlds, calls):
            states.append(worlds.state)
            for name, value in given.items():
                arguments.setdefault(name, []).append(value)
            if outcome.ok:
                called.setdefault(call.tool, []).append(outcome.result)
    return Known(scenario, [*states, _with_defaults(scenario)], called, arguments)


def inside(values: Sequence[Any], key: str) -> list[Any]:
    """What is under a key in any of some values; ``*``, ``+`` and places in lists stand for any entry."""
    found = []
    for value in values:
        if key in ("*", "+") or (isinstance(value, list) and key.isdecimal()):
            found += [item for _, item in entries(value)]
        else:
            present, item = child(value, key)
            found += [item] if present else []
    return found


def _keys(value: Any) -> Iterator[str]:
    for key, item in entries(value):
        yield key
        yield from _keys(item)


def _leaves(value: Any) -> Iterator[Any]:
    """Every key and every plain value in a JSON value."""
    for key, item in entries(value):
        if isinstance(value, dict):
            yield key
        yield from _leaves(item)
    if not isinstance(value, dict | list):
        yield value


def _with_defaults(scenario: ToolCalling) -> Mapping[str, Any]:
    """The initial state with the fields that files may leave out."""
    full: dict[str, Any] = {}
    for domain, state in scenario.worlds.items():
        model = world_class(domain, scenario.mode).state_model
        full[domain] = model.model_validate(state).model_dump(mode="json") if model else copy_json(state)
    return full
