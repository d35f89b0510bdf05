"""A scenario's steps made ready for the search: their order, their candidates, and the names that flow between them."""

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from scenarios.canonical import canonical_json
from scenarios.forms.words import canonical
from scenarios.paths import Path, parse_path, select
from scenarios.rules import Call, Matcher, Ref, Step
from scenarios.verifier.assignment import Bound, Candidate, StepRule, hashable
from scenarios.verifier.matching import MISSING, Context, equal, fits
from scenarios.verifier.predicates import all_hold, refs_in, refs_of, value_at


@dataclass(frozen=True)
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

    @cached_property
    def key(self) -> str:
        """Equal for calls of one tool with arguments that are equal in canonical form."""
        return f"{self.tool} {canonical_json(_folded(self.arguments))}"


def call_fits(pattern: Call, record: CallRecord, context: Context) -> bool:
    """Whether a call fits a pattern."""
    if pattern.tool != record.tool:
        return False
    return all(any(fits(matcher, value, context) for value in values) for matcher, values in wanted_of(pattern, record))


def wanted_of(pattern: Call, record: CallRecord) -> list[tuple[Matcher, tuple[Any, ...]]]:
    """The matchers of a pattern, each with the value that it looks at; at a path with ``*`` any of several may fit."""
    wanted = [(matcher, (record.arguments.get(name, MISSING),)) for name, matcher in pattern.args.items()]
    return wanted + [(matcher, _values_at(record.result, path)) for path, matcher in pattern.result.items()]


def _values_at(result: Any, path: str) -> tuple[Any, ...]:
    if "*" not in path:
        return (value_at(result, path),)
    return tuple(value for _, value in select(result, parse_path(path)))


@dataclass(frozen=True, slots=True)
class _Option:
    """One way in which a call fits a step, if ``refs`` are bound to these values; None: to be matched again."""

    record: CallRecord
    pattern: Call
    candidate: Candidate
    refs: tuple[tuple[str, Any], ...] | None

    def fits(self, now: datetime, bound: Bound) -> bool:
        """Whether the call fits with these names bound."""
        if self.refs is None:
            return call_fits(self.pattern, self.record, Context(now, bound))
        return all(name in bound and equal(bound[name], value) for name, value in self.refs)


@dataclass(slots=True)
class _Fitting:
    """The candidates for one set of bound values, among the calls looked at so far."""

    candidates: list[Candidate] = field(default_factory=list)
    n_seen: int = 0


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
    options: list[list[_Option]] = field(default_factory=list)  # of each candidate
    calls: set[int] = field(default_factory=set)  # of the candidates
    fitting: dict[Hashable, _Fitting] = field(default_factory=dict)  # by the values of the names it needs

    def see(self, record: CallRecord, context: Context, true_states: Set[str]) -> None:
        """Keep a completed call that may count for the step; ``true_states`` are the state steps true before it."""
        if not self.after_states <= true_states:
            return
        anyhow = Context(context.now, any_ref=True)
        found = [self._option(p, record) for p in self.step.any_of if call_fits(p, record, anyhow)]
        if found:
            self.options.append(found)
            self.possible.append(found[0].candidate)
            self.calls.add(record.index)

    def rule(self, state: Any, context: Context, *, void: Set[int] = frozenset()) -> StepRule:
        """The step for the search, with what it must hold looked up in ``state``; ``void`` calls do not count."""
        return StepRule(
            weight=self.step.weight,
            times=self.step.times,
            possible=_without(self.possible, void),
            after=self.after,
            needs=self.needs,
            hold_needs=self.hold_needs,
            candidates=(lambda bound: _without(self._candidates(context.now, bound), void)) if self.needs else None,
            held=lambda bound: all_hold(self.step.hold, state, Context(context.now, bound)),
            shared=self.step.shared,
        )

    def _candidates(self, now: datetime, bound: Bound) -> Sequence[Candidate]:
        """The calls that fit with these names bound; each call is looked at once for the same values."""
        key = tuple(hashable(bound.get(name)) for name in self.needs)
        fitting = self.fitting.setdefault(key, _Fitting())
        for options in self.options[fitting.n_seen :]:
            found = next((option.candidate for option in options if option.fits(now, bound)), None)
            fitting.candidates += [found] if found else []
        fitting.n_seen = len(self.options)
        return fitting.candidates

    def _option(self, pattern: Call, record: CallRecord) -> _Option:
        source = {"args": dict(record.arguments), "result": record.result}
        bound = ((name, value_at(source, path)) for name, path in pattern.bind.items())
        told = next((v for p in self.step.distinct if (v := value_at(source, p)) is not MISSING), MISSING)
        key = record.key if told is MISSING else canonical_json(_folded(told))
        binds = tuple((name, value) for name, value in bound if value is not MISSING)
        wanted = wanted_of(pattern, record)
        plain = all(
            not refs_in(matcher) or (isinstance(matcher, Ref) and len(values) == 1) for matcher, values in wanted
        )
        refs = tuple((matcher.name, values[0]) for matcher, values in wanted if isinstance(matcher, Ref) and values)
        return _Option(record, pattern, Candidate(record.index, key, binds), refs if plain else None)


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


def _without(candidates: Sequence[Candidate], void: Set[int]) -> Sequence[Candidate]:
    return [candidate for candidate in candidates if candidate.call not in void] if void else candidates


def _followed(step: Step, binder: Mapping[str, str]) -> set[str]:
    return set(step.after) | {binder[name] for name in _refs(step) if name in binder}


def _refs(step: Step) -> frozenset[str]:
    matchers = (m for call in step.any_of for m in (*call.args.values(), *call.result.values()))
    return frozenset(name for matcher in matchers for name in refs_in(matcher))


def _ordered(waits: Mapping[str, set[str]]) -> list[str]:
    order: list[str] = []
    while len(order) < len(waits):
        ready = [step_id for step_id, before in waits.items() if step_id not in order and before <= set(order)]
        if not ready:
            left = [step_id for step_id in waits if step_id not in order]
            raise ValueError(f"steps wait for one another: {', '.join(left)}")
        order.append(ready[0])
    return order


def _folded(value: Any) -> Any:
    """A value with its texts in canonical form."""
    if isinstance(value, str):
        return canonical(value)
    if isinstance(value, list):
        return [_folded(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _folded(item) for key, item in value.items()}
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
