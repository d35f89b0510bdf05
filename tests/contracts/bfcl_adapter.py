"""Our worlds behind the interface of the script that replays recorded BFCL traces."""

from typing import Any

from scenarios.importers.classes import bfcl_world, initial_state
from scenarios.worlds.base import World


class Backend:
    """One class of one entry."""

    def __init__(self, world: World) -> None:
        self.world = world

    def call(self, function: str, args: dict[str, Any]) -> Any:
        """The function's result, or ``{"error": ...}`` where the world refuses."""
        outcome = self.world.call(function, args)
        return outcome.result if outcome.ok else {"error": outcome.error}

    def state(self) -> dict[str, Any]:
        """The world's state under the recorded attribute names."""
        return self.world.state


def make(class_name: str, config: dict[str, Any]) -> Backend:
    """A class in the state that a configuration describes."""
    return Backend(bfcl_world(class_name)(initial_state(class_name, config), mode="bfcl"))
