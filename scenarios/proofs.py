"""What a scenario must prove before anyone talks about it: it can be solved, by what is said, and not by accident."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import combinations
from typing import Any

from scenarios.checks import Fault
from scenarios.forms.moments import Reading, read_moment
from scenarios.forms.names import distance, sound_key
from scenarios.forms.words import same_text, says, squeezed, words
from scenarios.label_faults import card_lines, label_faults
from scenarios.misses import Miss, misses, written
from scenarios.reach import empty_conditions
from scenarios.reference import outcomes, play
from scenarios.rules import Name, ReferenceCall
from scenarios.run import ScenarioRun
from scenarios.scenario import GoalOriented, OpenChat, ToolCalling
from scenarios.unfreed import unfreed
from scenarios.verifier.matching import Context
from scenarios.verifier.predicates import all_hold
from scenarios.verifier.verifier import OUTSIDE
from scenarios.worlds import world_class

MOMENT_WORDS = 9  # of the longest spoken day and time: "Thursday the twelfth at a quarter past four in the afternoon"


def unproven(scenario: OpenChat | GoalOriented | ToolCalling) -> list[Fault]:
    """What a scenario fails to prove; nothing for scenarios without tools.

    An imported entry has to be solved by its answer, and not by nothing; its words and names are its authors'.
    """
    if not isinstance(scenario, ToolCalling):
        return []
    imported = scenario.mode == "bfcl"
    missed = {index: misses(scenario, index) for index in range(len(scenario.reference))}
    faults = list(_start_faults(scenario))
    if faults:
        return faults  # no play shows more than what is wrong before it begins
    faults += [*_miss_faults(missed), *_breach_faults(scenario)]
    if not missed[0]:
        faults += _astray_faults(scenario)
    if not imported:
        faults += [*empty_conditions(scenario), *_label_faults(scenario), *_name_faults(scenario)]
    for index, calls in enumerate(scenario.reference):
        here = list(_solution_faults(scenario, index, calls, missed=missed[index]))
        faults += here
        if not here and not missed[index] and not imported:
            faults += [*_spare_call_faults(scenario, index, calls), *_grounding_faults(scenario, index, calls)]
    return faults


def _start_faults(scenario: ToolCalling) -> Iterator[Fault]:
    verification = ScenarioRun(scenario).verification
    assert verification is not None
    for index, status in enumerate(verification.steps):
        if status.done:
            yield Fault(("steps", index), f"step {status.id!r} is done before anyone has said a word")
    state, context = scenario.new_worlds().state, Context(scenario.starts_at)
    for index, rule in enumerate(scenario.forbidden):
        if rule.state and all_hold(rule.state, state, context):
            yield Fault(("forbidden", index), f"{rule.id!r} is true of the initial state")


def _label_faults(scenario: ToolCalling) -> Iterator[Fault]:
    for index, message in label_faults(scenario):
        yield Fault(("steps", index, "label"), message)


def _miss_faults(missed: Mapping[int, Sequence[Miss]]) -> Iterator[Fault]:
    """A condition that every solution misses is wrong itself; one that some of them reach shows a wrong solution."""
    places = [{miss.loc for miss in found} for found in missed.values()]
    for index, found in missed.items():
        for miss in found:
            if all(miss.loc in there for there in places):
                if index == 0:
                    told = "every solution gives" if len(missed) > 1 else "the solution gives"
                    yield Fault(miss.loc, f"refuses {miss.shown}, which is what {told}")
            elif miss.given is not None:
                yield Fault(miss.given, f"{miss.shown} is refused by step {miss.step!r}, {written(miss.loc)}")
            else:
                leaves = f"leaves step {miss.step!r} open" if miss.step else "misses the final state"
                yield Fault(("reference", index), f"{leaves}: {written(miss.loc)} refuses {miss.shown}")


def _breach_faults(scenario: ToolCalling) -> Iterator[Fault]:
    """Every prohibition is broken by its breach, alone."""
    for index, rule in enumerate(scenario.forbidden):
        found = _violations(scenario, rule.breach)
        if found != [rule.id]:
            yield Fault(("forbidden", index, "breach"), f"flags {', '.join(found) or 'nothing'}, not {rule.id!r} alone")


def _astray_faults(scenario: ToolCalling) -> Iterator[Fault]:
    """Every change astray is told although it is undone."""
    for index, calls in enumerate(scenario.frame.astray):
        found = _violations(scenario, [*calls, *scenario.reference[0]])
        if set(found) != {OUTSIDE[0]}:
            yield Fault(("frame", "astray", index), f"flags {', '.join(found) or 'nothing'}, not {OUTSIDE[0]!r} alone")


def _violations(scenario: ToolCalling, calls: Sequence[ReferenceCall]) -> list[str]:
    verification = play(scenario, calls).verification
    return [found.id for found in verification.violations] if verification else []


def _solution_faults(
    scenario: ToolCalling, index: int, calls: Sequence[ReferenceCall], *, missed: Sequence[Miss]
) -> Iterator[Fault]:
    """Calls that fail, and what stays open or wrong; where a miss is told, what follows from it is not."""
    run = ScenarioRun(scenario)
    for number, (call, _, outcome) in enumerate(outcomes(run, calls)):
        if not outcome.ok:
            yield Fault(("reference", index, number), f"{call.tool} fails: {outcome.error}")
    verification = run.verification
    assert verification is not None
    if missed:
        return
    for status in verification.steps:
        if status.status != "done":
            counted = f"{status.done} of {status.of}"
            yield Fault(("reference", index), f"leaves step {status.id!r} {status.status}: {counted}")
    more = unfreed(scenario, calls) if any(found.id == OUTSIDE[0] for found in verification.violations) else {}
    for number, paths in more.items():
        told = f"{calls[number].tool} changes {', '.join(paths)} beside what a step asks for; put it into frame.free"
        yield Fault(("reference", index, number), told)
    if more:
        return
    for finding in (*(f"violates {found.id!r}" for found in verification.violations), *run.findings()):
        yield Fault(("reference", index), finding)


def _spare_call_faults(scenario: ToolCalling, index: int, calls: Sequence[ReferenceCall]) -> Iterator[Fault]:
    for number, call in enumerate(calls):
        verification = play(scenario, [*calls[:number], *calls[number + 1 :]]).verification
        if verification is not None and verification.success:
            message = f"{call.tool} is not needed: leave it out, or let a step ask for it"
            yield Fault(("reference", index, number), message)


def _grounding_faults(scenario: ToolCalling, index: int, calls: Sequence[ReferenceCall]) -> Iterator[Fault]:
    """Every literal is on the card, in an earlier result, one of a tool's choices, or derived by a declared rule."""
    tools = scenario.new_worlds().tools
    known = _Known(scenario)
    for number, (call, arguments, outcome) in enumerate(outcomes(ScenarioRun(scenario), calls)):
        for name, value in arguments.items():
            choices = tools[call.tool].parameters["properties"].get(name, {}).get("enum", ())
            free = name in call.refs or name in call.derived or value in choices
            if not free and not all(known.holds(leaf) for leaf in _leaves(value)):
                message = f"{value!r} is neither on the card nor in an earlier result; say in derived where it is from"
                yield Fault(("reference", index, number, "args", name), message)
        known.add(outcome.result)


