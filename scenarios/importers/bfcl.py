"""BFCL's multi-turn entries as scenarios to be spoken: the user's turns are the tasks, the answer is the reference.

Every call of the answer that succeeds is a step (moving between folders is not), and the state it leaves is the final
state. An entry becomes a scenario only if its own answer then reaches everything and doing nothing reaches nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenarios.canonical import copy_json
from scenarios.importers.calls import CallError
from scenarios.importers.classes import DOMAINS, bfcl_world, initial_state
from scenarios.importers.entries import Entry, Place, read_entries
from scenarios.importers.final_state import outlook
from scenarios.importers.lines import ImportFault
from scenarios.importers.matchers import FREE_TEXT, matcher_of, texts_of
from scenarios.importers.solution import Done, Solution, solve
from scenarios.loading import parse_scenario
from scenarios.reference import play
from scenarios.rules import Call, Matcher, Ref, ReferenceCall, Step
from scenarios.scenario import ToolCalling
from scenarios.worlds.base import DEFAULT_NOW
from scenarios.worlds.together import Worlds

NO_STEPS = frozenset({"filesystem.cd"})
PROMPT = (
    "You help someone with the tools you have. Do what they ask, one request after another, and look things up with "
    "the tools before you say that you cannot. Names of files, people and ids are used exactly as they are given."
)


@dataclass(slots=True)
class Imported:
    """The scenarios, the entries that became none and why, and notes on what was left out or differs."""

    scenarios: list[ToolCalling] = field(default_factory=list)
    faults: list[ImportFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    n_entries: int = 0


def import_bfcl(entries: Path, answers: Path) -> Imported:
    """Read entries and answers as scenarios. Raises OSError when a file cannot be read."""
    read = read_entries(entries, answers)
    found = Imported(faults=list(read.faults), n_entries=read.n_lines)
    ids: dict[str, str] = {}
    for entry in read.entries:
        asked, answered = (_teller(entry.id, place) for place in (entry.asked_at, entry.answered_at))
        scenario_id = _scenario_id(entry)
        if scenario_id in ids:
            found.faults.append(asked(f"its scenario would have the id of {ids[scenario_id]!r}; ids differ"))
            continue
        ids[scenario_id] = entry.id
        try:
            scenario, solution = to_scenario(entry)
        except CallError as fault:
            found.faults.append(answered(str(fault)))
        except ValueError as fault:
            found.faults.extend(map(asked, str(fault).splitlines()))
        else:
            unproven = list(_unproven(scenario))
            found.faults.extend(map(answered, unproven))
            found.notes.extend(_notes(entry, solution))
            found.scenarios.extend([] if unproven else [scenario])
    found.faults.sort()
    return found


def to_scenario(entry: Entry) -> tuple[ToolCalling, Solution]:
    """One entry as a scenario, with its answer as it was played.

    Raises ValueError: CallError, ScenarioError, or for a configuration that does not fit.
    """
    states = {DOMAINS[name]: initial_state(name, entry.initial_config.get(name, {})) for name in entry.classes}
    offered = [
        f"{DOMAINS[name]}.{tool}"
        for name in entry.classes
        for tool in bfcl_world(name).tools
        if tool not in entry.excluded
    ]
    worlds = Worlds.of(states, now=DEFAULT_NOW, offered=offered, mode="bfcl")
    before = copy_json(worlds.state)
    solution = solve(entry, worlds)
    steps = [done for done in solution.done if done.tool not in NO_STEPS]
    if not steps:
        first = f"; {solution.failed[0]}" if solution.failed else ""
        raise CallError(f"no call of its answer succeeds, so nothing can be verified{first}")
    free = {text for done in steps for name, value in done.arguments.items() for text in texts_of(name, value)}
    end = outlook(before, worlds.state, free=free, ignored=set(worlds.bookkeeping))
    scenario = parse_scenario(
        {
            **_face(entry),
            "worlds": states,
            "tools": offered,
            "steps": [_step(number, done, entry).model_dump(mode="json") for number, done in enumerate(steps, 1)],
            "final_state": [predicate.model_dump(mode="json") for predicate in end.final_state],
            "frame": {"may_change": end.may_change},
            "reference": [[_reference_call(done).model_dump(mode="json") for done in solution.done]],
        },
        source=entry.id,
    )
    assert isinstance(scenario, ToolCalling)
    return scenario, solution


def _scenario_id(entry: Entry) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", entry.id.lower()))[:60].strip("-")


def _face(entry: Entry) -> dict[str, Any]:
    """What a scenario is called, what its card says, and what the assistant is told."""
    requests = [turn for turn in entry.turns if turn]
    return {
        "schema_version": 1,
        "id": _scenario_id(entry),
        "category": "tool_calling",
        "title": f"Imported entry {entry.id}"[:80],
        "card": {
            "goal": "Have the assistant do what these requests ask for, one after another.",
            "tasks": requests,
            "note": "Say each request in your own words, but keep names, numbers and quoted texts as they are written.",
        },
        "assistant_prompt": PROMPT,
        "domain": DOMAINS[entry.classes[0]],
        "now": DEFAULT_NOW.isoformat(),
        "mode": "bfcl",
    }


def _step(number: int, done: Done, entry: Entry) -> Step:
    request = sum(bool(turn) for turn in entry.turns[: done.turn]) or 1  # as the card counts: turns with words
    spoken = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", done.tool.partition(".")[2]).lower()
    arguments: dict[str, Matcher] = {
        name: matcher_of(value, free_text=name in FREE_TEXT) for name, value in done.arguments.items()
    }
    arguments |= {name: Ref(kind="ref", name=bound) for name, bound in done.refs.items()}
    call = Call(tool=done.tool, args=arguments, bind=done.binds)
    return Step(id=f"call_{number}", label=f"Request {request}: {spoken}", any_of=(call,))


def _reference_call(done: Done) -> ReferenceCall:
    passed_on = {name: {"ref": bound} for name, bound in done.refs.items()}
    return ReferenceCall(tool=done.tool, args=done.arguments | passed_on, bind=done.binds)


def _teller(entry_id: str, place: Place) -> Callable[[str], ImportFault]:
    return lambda message: place.fault(f"{entry_id}: {message}")


def _notes(entry: Entry, solution: Solution) -> Iterator[str]:
    for failed in solution.failed:
        yield f"{entry.id}: {failed} (a call of the answer that fails; it is left out)"
    if entry.held_back:
        yield f"{entry.id}: {', '.join(entry.held_back)}: offered from the start, not from a later turn on"


def _unproven(scenario: ToolCalling) -> Iterator[str]:
    """What keeps an imported scenario from being fair: a reference that fails, or progress without doing anything."""
    run = play(scenario, scenario.reference[0])
    full, empty = run.verification, play(scenario, ()).verification
    assert full is not None
    assert empty is not None
    if not full.success or full.progress < 1:
        reasons = [*(f"violates {found.id!r}" for found in full.violations), *run.findings()]
        reasons += [f"leaves {status.id!r} {status.status}" for status in full.steps if status.status != "done"]
        yield f"its own answer does not reach everything: {'; '.join(reasons)}"
    if empty.success or empty.progress:
        yield "doing nothing reaches something"
