"""What every world is: a JSON state, tools that read and change it, and nothing else.

A world has no wall clock, no random numbers and no connections, so that the same calls always give the same states:
live grading, later re-grading and a restart after a crash are one and the same replay.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel

from scenarios.canonical import canonical_json, copy_json, sha256_of
from scenarios.worlds.schema import ArgumentError, Schema, check_arguments, check_schema

WIRE_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
DEFAULT_NOW = datetime.fromisoformat("2026-01-05T09:00:00+00:00")

Mode = Literal["product", "bfcl"]
LooseEnd = tuple[tuple[str | int, ...], str]
Method = TypeVar("Method", bound=Callable[..., Any])


class ToolError(Exception):
    """A tool refuses. The message goes to the model: it says what is wrong and what is valid, in a fixed order."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call gave. A failed call has an error and changed nothing."""

    ok: bool
    result: Any = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool of a world; ``parameters`` is a JSON Schema of the subset in ``worlds.schema``."""

    name: str
    description: str
    parameters: Schema


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A world at one instant: its state as JSON in its own order, its hash, and the calls completed so far.

    ``sha256`` is over the canonical JSON and does not depend on the order of keys; a restored world keeps that order.
    """

    state: str
    sha256: str
    ticks: int


class Clock:
    """A scenario's time: it stands still but for one second per completed call."""

    def __init__(self, start: datetime = DEFAULT_NOW) -> None:
        self.start = start
        self.ticks = 0

    @property
    def now(self) -> datetime:
        """The current instant, in the zone of the start."""
        return self.start + timedelta(seconds=self.ticks)


def tool(description: str, parameters: Schema) -> Callable[[Method], Method]:
    """Offer a method of a world as a tool under the method's name; its arguments come by name, already checked."""
    check_schema(parameters)

    def mark(method: Method) -> Method:
        offered = Tool(name=method.__name__, description=description, parameters=parameters)
        setattr(method, "__tool__", offered)  # noqa: B010
        return method

    return mark


class World:
    """A state and its tools. Subclasses set ``domain`` and mark methods with ``@tool``; tools work on ``self.state``.

    ``state_model``, where given, is a pydantic model that an initial state in a scenario file must fit.
    ``bookkeeping`` names top-level keys of the state that the verifier does not count as changes, such as id counters.
    ``mode`` is "bfcl" where a world plays an imported benchmark entry by that benchmark's letter.
    """

    domain: ClassVar[str]
    tools: ClassVar[Mapping[str, Tool]] = {}
    state_model: ClassVar[type[BaseModel] | None] = None
    bookkeeping: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        found = dict(cls.tools)
        for value in vars(cls).values():
            offered = getattr(value, "__tool__", None)
            if isinstance(offered, Tool):
                wire = f"{cls.domain}_{offered.name}"
                if not WIRE_NAME.fullmatch(wire):
                    raise ValueError(f"{wire!r} does not fit {WIRE_NAME.pattern}")
                found[offered.name] = offered
        cls.tools = found

    @classmethod
    def spoken_names(cls, state: Mapping[str, Any]) -> list[str]:
        """The names in a state that people say to mean something of this world: they must differ by ear."""
        return []

    @classmethod
    def loose_ends(cls, state: Mapping[str, Any]) -> Iterator[LooseEnd]:
        """What in a state of valid form refers to nothing in it: the place of each, and what is wrong."""
        yield from ()

    def __init__(self, state: Mapping[str, Any], *, clock: Clock | None = None, mode: Mode = "product") -> None:
        """Take a copy of the state. Raises TypeError when it is no JSON document."""
        self.mode = mode
        self.clock = clock if clock is not None else Clock()
        self._initial: dict[str, Any] = copy_json(dict(state))
        self.state: dict[str, Any] = copy_json(self._initial)

    @property
    def now(self) -> datetime:
        """The scenario's current instant."""
        return self.clock.now

    def call(self, tool_name: str, arguments: Any) -> Outcome:
        """Run a tool. Unknown tools, bad arguments and refusals give a failed outcome and leave the state as it was."""
        offered = self.tools.get(tool_name)
        if offered is None:
            return Outcome(ok=False, error=f"there is no tool {tool_name!r}; tools: {', '.join(self.tools)}")
        try:
            arguments = copy_json(arguments)
        except TypeError as fault:
            return Outcome(ok=False, error=str(fault))
        except RecursionError:
            return Outcome(ok=False, error="the arguments are nested too deeply")
        before, self.state = self.state, copy_json(self.state)
        done = False
        try:
            checked = self.check(offered, arguments)
            outcome = Outcome(ok=True, result=copy_json(getattr(self, offered.name)(**checked)))
            self.settle()
            done = True
        except (ToolError, ArgumentError) as refusal:
            outcome = Outcome(ok=False, error=str(refusal))
        finally:
            if not done:
                self.state = before
        if done:
            self.clock.ticks += 1
        return outcome

    def check(self, offered: Tool, arguments: Any) -> dict[str, Any]:
        """Arguments as the method gets them. A world that must accept what its schema refuses overrides this.

        Raises ArgumentError or ToolError.
        """
        return check_arguments(offered.parameters, arguments)

    def settle(self) -> None:
        """What is to be looked at once a tool has run; whatever this raises undoes what the tool did."""

    def snapshot(self) -> Snapshot:
        """The state as JSON with its hash."""
        digest = sha256_of(canonical_json(self.state))
        return Snapshot(state=json.dumps(self.state), sha256=digest, ticks=self.clock.ticks)

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a snapshot of this world."""
        self.state = json.loads(snapshot.state)
        self.clock.ticks = snapshot.ticks

    def reset(self) -> None:
        """Go back to the initial state."""
        self.state = copy_json(self._initial)
        self.clock.ticks = 0
