"""What is taken back counts no more, whatever the scenario, and a change that is undone is a change all the same."""

from typing import Any

import pytest

from scenarios.paths import changes, covers, parse_path
from scenarios.reference import outcomes
from scenarios.run import ScenarioRun
from scenarios.scenario import ToolCalling
from tests.scenarios.inverses import ToolCall, inverse_of, signed_in, there_and_back
from tests.scenarios.plays import TOOL_SCENARIOS
from tests.scenarios.verifier.board import Play, calls, exact, step

POST = {"tool": "board.post", "args": {"text": {"kind": "text", "all_of": ["open day"]}}}


def without_holds(scenario: ToolCalling) -> ToolCalling:
    """The scenario as if nobody had thought of saying what must be held."""
    bare = tuple(step.model_copy(update={"hold": ()}) for step in scenario.steps)
    return scenario.model_copy(update={"steps": bare})


def solved(scenario: ToolCalling) -> tuple[ScenarioRun, list[ToolCall]]:
    """A run that has reached everything, and the calls that would take back what it did."""
    run, undoing = ScenarioRun(scenario), list[ToolCall]()
    before = run.state
    for call, arguments, outcome in outcomes(run, scenario.reference[0]):
        inverse = inverse_of(call.tool, arguments, outcome.result, before) if run.state != before else None
        undoing += [inverse] if inverse and inverse[0] in scenario.tools else []
        before = run.state
    return run, undoing


@pytest.mark.parametrize("scenario_id", TOOL_SCENARIOS)
def test_taking_back_any_part_of_a_solution_loses_it(scenario_id: str) -> None:
    scenario = without_holds(TOOL_SCENARIOS[scenario_id])
    for tool, arguments in solved(scenario)[1]:
        run, _ = solved(scenario)
        if run.call(tool, arguments).ok:
            verification = run.verification
            assert verification is not None
            assert (verification.progress < 1, verification.success) == (True, False), (tool, arguments)
            lost = [status.id for status in verification.steps if status.status == "lost"]
            assert lost, f"{tool}: no step is shown as lost"


@pytest.mark.parametrize("scenario_id", TOOL_SCENARIOS)
def test_a_change_that_is_undone_is_told_unless_it_was_free(scenario_id: str) -> None:
    scenario = TOOL_SCENARIOS[scenario_id]
    for there, back in there_and_back(scenario):
        run = signed_in(scenario)
        before = run.state
        if run.call(*there).ok and run.state != before:
            between = run.state
            assert run.call(*back).ok, back
            assert is_told(run) is not is_excused(scenario, there[0], before, between), there


def is_told(run: ScenarioRun) -> bool:
    verification = run.verification
    assert verification is not None
    return any(found.severity == "fail" for found in verification.violations)


def is_excused(scenario: ToolCalling, tool: str, before: Any, after: Any) -> bool:
    """Whether the frame allows the call, or all that it changed."""
    ignored = [parse_path(path) for path in scenario.new_worlds().bookkeeping]
    free = [parse_path(path) for path in scenario.frame.free]
    changed = [path for path in changes(before, after) if not any(covers(one, path, {}) for one in ignored)]
    freely = all(any(covers(pattern, path, scenario.worlds) for pattern in free) for path in changed)
    return freely or tool in scenario.frame.allow_extra_calls


def test_the_table_reaches_every_world() -> None:
    found = {
        there[0].partition(".")[0] for scenario in TOOL_SCENARIOS.values() for there, _ in there_and_back(scenario)
    }
    assert found == {"calendar", "filesystem", "jobs", "messaging", "shopping", "smart_home", "social", "travel"}
    assert sum(len(solved(scenario)[1]) for scenario in TOOL_SCENARIOS.values()) >= 50


