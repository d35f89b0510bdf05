"""Which of our worlds plays which class of BFCL's multi-turn entries."""

from typing import Any

from scenarios.worlds import world_class
from scenarios.worlds.imported import ImportedWorld

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


def bfcl_world(class_name: str) -> type[ImportedWorld]:
    """The world of a class. Raises KeyError naming the classes there are."""
    if class_name not in DOMAINS:
        raise KeyError(f"there is no class {class_name!r}; classes: {', '.join(DOMAINS)}")
    world = world_class(DOMAINS[class_name], "bfcl")
    assert issubclass(world, ImportedWorld)
    return world


def initial_state(class_name: str, config: dict[str, Any]) -> dict[str, Any]:
    """The state that an entry with this configuration starts in.

    Raises KeyError for an unknown class, ValueError for a configuration that no state can be made of.
    """
    world = bfcl_world(class_name)
    try:
        return world.from_bfcl(config)
    except (AttributeError, LookupError, TypeError, ValueError) as fault:
        reason = fault if isinstance(fault, TypeError | ValueError) else repr(fault)
        raise ValueError(f"initial_config of {class_name} does not fit: {reason}") from fault
