"""Whoever does a task with tools knows who they are, under a name that nobody in their world could be taken for."""

import pytest

from scenarios.canonical import copy_json
from scenarios.forms.names import distance, sound_key
from scenarios.loading import ScenarioError, parse_scenario
from scenarios.scenario import SCENARIO
from scenarios.worlds import world_class
from tests.scenarios.plays import TOOL_SCENARIOS


def alike(one: str, other: str) -> bool:
    """Whether two names may be taken for each other by ear."""
    return 4 * distance(one, other) <= max(len(one), len(other)) or sound_key(one) == sound_key(other)


@pytest.mark.parametrize("scenario_id", TOOL_SCENARIOS)
def test_every_card_with_tools_says_who_one_is(scenario_id: str) -> None:
    scenario = TOOL_SCENARIOS[scenario_id]
    assert scenario.card.identity
    for domain, state in scenario.worlds.items():
        others = world_class(domain, scenario.mode).spoken_names(state)
        for name in scenario.card.identity.values():
            assert not [other for other in others if other != name and alike(name, other)]


def test_a_card_with_tools_and_without_identity_is_refused() -> None:
    document = copy_json(TOOL_SCENARIOS["calendar-01"].document)
    del document["card"]["identity"]
    with pytest.raises(ScenarioError) as raised:
        parse_scenario(document)
    assert str(raised.value) == "scenario: card.identity: is missing: who the participant is, such as `Name: Robin`"


def test_the_schema_asks_for_it_too_but_of_an_imported_entry() -> None:
    schema = SCENARIO.json_schema()["$defs"]["ToolCalling"]
    assert schema["if"] == {"not": {"required": ["mode"], "properties": {"mode": {"const": "bfcl"}}}}
    assert schema["then"]["properties"]["card"]["required"] == ["identity"]
