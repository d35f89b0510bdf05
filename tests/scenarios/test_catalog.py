"""What every scenario file must stand: solved by its solutions, by nothing less, and by nothing else."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from scenarios.forms.words import words
from scenarios.proofs import unproven
from scenarios.reference import outcomes, play
from scenarios.rules import ReferenceCall
from scenarios.run import ScenarioRun
from scenarios.scenario import ToolCalling
from scenarios.worlds.base import Outcome
from tests.scenarios.plays import CATALOG, SOLUTIONS, TOOL_SCENARIOS, solution, succeeds, text_leaves, with_argument

each_scenario = pytest.mark.parametrize("scenario_id", TOOL_SCENARIOS)
each_solution = pytest.mark.parametrize(("scenario_id", "number"), SOLUTIONS)


PAPER = Counter(
    {
        "calendar": 5,
        "shopping": 5,
        "travel": 8,
        "social": 5,
        "smart_home": 1,
        "filesystem": 7,
        "messaging": 5,
        "jobs": 4,
    }
)


def test_the_catalogue_has_open_chat_and_many_goals() -> None:
    assert CATALOG.of("open_chat")
    assert len(CATALOG.of("goal_oriented")) >= 120


def test_no_domain_has_fewer_tasks_for_tools_than_in_the_paper() -> None:
    assert PAPER.total() == 40
    assert Counter(scenario.domain for scenario in TOOL_SCENARIOS.values()) >= PAPER


@pytest.mark.parametrize("scenario_id", CATALOG)
def test_every_scenario_proves_what_it_must(scenario_id: str) -> None:
    assert unproven(CATALOG[scenario_id]) == []


@each_solution
def test_a_solution_reaches_everything(scenario_id: str, number: int) -> None:
    run = play(*solution(scenario_id, number))
    verification = run.verification
    assert verification is not None
    assert (verification.progress, verification.success, verification.violations) == (1.0, True, ())


@each_solution
def test_progress_never_falls_on_the_way(scenario_id: str, number: int) -> None:
    scenario, calls = solution(scenario_id, number)
    run = ScenarioRun(scenario)
    progress = [run.verification.progress for _ in outcomes(run, calls) if run.verification]
    assert progress == sorted(progress)
    assert 0 < progress[0] < progress[-1] == 1


@each_scenario
def test_doing_nothing_reaches_nothing(scenario_id: str) -> None:
    verification = ScenarioRun(TOOL_SCENARIOS[scenario_id]).verification
    assert verification is not None
    assert (verification.progress, verification.success, verification.violations) == (0.0, False, ())


@each_scenario
def test_looking_around_does_only_reading_steps(scenario_id: str) -> None:
    scenario = TOOL_SCENARIOS[scenario_id]
    reading = [call for calls in scenario.reference for call in calls if _only_reads(scenario, call)]
    verification = play(scenario, reading).verification
    assert verification is not None
    assert all(
        status.status == "open" for status, step in zip(verification.steps, scenario.steps, strict=True) if step.state
    )
    assert not verification.success
    assert not verification.violations


@each_scenario
def test_without_one_of_its_tools_a_solution_fails(scenario_id: str) -> None:
    scenario, calls = solution(scenario_id, 0)
    for tool in dict.fromkeys(call.tool for call in calls):
        narrower = scenario.model_copy(update={"tools": tuple(other for other in scenario.tools if other != tool)})
        assert not succeeds(play(narrower, calls)), tool


@each_solution
def test_another_value_in_any_argument_fails(scenario_id: str, number: int) -> None:
    scenario, calls = solution(scenario_id, number)
    for index, name, wrong in _altered(scenario, calls):
        changed = [*calls[:index], with_argument(calls[index], name, wrong), *calls[index + 1 :]]
        assert not succeeds(play(scenario, changed)), f"{calls[index].tool} {name}={wrong!r}"


@each_solution
def test_a_negated_or_changed_text_fails(scenario_id: str, number: int) -> None:
    scenario, calls = solution(scenario_id, number)
    for index, call in enumerate(calls):
        for name, value in call.args.items():
            if isinstance(value, str):
                for wrong in (f"not {value}", *_changed_digits(value)):
                    changed = [*calls[:index], with_argument(call, name, wrong), *calls[index + 1 :]]
                    assert not succeeds(play(scenario, changed)) or _finds_the_same(scenario, calls, changed, index), (
                        f"{call.tool} {name}={wrong!r}"
                    )


@pytest.mark.parametrize(
    "spoken", [str.upper, str.title, lambda text: f'"{text}."', lambda text: text.replace("_", " ")]
)
@each_solution
def test_case_and_punctuation_change_nothing(scenario_id: str, number: int, spoken: Any) -> None:
    scenario, calls = solution(scenario_id, number)
    enumerated = {
        (tool.name, name)
        for tool in scenario.tool_specs()
        for name, schema in tool.parameters["properties"].items()
        if "enum" in schema
    }
    said = [
        call.model_copy(
            update={
                "args": {
                    name: spoken(value)
                    if isinstance(value, str) and _may_vary(call, name, value, enumerated)
                    else value
                    for name, value in call.args.items()
                }
            }
        )
        for call in calls
    ]
    assert succeeds(play(scenario, said))


@each_solution
def test_whole_numbers_may_come_as_floats(scenario_id: str, number: int) -> None:
    scenario, calls = solution(scenario_id, number)
    floats = [
        call.model_copy(update={"args": {name: float(v) if type(v) is int else v for name, v in call.args.items()}})
        for call in calls
    ]
    assert succeeds(play(scenario, floats))


@each_solution
def test_swapped_neighbours_succeed_unless_an_order_is_asked_for(scenario_id: str, number: int) -> None:
    scenario, calls = solution(scenario_id, number)
    done, straight = _done(scenario, calls), _seen(scenario, calls)
    for index in range(len(calls) - 1):
        swapped = [*calls[:index], calls[index + 1], calls[index], *calls[index + 2 :]]
        ordered = _ordered(scenario, done, index, calls[index + 1].tool)
        if ordered or not _flows(scenario, calls, straight, index):
            assert succeeds(play(scenario, swapped)) is not ordered, calls[index].tool


@each_scenario
def test_every_prohibition_can_be_broken_and_is_told_alone(scenario_id: str) -> None:
    scenario = TOOL_SCENARIOS[scenario_id]
    for rule in scenario.forbidden:
        verification = play(scenario, rule.breach).verification
        assert verification is not None
        assert [found.id for found in verification.violations] == [rule.id]
        assert not verification.success


@each_scenario
def test_a_change_outside_the_task_is_told_even_when_undone(scenario_id: str) -> None:
    scenario = TOOL_SCENARIOS[scenario_id]
    for there_and_back in scenario.frame.astray:
        verification = play(scenario, [*there_and_back, *scenario.reference[0]]).verification
        assert verification is not None
        assert "outside_task" in [found.id for found in verification.violations]
        assert (verification.progress, verification.state_ok, verification.success) == (1.0, True, False)


def _only_reads(scenario: ToolCalling, call: ReferenceCall) -> bool:
    run = ScenarioRun(scenario)
    before = run.state
    return run.call(call.tool, call.args).ok and run.state == before


def _finds_the_same(
    scenario: ToolCalling, calls: list[ReferenceCall], changed: list[ReferenceCall], index: int
) -> bool:
    """Whether a call that only reads gives what it gave before it was changed: a search by more words."""
    before, after = (_seen(scenario, way[: index + 1])[index] for way in (calls, changed))
    return before == after and before[1]


def _altered(scenario: ToolCalling, calls: list[ReferenceCall]) -> Iterator[tuple[int, str, Any]]:
    """Each argument with a value of its type from the same world that shares no word with the right one."""
    found = list(dict.fromkeys(text_leaves(scenario.worlds)))
    altered: set[tuple[str, str]] = set()  # calls that are alike are spoilt once
    for index, call in enumerate(calls):
        for name, value in call.args.items():
            if (call.tool, name) in altered:
                continue
            altered.add((call.tool, name))
            if isinstance(value, bool):
                yield index, name, not value
            elif isinstance(value, int | float):
                yield index, name, value + 1
            elif isinstance(value, str):
                yield (
                    index,
                    name,
                    next(text for text in found if words(text) and not set(words(text)) & set(words(value))),
                )


def _changed_digits(value: str) -> Iterator[str]:
    for place, letter in enumerate(value):
        if letter.isdecimal():
            yield f"{value[:place]}{(int(letter) + 1) % 10}{value[place + 1 :]}"


def _may_vary(call: ReferenceCall, name: str, value: str, enumerated: set[tuple[str, str]]) -> bool:
    return (call.tool.replace(".", "_", 1), name) not in enumerated


def _done(scenario: ToolCalling, calls: list[ReferenceCall]) -> list[set[str]]:
    """The steps that are done after each call."""
    run, done = ScenarioRun(scenario), list[set[str]]()
    for _ in outcomes(run, calls):
        assert run.verification is not None
        done.append({status.id for status in run.verification.steps if status.status == "done"})
    return done


def _ordered(scenario: ToolCalling, done: list[set[str]], index: int, tool: str) -> bool:
    """Whether the second call, of ``tool``, must follow what the first does: by its step or by a prohibition."""
    first = done[index] - (done[index - 1] if index else set())
    second = done[index + 1] - done[index]
    after = {step.id: set(step.after) for step in scenario.steps}
    early = [
        rule
        for rule in scenario.forbidden
        if first.intersection(rule.unless_done) and any(pattern.tool == tool for pattern in rule.calls)
    ]
    return bool(early) or any(after[step_id] & first for step_id in second)


def _flows(scenario: ToolCalling, calls: list[ReferenceCall], straight: list[tuple[Outcome, bool]], index: int) -> bool:
    """Whether one of two neighbours works on what the other gives.

    So it is where the second takes a name, is refused without the first, or where one reads what the other changes.
    """
    if (scenario.id, calls[index + 1].tool) in BUILDS_ON_THE_CALL_BEFORE:
        return True
    swapped = _seen(scenario, [*calls[:index], calls[index + 1], calls[index], *calls[index + 2 :]])
    pairs = (straight[index], swapped[index + 1]), (straight[index + 1], swapped[index])
    return any(now.ok is not then.ok or (reads and now.result != then.result) for (now, reads), (then, _) in pairs)


def _seen(scenario: ToolCalling, calls: list[ReferenceCall]) -> list[tuple[Outcome, bool]]:
    """The outcome of each call, and whether it only read."""
    run = ScenarioRun(scenario)
    seen, before = [], run.state
    for _, _, outcome in outcomes(run, calls):
        seen.append((outcome, run.state == before))
        before = run.state
    return seen


BUILDS_ON_THE_CALL_BEFORE = {("shopping-01", "shopping.place_order")}  # which orders what was put into the basket
