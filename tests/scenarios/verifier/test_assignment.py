"""The search for the best assignment, against one that tries everything."""

from collections.abc import Callable, Sequence
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.verifier.assignment import Assignment, Bound, Candidate, StepRule, assign


def rule(
    *calls: int,
    times: int = 1,
    after: tuple[int, ...] = (),
    weight: float = 1,
    held: bool = True,
    shared: bool = False,
) -> StepRule:
    return StepRule(
        shared=shared,
        weight=weight,
        times=times,
        possible=[Candidate(call, str(call)) for call in calls],
        after=after,
        held=lambda _: held,
    )


def chosen(*rules: StepRule) -> list[tuple[int, ...]]:
    return [choice.calls for choice in assign(rules).choices]


def earned(rules: Sequence[StepRule], assignment: Assignment) -> float:
    return sum(r.credit(len(c.calls), held=c.held) for r, c in zip(rules, assignment.choices, strict=True))


def test_the_earliest_call_is_taken() -> None:
    assert chosen(rule(3, 5, 7)) == [(3,)]


def test_a_shared_call_goes_where_it_earns_most() -> None:
    assert chosen(rule(1, 2), rule(1)) == [(2,), (1,)]
    assert chosen(rule(1), rule(1, weight=2)) == [(), (1,)]


def test_one_call_counts_for_steps_that_share_it_and_for_one_that_does_not() -> None:
    assert chosen(rule(0), rule(0)) == [(0,), ()]
    assert chosen(rule(0, shared=True), rule(0, shared=True), rule(0)) == [(0,), (0,), (0,)]
    assert chosen(rule(0, shared=True), rule(0), rule(0)) == [(0,), (0,), ()]


def test_a_step_comes_after_all_calls_of_the_steps_before_it() -> None:
    assert chosen(rule(2, 4, times=2), rule(3, 5, after=(0,))) == [(2, 4), (5,)]
    assert chosen(rule(2, times=2), rule(3, after=(0,))) == [(2,), ()]


def test_a_later_call_is_taken_where_the_earlier_one_is_needed() -> None:
    assert chosen(rule(1, 4), rule(1, 3), rule(2, after=(1,))) == [(4,), (1,), (2,)]


def test_what_is_not_held_earns_nothing_but_lets_others_follow() -> None:
    found = assign([rule(1, held=False), rule(2, after=(0,))])
    assert [(choice.calls, choice.held) for choice in found.choices] == [((1,), False), ((2,), True)]


def test_bound_names_choose_the_call() -> None:
    post = StepRule(
        weight=1, times=1, possible=[Candidate(call, str(call), (("mine", f"p{call}"),)) for call in (1, 2, 3)]
    )

    def likes(bound: Bound) -> list[Candidate]:
        return [Candidate(5)] if bound.get("mine") == "p2" else []

    like = StepRule(weight=1, times=1, possible=[Candidate(5)], after=(0,), needs=frozenset({"mine"}), candidates=likes)
    found = assign([post, like])
    assert [choice.calls for choice in found.choices] == [(2,), (5,)]
    assert found.bound == {"mine": "p2"}


@st.composite
def problems(draw: st.DrawFn) -> list[StepRule]:
    rules = []
    for place in range(draw(st.integers(1, 4))):
        calls = draw(st.sets(st.integers(0, 6), max_size=5))
        rules.append(
            rule(
                *sorted(calls),
                times=draw(st.integers(1, 2)),
                after=tuple(sorted(draw(st.sets(st.integers(0, place - 1), max_size=2)))) if place else (),
                weight=draw(st.sampled_from([1, 1, 2, 0.5])),
                held=draw(st.sampled_from([True, True, True, False])),
                shared=draw(st.sampled_from([False, False, True])),
            )
        )
    return rules


