"""Several worlds at once, as one scenario sees them: one clock, one list of offered tools, two names for each.

A tool's id is ``domain.tool``, in scenario files, logs and reports; ``domain_tool`` is the name that models call it by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scenarios.canonical import canonical_json, sha256_of
from scenarios.worlds import world_class
from scenarios.worlds.base import Clock, Mode, Outcome, Snapshot, Tool, World


def wire_name(tool_id: str) -> str:
    """The name that models call a tool by: ``domain.tool`` as ``domain_tool``."""
    return tool_id.replace(".", "_", 1)


@dataclass(frozen=True, slots=True)
class TogetherSnapshot:
    """All worlds at one instant; ``sha256`` is over the canonical JSON of all states."""

    parts: Mapping[str, Snapshot]
    sha256: str


class Worlds:
    """The worlds of one conversation. ``offered`` limits the tools to those ids; None offers all."""

    def __init__(self, worlds: Sequence[World], *, clock: Clock, offered: Sequence[str] | None = None) -> None:
        """Join worlds that share ``clock``. Raises KeyError for an offered tool that no world has."""
        self.clock = clock
        self._worlds = {world.domain: world for world in worlds}
        every = {f"{world.domain}.{tool.name}": tool for world in worlds for tool in world.tools.values()}
        for tool_id in offered or ():
            if tool_id not in every:
                raise KeyError(f"there is no tool {tool_id!r}; tools: {', '.join(every)}")
        self.tools: dict[str, Tool] = every if offered is None else {tool_id: every[tool_id] for tool_id in offered}
        self.bookkeeping = tuple(f"{world.domain}.{key}" for world in worlds for key in world.bookkeeping)
        self._ids = {wire_name(tool_id): tool_id for tool_id in self.tools}

    @classmethod
    def of(
        cls,
        states: Mapping[str, Any],
        *,
        now: datetime,
        offered: Sequence[str] | None = None,
        mode: Mode = "product",
    ) -> "Worlds":
        """The worlds of some domains in given states. Raises KeyError for a domain or tool that does not exist."""
        clock = Clock(now)
        worlds = [world_class(domain, mode)(state, clock=clock, mode=mode) for domain, state in states.items()]
        return cls(worlds, clock=clock, offered=offered)

    @property
    def state(self) -> dict[str, Any]:
        """The worlds' states by domain; to be read only."""
        return {domain: world.state for domain, world in self._worlds.items()}

    def tool_id(self, name: str) -> str | None:
        """The id of an offered tool by its id or wire name; None for any other name."""
        return name if name in self.tools else self._ids.get(name)

    def call(self, name: str, arguments: Any) -> Outcome:
        """Run an offered tool by its id or wire name."""
        tool_id = self.tool_id(name)
        if tool_id is None:
            return Outcome(ok=False, error=f"there is no tool {name!r}; tools: {', '.join(self._ids)}")
        domain, _, tool_name = tool_id.partition(".")
        return self._worlds[domain].call(tool_name, arguments)

    def snapshot(self) -> TogetherSnapshot:
        """All states with one hash."""
        parts = {domain: world.snapshot() for domain, world in self._worlds.items()}
        return TogetherSnapshot(parts=parts, sha256=sha256_of(canonical_json(self.state)))

    def restore(self, snapshot: TogetherSnapshot) -> None:
        """Go back to a snapshot of these worlds."""
        for domain, part in snapshot.parts.items():
            self._worlds[domain].restore(part)

    def reset(self) -> None:
        """Go back to the initial states."""
        for world in self._worlds.values():
            world.reset()
