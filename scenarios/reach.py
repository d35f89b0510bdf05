"""Conditions that speak of nothing: of a path that no known play has, or of an entry that never is there.

Such a condition can never fail, or never come true, and no solution would show it: every place that a rule names is
looked up in what the known plays reach.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scenarios.checks import Fault, Loc
from scenarios.known import Known, inside, known_of
from scenarios.near import hint
from scenarios.paths import Path, entries, parse_path
from scenarios.rules import Call, Exact, Matcher, OneOf, StateIs
from scenarios.scenario import ToolCalling
from scenarios.verifier.predicates import KEY

MOST_NAMED = 8


def empty_conditions(scenario: ToolCalling) -> Iterator[Fault]:
    """Every condition that no known play could make true or false, with what is there instead."""
    known = known_of(scenario)
    for index, step in enumerate(scenario.steps):
        here: Loc = ("steps", index)
        yield from _call_faults((*here, "any_of"), step.any_of, known)
        yield from _call_faults((*here, "attempts"), step.attempts, known)
        yield from _state_faults((*here, "state"), step.state, known)
        yield from _state_faults((*here, "hold"), step.hold, known)
        for place, path in enumerate(step.distinct):
            found = [list(_part_faults((*here, "distinct", place), path, call, known)) for call in step.any_of]
            yield from found[0] if all(found) else ()
    for index, rule in enumerate(scenario.forbidden):
        yield from _call_faults(("forbidden", index, "calls"), rule.calls, known)
        yield from _state_faults(("forbidden", index, "state"), rule.state, known)
    yield from _state_faults(("final_state",), scenario.final_state, known)
    for part, paths in (("may_change", scenario.frame.may_change), ("free", scenario.frame.free)):
        for index, path in enumerate(paths):
            yield from _path_faults(("frame", part, index), parse_path(path), known.states)


def _call_faults(loc: Loc, calls: Sequence[Call], known: Known) -> Iterator[Fault]:
    for index, call in enumerate(calls):
        for path in call.result:
            yield from _part_faults((*loc, index, "result", path), f"result.{path}", call, known)
        for name, path in call.bind.items():
            yield from _part_faults((*loc, index, "bind", name), path, call, known)


def _part_faults(loc: Loc, path: str, call: Call, known: Known) -> Iterator[Fault]:
    """Of a path in a call: ``args.name`` or ``result.path``. A tool that gave nothing cannot be looked at."""
    part, *rest = parse_path(path)
    if part == "result" and (results := known.results(call.tool)):
        yield from _path_faults(loc, tuple(rest), results)
    elif part == "args" and rest:
        arguments = known.scenario.new_worlds().tools[call.tool].parameters["properties"]
        yield from _path_faults(loc, tuple(rest[:1]), [dict(arguments)])


def _state_faults(loc: Loc, predicates: Sequence[StateIs], known: Known) -> Iterator[Fault]:
    for index, predicate in enumerate(predicates):
        here = (*loc, index)
        path = parse_path(predicate.path)
        missing = list(_path_faults((*here, "path"), path, known.states))
        yield from missing
        if predicate.about_entries and not missing:
            yield from _where_faults((*here, "where"), predicate.where, path, known)


def _where_faults(loc: Loc, where: Mapping[str, Matcher], path: Path, known: Known) -> Iterator[Fault]:
    """Of the entries at a path. A key may be one that an entry has elsewhere: a file may be moved."""
    items = _at((*path, "*"), known.states)
    for name, matcher in where.items():
        if name != KEY:
            yield from _path_faults((*loc, name), parse_path(name), items) if items else ()
            continue
        keys = [key for container in _at(path, known.states) for key, _ in entries(container)]
        for wanted in _wanted(matcher):
            if wanted not in known.keys:
                yield Fault((*loc, name), _nothing(str(wanted), list(dict.fromkeys(keys))))


def _path_faults(loc: Loc, path: Path, values: Sequence[Any]) -> Iterator[Fault]:
    """One fault where a path leaves what there is; an empty container may come to hold anything."""
    for key in path:
        further = inside(values, key)
        if not further:
            there = list(dict.fromkeys(name for value in values if isinstance(value, dict) for name in value))
            if not any(_may_hold(value, key) for value in values):
                yield Fault(loc, _nothing(key, there))
            return
        values = further


def _may_hold(value: Any, key: str) -> bool:
    """Whether a value that has no such entry now may come to have one: an entry of any key, or a place in a list."""
    return isinstance(value, list) or (isinstance(value, dict) and key in ("*", "+"))


def _at(path: Path, values: Sequence[Any]) -> Sequence[Any]:
    for key in path:
        values = inside(values, key)
    return values


def _wanted(matcher: Matcher) -> Sequence[Any]:
    if isinstance(matcher, Exact):
        return [matcher.value]
    return list(matcher.values) if isinstance(matcher, OneOf) else []


def _nothing(name: str, there: Sequence[str]) -> str:
    return f"there is no {name!r} here in any known play; {hint(name, there, most=MOST_NAMED)}"
