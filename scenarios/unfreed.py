"""What a solution changes beside what its steps ask for, and ``frame.free`` would have to allow.

A call that changes more than its step speaks of, such as the end of an entry whose start is moved, is outside the task
as a whole; which of its changes it is for is found by trying.
"""

from collections.abc import Sequence
from typing import Any

from scenarios.paths import Path, changes, parse_path, write_path
from scenarios.reference import outcomes, play
from scenarios.rules import ReferenceCall
from scenarios.run import ScenarioRun
from scenarios.scenario import ToolCalling
from scenarios.verifier.effects import ABSENT, at
from scenarios.verifier.verifier import OUTSIDE


def unfreed(scenario: ToolCalling, calls: Sequence[ReferenceCall]) -> dict[int, list[str]]:
    """By the number of each call that is outside the task: the paths that would free it. Empty where nothing does."""
    outside = _outside(scenario, calls)
    changed = _changed(scenario, calls)
    wanted = [(number, path) for number in sorted(outside) for path in changed.get(number, ())]
    if not wanted or _outside(_freeing(scenario, [path for _, path in wanted]), calls):
        return {}
    for spare in list(wanted):
        fewer = [one for one in wanted if one != spare]
        if not _outside(_freeing(scenario, [path for _, path in fewer]), calls):
            wanted = fewer
    found: dict[int, list[str]] = {}
    for number, path in wanted:
        found.setdefault(number, []).append(path)
    return found


def _outside(scenario: ToolCalling, calls: Sequence[ReferenceCall]) -> set[int]:
    """The calls that are outside the task, by their place among all."""
    verification = play(scenario, calls).verification
    assert verification is not None
    calling = [found.call_id for found in verification.violations if found.id == OUTSIDE[0]]
    return {int(call_id.removeprefix("call-")) - 1 for call_id in calling if call_id is not None}


def _changed(scenario: ToolCalling, calls: Sequence[ReferenceCall]) -> dict[int, list[str]]:
    """The paths that each call changes, as a frame writes them."""
    run = ScenarioRun(scenario)
    before = initial = run.state
    ignored = {parse_path(path) for path in scenario.new_worlds().bookkeeping}
    found: dict[int, list[str]] = {}
    for number, _ in enumerate(outcomes(run, calls)):
        after = run.state
        found[number] = [_framed(path, initial) for path in changes(before, after) if path not in ignored]
        before = after
    return found


def _framed(path: Path, initial: Any) -> str:
    """A path with ``+`` for the entry that is not there at the start."""
    for length in range(1, len(path)):
        if at(initial, path[: length + 1]) is ABSENT:
            return write_path((*path[:length], "+"))
    return write_path(path)


def _freeing(scenario: ToolCalling, paths: Sequence[str]) -> ToolCalling:
    free = (*scenario.frame.free, *paths)
    return scenario.model_copy(update={"frame": scenario.frame.model_copy(update={"free": free})})
