"""One play of a scenario: its worlds and its verifier, live with the agent or again from the events.

``ScenarioRun`` is what the agent holds during a conversation; ``grade`` gives the same verification from a log.
"""

from collections.abc import Iterable
from typing import Any

from scenarios.canonical import canonical_json, copy_json
from scenarios.events import Event, ToolCalled, ToolReturned, Verification
from scenarios.scenario import GoalOriented, OpenChat, ToolCalling
from scenarios.verifier.verifier import Verifier
from scenarios.worlds.base import Outcome
from scenarios.worlds.together import Worlds


class ReplayError(Exception):
    """A log that these worlds do not reproduce: it cannot be graded with this version."""


class ScenarioRun:
    """A scenario being played. Scenarios without tools have neither tools nor a verification."""

    def __init__(self, scenario: OpenChat | GoalOriented | ToolCalling) -> None:
        """Set up the worlds in their initial state."""
        self.scenario = scenario
        self._worlds: Worlds | None = None
        self._verifier: Verifier | None = None
        self._n_calls = 0
        if isinstance(scenario, ToolCalling):
            self._worlds = scenario.new_worlds()
            self._verifier = Verifier(scenario, self._worlds)

    @property
    def verification(self) -> Verification | None:
        """How far the goal is reached; None where nothing is verified."""
        return self._verifier.verification if self._verifier else None

    @property
    def state(self) -> dict[str, Any]:
        """A copy of the worlds' states by domain."""
        copied: dict[str, Any] = copy_json(self._worlds.state) if self._worlds else {}
        return copied

    def findings(self) -> list[str]:
        """For researchers only: what is wrong so far, with the paths that the panel does not show."""
        return self._verifier.findings() if self._verifier else []

    def tool_id(self, name: str) -> str | None:
        """The id (``domain.tool``) of a tool of this scenario by id or wire name; None for other tools."""
        return self._worlds.tool_id(name) if self._worlds else None

    def call(self, name: str, arguments: Any, *, call_id: str | None = None) -> Outcome:
        """Run a tool by wire name or id and grade. Unknown names and bad arguments are failed outcomes."""
        self._n_calls += 1
        if self._worlds is None:
            return Outcome(ok=False, error=f"there is no tool {name!r}; this scenario has no tools")
        outcome = self._worlds.call(name, arguments)
        self._see(call_id or f"call-{self._n_calls}", name, arguments, outcome)
        return outcome

    def replay(self, events: Iterable[Event]) -> None:
        """Carry on from a log: completed calls run again, failed ones changed nothing and are only noted.

        A call without a result did not happen. Raises ReplayError where a result differs from the log's.
        """
        for called, returned in paired(events):
            self._n_calls += 1
            if self._worlds is None or self._worlds.tool_id(called.tool) is None:
                continue
            outcome = Outcome(ok=returned.ok, result=returned.result, error=returned.error)
            if returned.ok:
                again = self._worlds.call(called.tool, called.arguments)
                if not again.ok or canonical_json(again.result) != canonical_json(returned.result):
                    raise ReplayError(
                        f"{called.call_id} {called.tool}: the log says otherwise: {again.error or again.result!r}"
                    )
            self._see(called.call_id, called.tool, called.arguments, outcome)

    def _see(self, call_id: str, name: str, arguments: Any, outcome: Outcome) -> None:
        if self._worlds is None or self._verifier is None:
            return
        tool_id = self._worlds.tool_id(name)
        if tool_id is not None:
            self._verifier.see(call_id, tool_id, arguments, outcome=outcome, state=self._worlds.state)


def grade(scenario: OpenChat | GoalOriented | ToolCalling, events: Iterable[Event]) -> Verification | None:
    """How far the goal was reached in a log; None for scenarios that are not verified.

    The order of delivery and events delivered twice change nothing. Raises ReplayError.
    """
    run = ScenarioRun(scenario)
    if run.verification is not None:
        run.replay(events)
    return run.verification


def paired(events: Iterable[Event]) -> list[tuple[ToolCalled, ToolReturned]]:
    """The calls that returned, each with its result, in the order of their results; each event counts once."""
    unique = {(event.attempt, event.seq): event for event in events if isinstance(event, ToolCalled | ToolReturned)}
    called: dict[tuple[int, str], ToolCalled] = {}
    pairs: list[tuple[ToolCalled, ToolReturned]] = []
    for _, event in sorted(unique.items()):
        if isinstance(event, ToolCalled):
            called.setdefault((event.attempt, event.call_id), event)
        elif (event.attempt, event.call_id) in called:
            pairs.append((called.pop((event.attempt, event.call_id)), event))
    return pairs
