"""Everything that a solution has somebody dictate is in the table of wordings: the recipe's command asks for it."""

from collections.abc import Iterator

import pytest

from scenarios.reference import outcomes
from scenarios.scenario import ToolCalling
from scenarios.worlds import world_class
from scenarios.worlds.together import Worlds
from tests.scenarios.plays import TOOL_SCENARIOS
from tests.scenarios.test_catalog_texts import TABLE, WRITTEN

DICTATED = {
    **WRITTEN,
    "jobs.apply_for_job": "note",
    "filesystem.mkdir": "dir_name",
    "filesystem.mv": "destination",
    "messaging.add_contact": "user_name",
}


@pytest.mark.parametrize("scenario_id", TOOL_SCENARIOS)
def test_what_is_dictated_is_in_the_table(scenario_id: str) -> None:
    said = {row["for"] for row in TABLE.get(scenario_id, ())}
    missing = sorted(set(_dictated(TOOL_SCENARIOS[scenario_id])) - said)
    assert missing == [], f"add a row for each to catalog_texts.yaml, under {scenario_id}"


def test_every_kind_of_dictated_text_is_one_of_the_catalogue() -> None:
    called = {call.tool for scenario in TOOL_SCENARIOS.values() for call in scenario.reference[0]}
    assert set(DICTATED) <= called
    assert "holiday Silves" in set(_dictated(TOOL_SCENARIOS["filesystem-06"]))
    assert "lost and found" not in set(_dictated(TOOL_SCENARIOS["filesystem-07"]))


def _dictated(scenario: ToolCalling) -> Iterator[str]:
    """The texts of the first solution that make up something new: a folder that is there is only named."""
    worlds = scenario.new_worlds()
    known = set(_names(worlds))
    for call, arguments, _ in outcomes(worlds, scenario.reference[0]):
        name = DICTATED.get(call.tool)
        if name in arguments and (call.tool != "filesystem.mv" or arguments[name] not in known):
            yield str(arguments[name])
        known = set(_names(worlds))


def _names(worlds: Worlds) -> Iterator[str]:
    for domain, state in worlds.state.items():
        yield from world_class(domain).spoken_names(state)
