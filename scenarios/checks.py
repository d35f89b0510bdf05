"""What the format alone cannot say about a tool-calling scenario: that its parts know one another.

Whether it can be solved, and cannot be solved by doing nothing, is shown by ``scenarios.proofs``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from scenarios.card import Card
from scenarios.form_words import in_words
from scenarios.matcher_faults import matcher_faults, predicate_faults
from scenarios.near import hint
from scenarios.paths import parse_path
from scenarios.rules import Call, Matcher, ReferenceCall, StateIs
from scenarios.scenario import GoalOriented, OpenChat, ToolCalling
from scenarios.verifier.predicates import refs_in
from scenarios.verifier.steps import step_finders
from scenarios.worlds import domains, world_class
from scenarios.worlds.base import Tool
from scenarios.worlds.schema import ArgumentError, check_arguments, check_names

MAX_CARD_WORDS = 150  # read aloud in about a minute
MAX_TASKS = MAX_STEPS = 7
MAX_REFERENCE_CALLS = 12
Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where in the document, and what would be right."""

    loc: Loc
    message: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rules of a scenario may speak of."""

    tools: Mapping[str, Tool]
    worlds: tuple[str, ...]
    names: frozenset[str]
    now: datetime
    imported: bool


def faults_of(scenario: OpenChat | GoalOriented | ToolCalling) -> list[Fault]:
    """Everything that is wrong with a scenario of valid form. An imported entry is as long as its authors made it."""
    imported = isinstance(scenario, ToolCalling) and scenario.mode == "bfcl"
    faults = [] if imported else list(_card_faults(scenario.card))
    if isinstance(scenario, ToolCalling):
        worlds = list(_world_faults(scenario))
        faults += worlds or _rule_faults(scenario)
        if len(scenario.steps) > MAX_STEPS and not imported:
            faults.append(Fault(("steps",), f"{len(scenario.steps)} steps; at most {MAX_STEPS} fit a conversation"))
        if not scenario.card.identity and not imported:
            faults.append(Fault(("card", "identity"), "is missing: who the participant is, such as `Name: Robin`"))
    return faults


def empty_parts(scenario: OpenChat | GoalOriented | ToolCalling) -> Iterator[Fault]:
    """Calls and states that a file gives its steps, and leaves empty. JSON that is written in full has them too."""
    for index, step in enumerate(scenario.steps if isinstance(scenario, ToolCalling) else ()):
        for part in ("any_of", "state"):
            if part in step.model_fields_set and not getattr(step, part):
                yield Fault(("steps", index, part), "is empty; leave it out, or say what is wanted")


def n_words(card: Card) -> int:
    """How many words a participant reads below a card's title."""
    parts = [card.goal, card.situation, card.note, *card.tasks, *card.goals]
    parts += [word for pair in (*card.identity.items(), *card.key_details.items()) for word in pair]
    return sum(len(part.split()) for part in parts if part)


def _card_faults(card: Card) -> Iterator[Fault]:
    if n_words(card) > MAX_CARD_WORDS:
        yield Fault(("card",), f"{n_words(card)} words; a card that is read in a minute has at most {MAX_CARD_WORDS}")
    if len(card.tasks) > MAX_TASKS:
        yield Fault(("card", "tasks"), f"{len(card.tasks)} tasks; at most {MAX_TASKS} fit a conversation")


def _world_faults(scenario: ToolCalling) -> Iterator[Fault]:
    unknown = [domain for domain in scenario.worlds if domain not in domains()]
    for domain in unknown:
        yield from _unknown(("worlds", domain), [domain], domains(), "world")
    if unknown and scenario.domain in domains():
        return  # what the rest speaks of is the world that is misspelt
    if scenario.domain not in scenario.worlds:
        yield from _unknown(("domain",), [scenario.domain], scenario.worlds, "world of this scenario")
    tools: list[str] = []
    for domain, state in scenario.worlds.items():
        if domain in unknown:
            continue
        world = world_class(domain, scenario.mode)
        tools += [f"{domain}.{name}" for name in world.tools]
        if world.state_model is not None and scenario.mode == "product":
            yield from _state_faults(domain, state)
    for index, tool_id in enumerate(scenario.tools):
        domain = tool_id.partition(".")[0]
        if domain not in scenario.worlds or domain in domains():  # of an unknown world, the world is told
            yield from _unknown(("tools", index), [tool_id], tools, "tool of the scenario's worlds")
    yield from _repeated(("tools",), scenario.tools)


def _state_faults(domain: str, state: Mapping[str, Any]) -> Iterator[Fault]:
    model = world_class(domain).state_model
    if model is None:
        return
    try:
        model.model_validate(state)
    except ValidationError as error:
        for part in error.errors():
            yield Fault(("worlds", domain, *part["loc"]), in_words(part, model.model_json_schema()))
    else:
        yield from (Fault(("worlds", domain, *loc), said) for loc, said in world_class(domain).loose_ends(state))


