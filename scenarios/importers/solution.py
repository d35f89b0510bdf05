"""An entry's answer played in our worlds: which calls do something, and which ids they hand on.

Answers hold the ids that their own run drew at random. Ours are counted, so an id that the world does not know means
the one that an earlier call gave; the solution then passes that call's result on instead of a literal.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from scenarios.importers.calls import CallError, WrittenCall
from scenarios.importers.classes import DOMAINS
from scenarios.importers.entries import Entry
from scenarios.worlds.base import Outcome
from scenarios.worlds.together import Worlds

GIVERS = {
    "access_token": "authenticate_travel",
    "booking_id": "book_flight",
    "card_id": "register_credit_card",
    "insurance_id": "purchase_insurance",
}
KEPT_IN = {"booking_id": "booking_record", "card_id": "credit_card_list"}


@dataclass(frozen=True, slots=True)
class Done:
    """A call that succeeded. ``refs`` are arguments that take a bound name, ``binds`` names to what it gives."""

    turn: int
    tool: str
    arguments: dict[str, Any]
    refs: dict[str, str] = field(default_factory=dict)
    binds: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Solution:
    """An entry's answer as far as it succeeds, and the calls that fail: they change nothing and teach nothing."""

    done: list[Done] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def solve(entry: Entry, worlds: Worlds) -> Solution:
    """Play an entry's calls in its worlds. Raises CallError for a call that no tool fits."""
    return _Play(entry, worlds).solution()


class _Play:
    def __init__(self, entry: Entry, worlds: Worlds) -> None:
        self.entry = entry
        self.worlds = worlds
        self.given: dict[str, list[tuple[str, Any]]] = {}  # argument: names bound so far, each with its value
        self.meant: dict[tuple[str, str], tuple[str, Any]] = {}  # argument and foreign id: the name it stands for

    def solution(self) -> Solution:
        found = Solution()
        for turn, number, call in self._calls():
            try:
                done = self._play(turn, call)
            except CallError as fault:
                raise CallError(f"turn {turn}, call {number}: {fault}") from fault
            if isinstance(done, Done):
                found.done.append(done)
            else:
                found.failed.append(f"turn {turn}, call {number}: {call.function}: {done.error}")
        passed_on = {name for done in found.done for name in done.refs.values()}
        found.done = [_without_idle_binds(done, passed_on) for done in found.done]
        return found

    def _calls(self) -> Iterator[tuple[int, int, WrittenCall]]:
        for turn, calls in enumerate(self.entry.calls, 1):
            for number, call in enumerate(calls, 1):
                yield turn, number, call

    def _play(self, turn: int, call: WrittenCall) -> Done | Outcome:
        tool_id = self._tool_id(call.function)
        arguments = call.arguments(list(self.worlds.tools[tool_id].parameters["properties"]))
        refs: dict[str, str] = {}
        for argument in (name for name in GIVERS if name in arguments):
            meant = self._meant(argument, arguments[argument])
            if meant is not None:
                refs[argument], arguments[argument] = meant
        outcome = self.worlds.call(tool_id, arguments)
        if not outcome.ok:
            return outcome
        binds = dict(self._bind(call.function, outcome.result))
        return Done(turn, tool_id, arguments, refs=refs, binds=binds)

    def _tool_id(self, function: str) -> str:
        for class_name in self.entry.classes:
            tool_id = f"{DOMAINS[class_name]}.{function}"
            if tool_id in self.worlds.tools:
                return tool_id
        if function in self.entry.excluded:
            raise CallError(f"{function!r} is among the entry's excluded_function; its answer must do without")
        offered = ", ".join(tool_id.partition(".")[2] for tool_id in self.worlds.tools)
        raise CallError(f"no class of this entry offers {function!r}; functions: {offered}")

    def _meant(self, argument: str, value: Any) -> tuple[str, Any] | None:
        """The bound name that an id stands for, with its value; None for an id that the world knows as it is."""
        if not isinstance(value, str) or self._is_known(argument, value):
            return None
        if (argument, value) not in self.meant and self.given.get(argument):
            self.meant[argument, value] = self.given[argument][-1]
        return self.meant.get((argument, value))

    def _is_known(self, argument: str, value: str) -> bool:
        travel = self.worlds.state.get("travel", {})
        if argument == "access_token":
            return bool(value == travel.get("access_token"))
        kept = travel.get(KEPT_IN.get(argument, ""))
        return isinstance(kept, dict) and value in kept

    def _bind(self, function: str, result: Any) -> Iterator[tuple[str, str]]:
        for argument, giver in GIVERS.items():
            if giver == function:
                names = self.given.setdefault(argument, [])
                name = f"{argument}_{len(names) + 1}"
                names.append((name, result[argument]))
                yield name, f"result.{argument}"


def _without_idle_binds(done: Done, passed_on: set[str]) -> Done:
    return replace(done, binds={name: path for name, path in done.binds.items() if name in passed_on})
