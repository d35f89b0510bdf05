"""Which call counts for which step: the assignment of calls to steps that satisfies the most weight.

A call counts for one step only, later than the calls of all steps it must follow, and with the names that earlier
steps bound. The search is exact: it stops as soon as no better assignment is possible, and of equally good ones it
takes that with the earliest calls.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from scenarios.canonical import canonical_json
from scenarios.verifier.pairing import pair

Bound = Mapping[str, Any]

NEVER = 1 << 30  # later than any call
ROUNDING = 1e-9  # of sums of weights


@dataclass(frozen=True, slots=True)
class Candidate:
    """A call that fits a step. ``key`` is equal for calls with equal arguments, of which a step counts one."""

    call: int
    key: str = ""
    binds: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class StepRule:
    """A step as the search sees it.

    ``after`` holds the places of the steps that it must follow. ``needs`` are the names that its calls look at,
    ``hold_needs`` those that ``held`` looks at. ``possible`` are its candidates whatever the names are bound to.
    """

    weight: float
    times: int
    possible: Sequence[Candidate]
    after: tuple[int, ...] = ()
    needs: frozenset[str] = frozenset()
    hold_needs: frozenset[str] = frozenset()
    candidates: Callable[[Bound], Sequence[Candidate]] | None = None  # given where there are needs
    held: Callable[[Bound], bool] = lambda _: True

    def credit(self, n_calls: int, *, held: bool) -> float:
        """The weight that so many calls earn; without what must hold, the last one is not counted."""
        return self.weight * (n_calls if held else min(n_calls, self.times - 1)) / self.times


@dataclass(frozen=True, slots=True)
class Choice:
    """The calls that count for a step, in order, and whether what it must hold is true."""

    calls: tuple[int, ...] = ()
    held: bool = True
    binds: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """The choice for each step, and the names they bind."""

    choices: tuple[Choice, ...] = ()
    bound: Bound = field(default_factory=dict)

    @property
    def claimed(self) -> frozenset[int]:
        """Every call that counts for a step."""
        return frozenset(call for choice in self.choices for call in choice.calls)


def assign(rules: Sequence[StepRule]) -> Assignment:
    """The best assignment. In ``rules`` a step comes after those that it follows or whose names it needs."""
    search = _Search(rules)
    choices = search.best((), search.ceiling())[1]
    return Assignment(choices, _bound(choices))


class _Search:
    """Depth first over the steps, with memory: what can still be gained depends on little of what was chosen."""

    def __init__(self, rules: Sequence[StepRule]) -> None:
        self.rules = rules
        self.memory: dict[Hashable, tuple[float, tuple[Choice, ...]]] = {}
        self.followed = [
            frozenset(before for rule in rules[place:] for before in rule.after if before < place)
            for place in range(len(rules) + 1)
        ]
        self.wanted_calls = [
            frozenset(candidate.call for rule in rules[place:] for candidate in rule.possible)
            for place in range(len(rules) + 1)
        ]
        self.wanted_names = [
            frozenset(name for rule in rules[place:] for name in rule.needs | rule.hold_needs)
            for place in range(len(rules) + 1)
        ]
        self.usable = self._usable()
        gains = [rule.weight * len(calls) / rule.times for rule, calls in zip(rules, self.usable, strict=True)]
        self.most = [sum(gains[place:]) for place in range(len(rules) + 1)]

    def best(self, chosen: tuple[Choice, ...], ceiling: float) -> tuple[float, tuple[Choice, ...]]:
        """The most that the steps not yet chosen for can gain, and the choices that gain it.

        Nothing above ``ceiling`` is looked for: it is what would make the whole assignment as good as possible.
        """
        place = len(chosen)
        if place == len(self.rules):
            return 0.0, ()
        key = self._key(chosen)
        if key in self.memory:
            return self.memory[key]
        rule = self.rules[place]
        best: tuple[float, tuple[Choice, ...]] = (-1.0, ())
        for choice in self._options(chosen):
            if rule.credit(len(choice.calls), held=True) + self.most[place + 1] <= best[0]:
                break
            gain = rule.credit(len(choice.calls), held=choice.held)
            rest_gain, rest = self.best((*chosen, choice), ceiling - gain)
            if gain + rest_gain > best[0]:
                best = (gain + rest_gain, (choice, *rest))
            if best[0] >= min(self.most[place], ceiling) - ROUNDING:
                break
        self.memory[key] = best
        return best

    def ceiling(self) -> float:
        """A bound on what all steps can gain: no call counts twice, but order and names are not looked at."""
        slots = [
            (rule.weight / rule.times, calls)
            for rule, places in zip(self.rules, self.usable, strict=True)
            for calls in places
        ]
        slots.sort(key=lambda slot: -slot[0])
        return sum(slots[index][0] for index in pair([calls for _, calls in slots]))

    def _options(self, chosen: tuple[Choice, ...]) -> Iterator[Choice]:
        """Every choice for the next step: more calls before fewer, earlier before later."""
        place = len(chosen)
        rule = self.rules[place]
        bound = _bound(chosen)
        open_ones = self._open(rule, chosen, bound)
        alone = self._is_alone(place, open_ones)
        if alone and rule.times > 1:
            open_ones = list({candidate.key: candidate for candidate in reversed(open_ones)}.values())[::-1]
        n_most = min(rule.times, len({candidate.key for candidate in open_ones}) if rule.times > 1 else len(open_ones))
        for size in range(n_most, -1, -1):
            for picked in combinations(open_ones, size):
                if size > 1 and len({candidate.key for candidate in picked}) < size:
                    continue
                binds = tuple(bind for candidate in picked for bind in candidate.binds)
                held = size < rule.times or rule.held({**bound, **dict(binds)})
                yield Choice(tuple(candidate.call for candidate in picked), held, binds)
                if alone:
                    return

    def _open(self, rule: StepRule, chosen: tuple[Choice, ...], bound: Bound) -> list[Candidate]:
        """The candidates that are later than the steps before and count for no other step."""
        if any(len(chosen[before].calls) < self.rules[before].times for before in rule.after):
            return []
        start = max((chosen[before].calls[-1] for before in rule.after), default=-1)
        used = {call for choice in chosen for call in choice.calls}
        found = rule.possible if rule.candidates is None else rule.candidates(bound)
        return [candidate for candidate in found if candidate.call > start and candidate.call not in used]

    def _is_alone(self, place: int, open_ones: Sequence[Candidate]) -> bool:
        """Whether taking the earliest calls cannot spoil anything: no later step wants them, and nothing is bound."""
        wanted = self.wanted_calls[place + 1]
        return not any(candidate.binds or candidate.call in wanted for candidate in open_ones)

    def _key(self, chosen: tuple[Choice, ...]) -> Hashable:
        place = len(chosen)
        bound = _bound(chosen)
        return (
            place,
            tuple(chosen[before].calls for before in sorted(self.followed[place])),
            frozenset(call for choice in chosen for call in choice.calls if call in self.wanted_calls[place]),
            tuple(canonical_json(bound[name]) for name in sorted(self.wanted_names[place]) if name in bound),
        )

    def _usable(self) -> list[list[list[int]]]:
        """For each step and each call that it may count: the calls late enough, if no two steps wanted the same."""
        complete_at: list[int] = []
        usable = []
        for rule in self.rules:
            start = max((complete_at[before] for before in rule.after), default=-1)
            calls: dict[str | int, int] = {}
            for candidate in rule.possible:
                if candidate.call > start:
                    calls.setdefault(candidate.key if rule.times > 1 else candidate.call, candidate.call)
            times = sorted(calls.values())[: rule.times]
            complete_at.append(times[-1] if len(times) == rule.times else NEVER)
            late_enough = [candidate.call for candidate in rule.possible if candidate.call > start]
            held = bool(rule.hold_needs) or len(times) < rule.times or rule.held({})
            usable.append([late_enough] * (len(times) if held else rule.times - 1))
        return usable


def _bound(choices: Sequence[Choice]) -> Bound:
    return dict(bind for choice in choices for bind in choice.binds)