def best_by_trying_everything(rules: Sequence[StepRule]) -> float:
    options = [
        [picked for size in range(r.times + 1) for picked in combinations([c.call for c in r.possible], size)]
        for r in rules
    ]
    best = 0.0
    for picks in product(*options):
        used = [call for r, picked in zip(rules, picks, strict=True) if not r.shared for call in picked]
        if len(used) != len(set(used)):
            continue
        in_order = all(
            len(picks[before]) == rules[before].times and min(picked) > max(picks[before])
            for r, picked in zip(rules, picks, strict=True)
            for before in r.after
            if picked
        )
        if in_order:
            gains = (r.credit(len(p), held=len(p) < r.times or r.held({})) for r, p in zip(rules, picks, strict=True))
            best = max(best, sum(gains))
    return best


@settings(max_examples=250)
@given(problems())
def test_no_assignment_is_better(rules: list[StepRule]) -> None:
    found = assign(rules)
    assert earned(rules, found) == best_by_trying_everything(rules)
    pairs = zip(rules, found.choices, strict=True)
    claimed = [call for step, choice in pairs if not step.shared for call in choice.calls]
    assert len(claimed) == len(set(claimed))
    for step, choice in zip(rules, found.choices, strict=True):
        assert list(choice.calls) == sorted(choice.calls)
        assert not choice.calls or all(max(found.choices[before].calls) < choice.calls[0] for before in step.after)


def colour_of(call: int) -> int:
    return call % 3


def of_bound_colour(possible: list[Candidate]) -> Callable[[Bound], list[Candidate]]:
    return lambda bound: [c for c in possible if "colour" in bound and colour_of(c.call) == bound["colour"]]


@st.composite
def bound_problems(draw: st.DrawFn) -> list[StepRule]:
    """A step that binds a colour, and steps that want calls of that colour; all may want the same calls."""
    calls = st.sets(st.integers(0, 7), max_size=6).map(sorted)
    binder = [Candidate(call, str(call), (("colour", colour_of(call)),)) for call in draw(calls)]
    held = draw(st.sampled_from([None, 0, 1]))
    rules = [
        StepRule(
            weight=1,
            times=1,
            possible=binder,
            hold_needs=frozenset() if held is None else frozenset({"colour"}),
            held=lambda bound: held is None or bound.get("colour") == held,
        )
    ]
    for _ in range(draw(st.integers(1, 3))):
        possible = [Candidate(call, str(call)) for call in draw(calls)]
        rules.append(
            StepRule(
                weight=draw(st.sampled_from([1, 2])),
                times=1,
                possible=possible,
                after=(0,),
                needs=frozenset({"colour"}),
                candidates=of_bound_colour(possible),
                shared=draw(st.booleans()),
            )
        )
    return rules


def best_bound_by_trying_everything(rules: Sequence[StepRule]) -> float:
    best = 0.0
    for picks in product(*([None, *(c.call for c in r.possible)] for r in rules)):
        used = [call for r, call in zip(rules, picks, strict=True) if call is not None and not r.shared]
        first, rest = picks[0], [call for call in picks[1:] if call is not None]
        fits = first is not None and all(call > first and colour_of(call) == colour_of(first) for call in rest)
        if len(set(used)) < len(used) or (rest and not fits):
            continue
        held = first is not None and rules[0].held({"colour": colour_of(first)})
        gain = float(held) + sum(r.weight for r, call in zip(rules[1:], picks[1:], strict=True) if call is not None)
        best = max(best, gain)
    return best


@settings(max_examples=250)
@given(bound_problems())
def test_no_assignment_with_bound_names_is_better(rules: list[StepRule]) -> None:
    assert earned(rules, assign(rules)) == best_bound_by_trying_everything(rules)


def test_rules_that_want_the_same_calls_in_countless_ways_are_settled_all_the_same() -> None:
    """Exact search takes minutes here: too few calls, and every way to share them out earns something else."""
    rules = [rule(*range(14), times=5, weight=1 + 0.37 * n) for n in range(4)]
    found = assign(rules)
    assert len(found.claimed) == 14
    assert found == assign(rules)
