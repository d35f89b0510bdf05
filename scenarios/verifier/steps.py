"""A scenario's steps made ready for the search: their order, their candidates, and the names that flow between them."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from scenarios.canonical import canonical_json
from scenarios.forms.words import canonical
from scenarios.paths import Path
from scenarios.rules import Call, Ref, Step
from scenarios.verifier.assignment import Bound, Candidate, StepRule
from scenarios.verifier.matching import MISSING, Context, fits
from scenarios.verifier.predicates import all_hold, refs_of, value_at


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call as the verifier keeps it. ``arguments`` include defaults; ``changed`` are the paths that it changed."""

    index: int
    call_id: str
    tool: str
    arguments: Mapping[str, Any]
    ok: bool
    result: Any
    changed: tuple[Path, ...] = ()
    within_task: bool = False  # every change works on what a state step is about, or is free

    @property
    def key(self) -> str:
        """Equal for calls of one tool with arguments that are equal in canonical form."""
        return f"{self.tool} {canonical_json(_folded(self.arguments))}"


def call_fits(pattern: Call, record: CallRecord, context: Context, *, any_ref: bool = False) -> bool:
    """Whether a call fits a pattern; with ``any_ref`` a bound name fits any value."""
    if pattern.tool != record.tool:
        return False
    wanted = [(matcher, record.arguments.get(name, MISSING)) for name, matcher in pattern.args.items()]
    wanted += [(matcher, value_at(record.result, path)) for path, matcher in pattern.result.items()]
    return all(
        (any_ref and isinstance(matcher, Ref) and value is not MISSING) or fits(matcher, value, context)
        for matcher, value in wanted
    )


@dataclass(slots=True)
class StepFinder:
    """The calls found so far that may count for one step."""

    step: Step
    place: int
    after: tuple[int, ...]
    after_states: frozenset[str]
    needs: frozenset[str]
    hold_needs: frozenset[str]
    possible: list[Candidate] = field(default_factory=list)
    records: dict[int, CallRecord] = field(default_factory=dict)

    def see(self, record: CallRecord, context: Context, true_states: Set[str]) -> None:
        """Keep a completed call that may count for the step; ``true_states`` are the state steps true before it."""
        if not self.after_states <= true_states:
            return
        for pattern in self.step.any_of:
            if call_fits(pattern, record, context, any_ref=True):
                self.records[record.index] = record
                self.possible.append(_candidate(pattern, record))
                return

    def rule(self, state: Any, context: Context) -> StepRule:
        """The step for the search, with what it must hold looked up in ``state``."""

        def candidates(bound: Bound) -> list[Candidate]:
            here = Context(context.now, bound)
            return [
                _candidate(pattern, record)
                for record in self.records.values()
                for pattern in self.step.any_of
                if call_fits(pattern, record, here)
            ]

        return StepRule(
            weight=self.step.weight,
            times=self.step.times,
            possible=self.possible,
            after=self.after,
            needs=self.needs,
            hold_needs=self.hold_needs,
            candidates=candidates if self.needs else None,
            held=lambda bound: all_hold(self.step.hold, state, Context(context.now, bound)),
        )


def step_finders(steps: Sequence[Step]) -> list[StepFinder]:
    """The steps with calls, each after those that it follows or whose names it needs. Raises ValueError for a cycle."""
    by_id = {step.id: step for step in steps if step.any_of}
    binder = {name: step.id for step in by_id.values() for call in step.any_of for name in call.bind}
    follows = {step.id: _followed(step, binder) & set(by_id) for step in by_id.values()}
    waits = {
        step.id: follows[step.id] | {binder[name] for name in refs_of(step.hold) if name in binder} - {step.id}
        for step in by_id.values()
    }
    order = _ordered(waits)
    places = {step_id: place for place, step_id in enumerate(order)}
    return [
        StepFinder(
            step=by_id[step_id],
            place=places[step_id],
            after=tuple(sorted(places[before] for before in follows[step_id])),
            after_states=frozenset(by_id[step_id].after) - set(by_id),
            needs=_refs(by_id[step_id]),
            hold_needs=frozenset(refs_of(by_id[step_id].hold)),
        )
        for step_id in order
    ]


def _followed(step: Step, binder: Mapping[str, str]) -> set[str]:
    return set(step.after) | {binder[name] for name in _refs(step) if name in binder}


def _refs(step: Step) -> frozenset[str]:
    matchers = (m for call in step.any_of for m in (*call.args.values(), *call.result.values()))
    return frozenset(matcher.name for matcher in matchers if isinstance(matcher, Ref))


def _ordered(waits: Mapping[str, set[str]]) -> list[str]:
    order: list[str] = []
    while len(order) < len(waits):
        ready = [step_id for step_id, before in waits.items() if step_id not in order and before <= set(order)]
        if not ready:
            left = [step_id for step_id in waits if step_id not in order]
            raise ValueError(f"steps wait for one another: {', '.join(left)}")
        order.append(ready[0])
    return order


def _candidate(pattern: Call, record: CallRecord) -> Candidate:
    source = {"args": dict(record.arguments), "result": record.result}
    binds = tuple(
        (name, found) for name, path in pattern.bind.items() if (found := value_at(source, path)) is not MISSING
    )
    return Candidate(record.index, record.key, binds)


def _folded(value: Any) -> Any:
    """A value with its texts in canonical form."""
    if isinstance(value, str):
        return canonical(value)
    if isinstance(value, list):
        return [_folded(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _folded(item) for key, item in value.items()}
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