def _rule_faults(scenario: ToolCalling) -> Iterator[Fault]:
    names = frozenset(name for step in scenario.steps for call in step.any_of for name in call.bind)
    known = _Known(
        tools=scenario.new_worlds().tools,
        worlds=tuple(scenario.worlds),
        names=names,
        now=scenario.starts_at,
        imported=scenario.mode == "bfcl",
    )
    ids = [step.id for step in scenario.steps]
    yield from _repeated(("steps",), ids)
    yield from _repeated(("forbidden",), [rule.id for rule in scenario.forbidden])
    for index, step in enumerate(scenario.steps):
        here = ("steps", index)
        yield from _unknown((*here, "after"), step.after, [i for i in ids if i != step.id], "other step")
        yield from _call_faults((*here, "any_of"), step.any_of, known)
        yield from _call_faults((*here, "attempts"), step.attempts, known)
        yield from _path_faults((*here, "state"), step.state, known)
        yield from _path_faults((*here, "hold"), step.hold, known)
    for index, rule in enumerate(scenario.forbidden):
        here = ("forbidden", index)
        yield from _unknown((*here, "unless_done"), rule.unless_done, ids, "step")
        yield from _call_faults((*here, "calls"), rule.calls, known)
        yield from _path_faults((*here, "state"), rule.state, known)
        yield from _reference_faults((*here, "breach"), rule.breach, known)
    yield from _path_faults(("final_state",), scenario.final_state, known)
    yield from _frame_faults(scenario, known)
    yield from _order_faults(scenario)
    for index, calls in enumerate(scenario.reference):
        yield from _reference_faults(("reference", index), calls, known)


def _call_faults(loc: Loc, calls: Sequence[Call], known: _Known) -> Iterator[Fault]:
    for index, call in enumerate(calls):
        here = (*loc, index)
        yield from _unknown((*here, "tool"), [call.tool], known.tools, "offered tool")
        arguments = known.tools[call.tool].parameters["properties"] if call.tool in known.tools else {}
        if call.tool in known.tools:
            yield from _unknown((*here, "args"), call.args, arguments, "argument of this tool")
        for name, path in call.bind.items():
            if path.partition(".")[0] not in ("args", "result"):
                yield Fault((*here, "bind", name), f"{path!r} must start with args or result")
            yield from _form_faults((*here, "bind", name), path)
        for path in call.result:
            yield from _form_faults((*here, "result", path), path)
        yield from _matcher_faults((*here, "args"), call.args, known, arguments)
        yield from _matcher_faults((*here, "result"), call.result, known)


def _path_faults(loc: Loc, predicates: Sequence[StateIs], known: _Known) -> Iterator[Fault]:
    for index, predicate in enumerate(predicates):
        here = (*loc, index)
        yield from _bad_path((*here, "path"), predicate.path, known)
        for path in predicate.where:
            yield from _form_faults((*here, "where", path), path)
        yield from _matcher_faults((*here, "where"), predicate.where, known)
        if predicate.value is not None:
            yield from _matcher_faults(here, {"value": predicate.value}, known)
        yield from (Fault(here, message) for message in predicate_faults(predicate))


def _bad_path(loc: Loc, path: str, known: _Known) -> Iterator[Fault]:
    malformed = list(_form_faults(loc, path))
    yield from malformed or _unknown(loc, [parse_path(path)[0]], known.worlds, "world of this scenario")


def _form_faults(loc: Loc, path: str) -> Iterator[Fault]:
    try:
        parse_path(path)
    except ValueError as error:
        yield Fault(loc, str(error))


def _frame_faults(scenario: ToolCalling, known: _Known) -> Iterator[Fault]:
    for part, paths in (("may_change", scenario.frame.may_change), ("free", scenario.frame.free)):
        for index, path in enumerate(paths):
            yield from _bad_path(("frame", part, index), path, known)
    extra = scenario.frame.allow_extra_calls
    yield from _unknown(("frame", "allow_extra_calls"), extra, scenario.tools, "offered tool")
    for index, calls in enumerate(scenario.frame.astray):
        yield from _reference_faults(("frame", "astray", index), calls, known)


def _order_faults(scenario: ToolCalling) -> Iterator[Fault]:
    binders = Counter(name for step in scenario.steps for name in {n for call in step.any_of for n in call.bind})
    for name, n_steps in binders.items():
        if n_steps > 1:
            yield Fault(("steps",), f"{name!r} is bound by {n_steps} steps; one step binds a name")
    try:
        step_finders(scenario.steps)
    except ValueError as error:
        yield Fault(("steps",), str(error))


def _reference_faults(loc: Loc, calls: Sequence[ReferenceCall], known: _Known) -> Iterator[Fault]:
    if len(calls) > MAX_REFERENCE_CALLS and not known.imported:
        yield Fault(loc, f"{len(calls)} calls; at most {MAX_REFERENCE_CALLS} fit a conversation")
    bound: set[str] = set()
    for index, call in enumerate(calls):
        here = (*loc, index)
        yield from _unknown((*here, "tool"), [call.tool], known.tools, "offered tool")
        yield from _unknown((*here, "derived"), call.derived, call.args, "argument of this call")
        yield from _unknown((*here, "args"), call.refs.values(), bound, "name bound by an earlier call")
        bound |= set(call.bind)
        if call.tool in known.tools and not call.refs:
            check = check_names if known.imported else check_arguments
            try:
                check(known.tools[call.tool].parameters, call.args)
            except ArgumentError as error:
                yield Fault((*here, "args"), str(error))


def _matcher_faults(
    loc: Loc, matchers: Mapping[str, Matcher], known: _Known, schemas: Mapping[str, Any] | None = None
) -> Iterator[Fault]:
    for key, matcher in matchers.items():
        yield from _unknown((*loc, key), sorted(refs_in(matcher)), known.names, "name bound by a step")
        for message in matcher_faults(matcher, known.now, (schemas or {}).get(key)):
            yield Fault((*loc, key), message)


def _unknown(loc: Loc, wanted: Iterable[str], known: Iterable[str], kind: str) -> Iterator[Fault]:
    known = list(known)
    for name in wanted:
        if name not in known:
            yield Fault(loc, f"{name!r} is no {kind}; {hint(name, known)}")


def _repeated(loc: Loc, names: Iterable[str]) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Fault(loc, f"{name!r} is given {count} times; give it once")
