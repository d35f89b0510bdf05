"""The one shape of a tool, and the box that a conversation's tools are called from."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from agent.models.base import ToolCall, ToolSpec


@dataclass(frozen=True, slots=True)
class Returned:
    """A tool's answer. A failed call has an error for the model to read and changed nothing."""

    ok: bool
    result: Any = None
    error: str | None = None

    def as_json(self) -> str:
        """The answer as the model reads it."""
        return json.dumps(self.result if self.ok else {"error": self.error}, ensure_ascii=False, default=str)


class Tool(Protocol):
    """One thing that a model may call."""

    @property
    def spec(self) -> ToolSpec:
        """What the model is told of it."""

    async def call(self, arguments: dict[str, Any], *, call_id: str) -> Returned:
        """Do it. A refusal is a failed ``Returned``, not an exception."""


class Toolbox:
    """The tools of one conversation, by name."""

    def __init__(self, tools: Iterable[Tool]) -> None:
        """Raises ValueError when two tools have one name."""
        self._tools: dict[str, Tool] = {}
        for tool in tools:
            if tool.spec.name in self._tools:
                raise ValueError(f"two tools are called {tool.spec.name!r}")
            self._tools[tool.spec.name] = tool

    @property
    def specs(self) -> tuple[ToolSpec, ...]:
        """What the model is told."""
        return tuple(tool.spec for tool in self._tools.values())

    async def call(self, call: ToolCall, arguments: dict[str, Any] | None) -> Returned:
        """Call a tool; ``arguments`` is None when the model wrote no JSON object."""
        tool = self._tools.get(call.tool)
        if tool is None:
            return Returned(ok=False, error=f"there is no tool {call.tool!r}; tools: {_names(list(self._tools))}")
        if arguments is None:
            return Returned(ok=False, error="the arguments are not a JSON object")
        return await tool.call(arguments, call_id=call.call_id)


def parse_arguments(written: str) -> dict[str, Any] | None:
    """A call's arguments, None when they are no JSON object. No arguments at all are an empty object."""
    try:
        parsed = json.loads(written) if written.strip() else {}
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"
