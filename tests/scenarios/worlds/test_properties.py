"""What holds in every scenario's worlds, whatever is called with whatever arguments."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.canonical import canonical_json
from scenarios.scenario import ToolCalling
from scenarios.worlds import world_class
from tests.scenarios.plays import TOOL_SCENARIOS, text_leaves
from tests.scenarios.strategies import arguments

DOMAINS = {
    domain: [scenario for scenario in TOOL_SCENARIOS.values() if scenario.domain == domain]
    for domain in sorted({scenario.domain for scenario in TOOL_SCENARIOS.values()})
}
each_domain = pytest.mark.parametrize("domain", DOMAINS)  # so that time does not grow with the catalogue
MOMENTS = ["today", "Thursday", "2026-06-11", "next Thursday", "15:30", "3:30", "half past three pm", "someday"]


def calls_of(scenario: ToolCalling) -> st.SearchStrategy[list[tuple[str, Any]]]:
    """Sequences of calls of a scenario in the catalogue: known names and ids, moments, and wrong arguments."""
    return _calls_of(scenario.id)


@cache  # making a strategy takes as long as drawing from it
def _calls_of(scenario_id: str) -> st.SearchStrategy[list[tuple[str, Any]]]:
    scenario = TOOL_SCENARIOS[scenario_id]
    vocabulary = [*dict.fromkeys([*text_leaves(scenario.worlds), *_keys(scenario.worlds)]), *MOMENTS]
    tools = scenario.new_worlds().tools
    passed = {tool_id: arguments(tool.parameters, vocabulary) for tool_id, tool in tools.items()}
    return st.lists(st.one_of([st.tuples(st.just(tool_id), drawn) for tool_id, drawn in passed.items()]), max_size=8)


@each_domain
@settings(max_examples=30)
@given(data=st.data())
def test_calls_are_transactions_on_valid_states(domain: str, data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(DOMAINS[domain]))
    worlds = scenario.new_worlds()
    for tool_id, passed in data.draw(calls_of(scenario)):
        before = worlds.snapshot()
        outcome = worlds.call(tool_id, passed)
        canonical_json(outcome.result)
        if outcome.ok:
            assert outcome.error is None
        else:
            assert outcome.error
            assert worlds.snapshot() == before
    for domain, state in worlds.state.items():
        model = world_class(domain).state_model
        if model is not None:
            model.model_validate(state)


@each_domain
@settings(max_examples=15)
@given(data=st.data())
def test_from_a_snapshot_the_same_calls_give_the_same_results(domain: str, data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(DOMAINS[domain]))
    worlds = scenario.new_worlds()
    calls = data.draw(calls_of(scenario))
    for call in calls[: len(calls) // 2]:
        worlds.call(*call)
    kept = worlds.snapshot()
    first = [worlds.call(*call) for call in calls]
    end = worlds.snapshot()
    worlds.restore(kept)
    assert [worlds.call(*call) for call in calls] == first
    assert worlds.snapshot() == end
    worlds.reset()
    assert worlds.snapshot() == scenario.new_worlds().snapshot()


def _keys(state: Any) -> list[str]:
    if isinstance(state, dict):
        return [*state, *(key for item in state.values() for key in _keys(item))]
    return []
