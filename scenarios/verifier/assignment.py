"""Which call counts for which step: the assignment of calls to steps that satisfies the most weight.

A call counts for one step only, beside the steps that share theirs, later than the calls of all steps it must follow,
and with the names that earlier steps bound. The search is exact: it stops as soon as no better assignment is possible,
and of equally good ones it takes that with the earliest calls. Only for rules that want the same many calls in
thousands of ways it ends early, always at the same point, with the best assignment found so far.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from scenarios.canonical import canonical_json
from scenarios.verifier.pairing import pair

Bound = Mapping[str, Any]

NEVER = 1 << 30  # later than any call
OPEN = NEVER  # the end of a step that wants more calls: nothing comes after it
ROUNDING = 1e-9  # of sums of weights
SEARCHED = 500  # choices looked at; what is played of the catalogue needs five at most


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
    ``hold_needs`` those that ``held`` looks at. ``possible`` are its candidates whatever the names are bound to. The
    calls of a ``shared`` step may count for other steps too.
    """

    weight: float
    times: int
    possible: Sequence[Candidate]
    after: tuple[int, ...] = ()
    needs: frozenset[str] = frozenset()
    hold_needs: frozenset[str] = frozenset()
    candidates: Callable[[Bound], Sequence[Candidate]] | None = None  # given where there are needs
    held: Callable[[Bound], bool] = lambda _: True
    shared: bool = False

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
    choices = search.best(_Partial(), search.ceiling())[1]
    return Assignment(choices, dict(bind for choice in choices for bind in choice.binds))


@dataclass(frozen=True, slots=True)
class _Partial:
    """The choices for the first steps. ``ends`` are their last calls, ``OPEN`` where a step wants more calls."""

    ends: tuple[int, ...] = ()
    used: frozenset[int] = frozenset()
    bound: Bound = field(default_factory=dict)

    def with_choice(self, choice: Choice, rule: StepRule) -> "_Partial":
        """With the choice for the next step."""
        end = choice.calls[-1] if len(choice.calls) == rule.times else OPEN
        used = self.used.union(choice.calls) if choice.calls and not rule.shared else self.used
        return _Partial((*self.ends, end), used, {**self.bound, **dict(choice.binds)} if choice.binds else self.bound)


