"""How tests ask a world: for a result, or for a refusal that changes nothing and says what is valid."""

from typing import Any

from scenarios.importers.classes import bfcl_world, initial_state
from scenarios.worlds.base import World


def bfcl(class_name: str, config: dict[str, Any] | None = None) -> World:
    """The world of a class as an imported entry starts it."""
    return bfcl_world(class_name)(initial_state(class_name, config or {}), mode="bfcl")


def ask(world: World, tool: str, **arguments: Any) -> Any:
    """The result of a call that must succeed."""
    outcome = world.call(tool, arguments)
    assert outcome.ok, outcome.error
    return outcome.result


def refuse(world: World, tool: str, *words: str, **arguments: Any) -> None:
    """A call that must fail, with these words in its message, and leave state and clock as they were."""
    before = world.snapshot()
    outcome = world.call(tool, arguments)
    assert not outcome.ok, outcome.result
    assert outcome.error
    for word in words:
        assert word in outcome.error
    assert world.snapshot() == before
