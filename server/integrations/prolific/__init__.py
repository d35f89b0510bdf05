"""Prolific's API: typed calls, money that cannot be mixed up, and events that prove where they come from."""

from server.integrations.prolific.client import Prolific
from server.integrations.prolific.errors import (
    BadAnswerError,
    CrowdedError,
    NotThereError,
    ProlificError,
    ProlificRefusedError,
    UnreachableError,
)
from server.integrations.prolific.money import Money
from server.integrations.prolific.transport import Patience, connect

__all__ = [
    "BadAnswerError",
    "CrowdedError",
    "Money",
    "NotThereError",
    "Patience",
    "Prolific",
    "ProlificError",
    "ProlificRefusedError",
    "UnreachableError",
    "connect",
]