def test_what_is_taken_back_is_lost_and_what_is_done_again_counts() -> None:
    play = Play(steps=[step("post", POST)], frame={"free": ["board.posts.+"]})
    play.call("post", text="Open day")
    play.call("delete", id="p1")
    assert (play.statuses, play.now.progress, play.now.success) == (["lost"], 0.0, False)
    assert play.verifier.findings() == ["taken back: c1 board.post by c2 board.delete"]
    play.call("post", text="The open day")
    assert (play.statuses, play.now.success) == (["done"], True)


def test_a_scenario_may_say_that_a_result_need_not_last() -> None:
    play = Play(steps=[step("post", POST, lasting=False)], frame={"free": ["board.posts.+"]})
    play.call("post", text="Open day")
    play.call("delete", id="p1")
    assert (play.statuses, play.now.success, play.verifier.findings()) == (["done"], True, [])


def test_a_call_that_found_it_done_does_not_outlast_it() -> None:
    play = Play(steps=[step("rename", calls("rename", id="a", text="B"))], frame={"free": ["board.posts.a.text"]})
    play.call("rename", id="a", text="B")
    play.call("rename", id="a", text="B")
    play.call("rename", id="a", text="a")
    assert (play.statuses, play.now.progress) == (["lost"], 0.0)


def test_who_asks_for_both_gets_both() -> None:
    play = Play(steps=[step("like", calls("like", id="a")), step("unlike", calls("unlike", id="a"), after=["like"])])
    play.call("like", id="a")
    play.call("unlike", id="a")
    assert (play.statuses, play.now.success) == (["done", "done"], True)
    play.call("like", id="a")
    assert play.flagged == [("outside_task", "fail", "c3")]


def test_of_a_counted_step_only_what_was_taken_back_is_lost() -> None:
    liked = {"tool": "board.like", "args": {"id": {"kind": "one_of", "values": ["a", "b"]}}}
    play = Play(steps=[step("like", liked, times=2)], frame={"may_change": ["board.posts.*.likes"]})
    play.call("like", id="a")
    play.call("like", id="b")
    play.call("unlike", id="a")
    assert [(s.done, s.of, s.status) for s in play.now.steps] == [(1, 2, "lost")]


def test_a_name_bound_by_a_call_that_was_taken_back_is_bound_no_more() -> None:
    like_mine = {"tool": "board.like", "args": {"id": {"kind": "ref", "name": "mine"}}}
    play = Play(
        steps=[step("post", {**POST, "bind": {"mine": "result.id"}}), step("like", like_mine)],
        frame={"free": ["board.posts.+"]},
    )
    play.call("post", text="Open day")
    play.call("like", id="p1")
    assert play.statuses == ["done", "done"]
    play.call("delete", id="p1")
    assert play.statuses == ["lost", "lost"]


def test_within_an_entry_only_what_a_step_names_is_part_of_the_task() -> None:
    liked = {
        "path": "board.posts",
        "where": {"$key": exact("a"), "likes": {"kind": "number", "at_least": 1}},
        "count": 1,
    }
    play = Play(
        steps=[{"id": "liked", "label": "Liked", "state": [liked]}], frame={"may_change": ["board.posts.a.likes"]}
    )
    play.call("rename", id="a", text="A")
    play.call("rename", id="a", text="a")
    play.call("like", id="a")
    assert (play.now.progress, play.now.state_ok) == (1.0, True)
    assert play.flagged == [("outside_task", "fail", "c1"), ("outside_task", "fail", "c2")]


@pytest.mark.parametrize("scenario_id", ["shopping-01", "shopping-03", "shopping-05"])
def test_what_is_left_in_the_basket_after_the_order_is_seen(scenario_id: str) -> None:
    scenario = TOOL_SCENARIOS[scenario_id]
    run, _ = solved(scenario)
    product = next(iter(scenario.worlds["shopping"]["products"]))
    assert run.call("shopping.add_to_basket", {"product": product, "quantity": 1}).ok
    verification = run.verification
    assert verification is not None
    assert (verification.success, verification.state_ok) == (False, False)
    assert "final state: shopping.orders is not as it should be" in run.findings()
