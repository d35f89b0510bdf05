"""Where a known solution misses a condition: the one matcher that refuses what the solution gives, and that value.

A step that stays open says little; a wrong day in one of its matchers is what its author has to find.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.checks import Loc
from scenarios.paths import entries, parse_path, select
from scenarios.reference import outcomes
from scenarios.rules import Call, Matcher, StateIs
from scenarios.run import ScenarioRun
from scenarios.scenario import ToolCalling
from scenarios.verifier.matching import MISSING, Context, fits
from scenarios.verifier.predicates import KEY, holds, value_at
from scenarios.worlds.schema import ArgumentError, check_arguments


@dataclass(frozen=True, slots=True)
class Miss:
    """A matcher, the value that it refuses, and the call or argument of the solution that gives it, if one does."""

    loc: Loc
    step: str | None
    value: Any
    given: Loc | None = None

    @property
    def shown(self) -> str:
        """The value in words."""
        return "no value" if self.value is MISSING else repr(self.value)


@dataclass(frozen=True, slots=True)
class _Made:
    """One call of a solution that succeeded."""

    loc: Loc
    tool: str
    arguments: Mapping[str, Any]
    result: Any


def misses(scenario: ToolCalling, index: int) -> list[Miss]:
    """What one reference misses by a single matcher, in the order of the steps."""
    run = ScenarioRun(scenario)
    made = []
    for number, (call, arguments, outcome) in enumerate(outcomes(run, scenario.reference[index])):
        if outcome.ok:
            full = _with_defaults(scenario, call.tool, arguments)
            made.append(_Made(("reference", index, number, "args"), call.tool, full, outcome.result))
    verification, context = run.verification, Context(scenario.starts_at, any_ref=True)
    assert verification is not None
    found: list[Miss] = []
    for place, (step, status) in enumerate(zip(scenario.steps, verification.steps, strict=True)):
        if status.status == "done":
            continue
        here: Loc = ("steps", place)
        others = [call for other in scenario.steps if other is not step for call in other.any_of]
        found += _of_calls((*here, "any_of"), step.id, step.any_of, others, made=made, times=step.times, now=context)
        found += _of_state((*here, "state"), step.id, step.state, run.state, context)
    return found or list(_of_state(("final_state",), None, scenario.final_state, run.state, context))


def written(loc: Loc) -> str:
    """A place as people write it: ``steps[1].state[0].value``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).removeprefix(".")


def _of_calls(
    loc: Loc,
    step: str,
    patterns: Sequence[Call],
    others: Sequence[Call],
    *,
    made: list[_Made],
    times: int,
    now: Context,
) -> Iterator[Miss]:
    """Of the call that comes nearest: one that does not serve another step, if there is one."""
    told = [
        (any(call.tool == o.tool and not _refused((), o, call, step, now) for o in others), refused)
        for call in made
        if not any(pattern.tool == call.tool and not _refused((), pattern, call, step, now) for pattern in patterns)
        for number, pattern in enumerate(patterns)
        if pattern.tool == call.tool and len(refused := _refused((*loc, number), pattern, call, step, now)) == 1
    ]
    n_fitting = sum(
        any(pattern.tool == call.tool and not _refused((), pattern, call, step, now) for pattern in patterns)
        for call in made
    )
    if told and n_fitting < times:
        yield from min(told, key=lambda one: one[0])[1]


def _refused(loc: Loc, pattern: Call, call: _Made, step: str, context: Context) -> list[Miss]:
    found = []
    for name, matcher in pattern.args.items():
        value = call.arguments.get(name, MISSING)
        if not fits(matcher, value, context):
            found.append(Miss((*loc, "args", name), step, value, (*call.loc, name)))
    for path, matcher in pattern.result.items():
        values = [value for _, value in select(call.result, parse_path(path))] or [MISSING]
        if not any(fits(matcher, value, context) for value in values):
            found.append(Miss((*loc, "result", path), step, values[0] if len(values) == 1 else values, call.loc[:-1]))
    return found


def _of_state(
    loc: Loc, step: str | None, predicates: Sequence[StateIs], state: Mapping[str, Any], context: Context
) -> Iterator[Miss]:
    for number, predicate in enumerate(predicates):
        if holds(predicate, state, context):
            continue
        here = (*loc, number)
        at = [value for _, value in select(state, parse_path(predicate.path))]
        if predicate.about_entries and predicate.count != 0:
            near = [refused for item in at for refused in _near_entries(here, predicate, item, step, context)]
            yield from near[:1]
        elif predicate.value is not None and not predicate.about_entries:
            wrong = [value for value in at or [MISSING] if not fits(predicate.value, value, context)]
            yield Miss((*here, "value"), step, wrong[0])


def _near_entries(loc: Loc, predicate: StateIs, container: Any, step: str | None, context: Context) -> Iterator[Miss]:
    """For each entry that a single matcher keeps from counting, that matcher."""
    for key, entry in entries(container):
        looks: list[tuple[Loc, Matcher, Any]] = [
            ((*loc, "where", name), matcher, key if name == KEY else value_at(entry, name))
            for name, matcher in predicate.where.items()
        ]
        if predicate.value is not None:
            looks.append(((*loc, "value"), predicate.value, entry))
        refused = [(place, value) for place, matcher, value in looks if not fits(matcher, value, context)]
        if len(refused) == 1 and len(looks) > 1:
            yield Miss(refused[0][0], step, refused[0][1])


def _with_defaults(scenario: ToolCalling, tool: str, arguments: dict[str, Any]) -> Mapping[str, Any]:
    try:
        return check_arguments(scenario.new_worlds().tools[tool].parameters, arguments)
    except ArgumentError:
        return arguments
