"""What the script can do in answer to a turn."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Say:
    """Words for the user."""

    text: str


@dataclass(frozen=True, slots=True)
class Use:
    """A call of a tool; ``call_id`` is unique in the conversation."""

    call_id: str
    tool: str
    arguments: dict[str, Any] = field(default_factory=dict)


Action = Say | Use