class _Search:
    """Depth first over the steps, with memory: what can still be gained depends on little of what was chosen."""

    def __init__(self, rules: Sequence[StepRule]) -> None:
        self.rules = rules
        self.left = SEARCHED
        self.memory: dict[Hashable, tuple[float, tuple[Choice, ...]]] = {}
        self.held: dict[Hashable, bool] = {}
        places = range(len(rules) + 1)
        self.followed = [
            sorted({before for rule in rules[place:] for before in rule.after if before < place}) for place in places
        ]
        self.wanted_calls = [
            frozenset(c.call for rule in rules[place:] if not rule.shared for c in rule.possible) for place in places
        ]
        self.wanted_names = [
            sorted({name for rule in rules[place:] for name in rule.needs | rule.hold_needs}) for place in places
        ]
        self.needy = [any(rule.needs for rule in rules[place:]) for place in places]
        self.usable = self._usable()
        gains = [rule.weight * len(calls) / rule.times for rule, calls in zip(rules, self.usable, strict=True)]
        self.most = [sum(gains[place:]) for place in places]

    def best(self, chosen: _Partial, ceiling: float) -> tuple[float, tuple[Choice, ...]]:
        """The most that the steps not yet chosen for can gain, and the choices that gain it.

        Nothing above ``ceiling`` is looked for: it is what would make the whole assignment as good as possible.
        """
        place = len(chosen.ends)
        if place == len(self.rules):
            return 0.0, ()
        key = self._key(chosen)
        if key in self.memory:
            return self.memory[key]
        rule, rest_most = self.rules[place], self.most[place + 1]
        enough = min(self.most[place], ceiling) - ROUNDING
        best: tuple[float, tuple[Choice, ...]] = (-1.0, ())
        for choice in self._options(chosen):
            if rule.credit(len(choice.calls), held=True) + rest_most <= best[0]:
                break
            if self.left <= 0 and best[0] >= 0:
                break
            self.left -= 1
            gain = rule.credit(len(choice.calls), held=choice.held)
            then = chosen.with_choice(choice, rule)
            if gain + self._most_after(then) <= best[0]:
                continue
            rest_gain, rest = self.best(then, ceiling - gain)
            if gain + rest_gain > best[0]:
                best = (gain + rest_gain, (choice, *rest))
            if best[0] >= enough:
                break
        self.memory[key] = best
        return best

    def ceiling(self) -> float:
        """A bound on what all steps can gain: no call counts twice, but order and names are not looked at."""
        slots = [
            (rule.weight / rule.times, [self._claim(place, call) for call in calls])
            for place, rule in enumerate(self.rules)
            for calls in self.usable[place]
        ]
        slots.sort(key=lambda slot: -slot[0])
        return sum(slots[index][0] for index in pair([calls for _, calls in slots]))

    def _most_after(self, chosen: _Partial) -> float:
        """A bound on what the steps not yet chosen for can gain with the names bound so far: a call counts once."""
        place = len(chosen.ends)
        if not self.needy[place]:
            return self.most[place]
        worth: list[float] = []
        calls: set[int] = set()
        for at, (rule, usable) in enumerate(zip(self.rules[place:], self.usable[place:], strict=True), place):
            found = rule.possible
            if rule.candidates is not None and chosen.bound.keys() >= rule.needs:
                found = rule.candidates(chosen.bound)
            calls.update([self._claim(at, candidate.call) for candidate in found])
            worth += [rule.weight / rule.times] * min(len(usable), len(found))
        worth.sort(reverse=True)
        return sum(worth[: len(calls)])

    def _claim(self, place: int, call: int) -> int:
        """What a step takes when it counts a call: the call itself, or for a step that shares something of its own."""
        return call + NEVER * (place + 1) if self.rules[place].shared else call

    def _options(self, chosen: _Partial) -> Iterator[Choice]:
        """Every choice for the next step: more calls before fewer, earlier before later."""
        place = len(chosen.ends)
        rule = self.rules[place]
        open_ones = self._open(rule, chosen)
        alone = self._is_alone(place, open_ones)
        if rule.times == 1:
            for candidate in open_ones[:1] if alone else open_ones:
                yield Choice((candidate.call,), self._is_held(place, chosen.bound, candidate.binds), candidate.binds)
            if not (alone and open_ones):
                yield Choice()
            return
        if alone:
            open_ones = list({candidate.key: candidate for candidate in reversed(open_ones)}.values())[::-1]
        for size in range(min(rule.times, len({candidate.key for candidate in open_ones})), -1, -1):
            for picked in combinations(open_ones, size):
                if len({candidate.key for candidate in picked}) < size:
                    continue
                held = size < rule.times or self._is_held(place, chosen.bound, ())
                yield Choice(tuple(candidate.call for candidate in picked), held)
                if alone:
                    return

    def _open(self, rule: StepRule, chosen: _Partial) -> Sequence[Candidate]:
        """The candidates that are later than the steps before and count for no other step."""
        start = -1
        for before in rule.after:
            start = max(start, chosen.ends[before])
        if start == OPEN:
            return ()
        found = rule.possible if rule.candidates is None else rule.candidates(chosen.bound)
        used = frozenset[int]() if rule.shared else chosen.used
        return [candidate for candidate in found if candidate.call > start and candidate.call not in used]

    def _is_held(self, place: int, bound: Bound, binds: tuple[tuple[str, Any], ...]) -> bool:
        """Whether what a step must hold is true with these names; looked up once for the same values."""
        rule = self.rules[place]
        names = {**bound, **dict(binds)} if binds else bound
        key = (place, *(hashable(names.get(name)) for name in rule.hold_needs))
        if key not in self.held:
            self.held[key] = rule.held(names)
        return self.held[key]

    def _is_alone(self, place: int, open_ones: Sequence[Candidate]) -> bool:
        """Whether taking the earliest calls cannot spoil anything: no later step wants them, and nothing is bound."""
        wanted = self.wanted_calls[place + 1]
        return not any(candidate.binds or candidate.call in wanted for candidate in open_ones)

    def _key(self, chosen: _Partial) -> Hashable:
        place = len(chosen.ends)
        return (
            place,
            tuple([chosen.ends[before] for before in self.followed[place]]),
            chosen.used & self.wanted_calls[place],
            tuple([hashable(chosen.bound[name]) for name in self.wanted_names[place] if name in chosen.bound]),
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


def hashable(value: Any) -> Hashable:
    """A JSON value as a key: equal for equal values."""
    return value if isinstance(value, str) or value is None else (canonical_json(value),)
