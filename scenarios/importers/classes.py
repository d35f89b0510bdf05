"""Which of our worlds plays which class of BFCL's multi-turn entries."""

from typing import Any, Protocol

from scenarios.worlds import world_class
from scenarios.worlds.base import World

DOMAINS = {
    "GorillaFileSystem": "filesystem",
    "MathAPI": "math",
    "MessageAPI": "messaging",
    "TicketAPI": "tickets",
    "TradingBot": "trading",
    "TravelAPI": "travel",
    "TwitterAPI": "social",
    "VehicleControlAPI": "vehicle",
}


class Importable(Protocol):
    """What a world must offer so that entries can start in it."""

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """The state that an entry with this configuration starts in."""
        ...


def bfcl_world(class_name: str) -> type[World]:
    """The world of a class. Raises KeyError naming the classes there are."""
    if class_name not in DOMAINS:
        raise KeyError(f"there is no class {class_name!r}; classes: {', '.join(DOMAINS)}")
    return world_class(DOMAINS[class_name], "bfcl")


def initial_state(class_name: str, config: dict[str, Any]) -> dict[str, Any]:
    """The state that an entry with this configuration starts in. Raises KeyError for an unknown class."""
    world = bfcl_world(class_name)
    maker: Importable = world  # type: ignore[assignment]  # every world in DOMAINS has from_bfcl, a test says so
    return maker.from_bfcl(config)
