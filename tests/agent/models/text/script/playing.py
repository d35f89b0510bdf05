"""Scenarios by id, loaded once, and what the script says and does in them."""

import json
from copy import deepcopy
from functools import cache
from typing import Any

from agent.models.base import ToolSpec
from agent.models.text.script.rehearsing import Rehearsal, ToolUsed
from agent.models.text.script.tools.toolview import view_tools
from scenarios.loading import CATALOG, AnyScenario, load_scenario


@cache
def scenario(name: str) -> AnyScenario:
    """A scenario of the catalogue."""
    return load_scenario(next(CATALOG.rglob(f"{name}.yaml")))


def rehearse(name: str) -> Rehearsal:
    """A play of a scenario, from its beginning."""
    return Rehearsal(scenario(name))


@cache
def acting(name: str) -> dict[str, str]:
    """The tools of a scenario that change something, and a wish in the words of each one's name."""
    specs = [ToolSpec(t.name, t.description, t.parameters) for t in scenario(name).tool_specs()]
    return {view.name: " ".join(view.short) for view in view_tools(specs) if not view.reads}


def branched(rehearsal: Rehearsal) -> Rehearsal:
    """The same play up to here, to go on in another way."""
    played = rehearsal.scenario
    return deepcopy(rehearsal, {id(played): played})  # a scenario does not change


async def said(rehearsal: Rehearsal, text: str) -> str:
    """The words with which a sentence was answered."""
    return " ".join(part for part in await rehearsal.say(text) if isinstance(part, str))


async def used(rehearsal: Rehearsal, text: str) -> list[tuple[str, dict[str, Any]]]:
    """The tools that were used upon a sentence."""
    happened = await rehearsal.say(text)
    return [(part.tool, json.loads(part.arguments)) for part in happened if isinstance(part, ToolUsed)]