class _Known:
    """What somebody who has the card and the results so far can say or pass on."""

    def __init__(self, scenario: ToolCalling) -> None:
        self.card = ". ".join(card_lines(scenario.card))
        self.now = scenario.starts_at
        self.readings = _read_moments(self.card, scenario.now)
        self.results: list[Any] = []

    def add(self, result: Any) -> None:
        self.results.extend(_leaves(result))

    def holds(self, value: Any) -> bool:
        if value is None or isinstance(value, bool):
            return True
        if isinstance(value, int | float):
            return f"{value:g}" in words(self.card) or any(value == leaf for leaf in self.results)
        if says(self.card, value) or any(isinstance(leaf, str) and same_text(leaf, value) for leaf in self.results):
            return True
        reading = read_moment(value, self.now)
        return reading is not None and all(
            any(set(wanted) & set(part) for part in found)
            for wanted, found in (
                (reading.days, [known.days for known in self.readings]),
                (reading.times, [known.times for known in self.readings]),
            )
            if wanted
        )


@lru_cache(maxsize=64)
def _read_moments(card: str, starts_at: str) -> tuple[Reading, ...]:
    """Every day and time that any words of a card may name; each solution of a scenario asks for them."""
    now = datetime.fromisoformat(starts_at)  # as text, since equal instants in two zones name different days
    said = card.replace(",", " ").split()
    found = (
        read_moment(" ".join(said[start:end]), now)
        for start in range(len(said))
        for end in range(start + 1, min(start + MOMENT_WORDS, len(said)) + 1)
    )
    return tuple(reading for reading in found if reading is not None)


def _name_faults(scenario: ToolCalling) -> Iterator[Fault]:
    """Names that people say in a world differ by ear, unless a matcher lists them as rivals."""
    rivals = {frozenset(map(squeezed, (m.value, rival))) for m in _name_matchers(scenario) for rival in m.rivals}
    for domain, state in scenario.worlds.items():
        for one, other in combinations(world_class(domain).spoken_names(state), 2):
            near = 4 * distance(one, other) <= max(len(one), len(other)) or sound_key(one) == sound_key(other)
            if near and frozenset(map(squeezed, (one, other))) not in rivals:
                message = f"{one!r} and {other!r} sound alike; rename one, or list them as rivals"
                yield Fault(("worlds", domain), message)


def _name_matchers(scenario: ToolCalling) -> Iterator[Name]:
    for step in scenario.steps:
        matchers = [m for call in step.any_of for m in (*call.args.values(), *call.result.values())]
        matchers += [m for predicate in (*step.state, *step.hold) for m in predicate.where.values()]
        yield from (matcher for matcher in matchers if isinstance(matcher, Name))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield key
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value
