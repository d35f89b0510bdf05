"""Calls the tools of a conversation and writes down every call, its answer and how far the goal is reached then."""

import asyncio

from agent.models.base import ToolCall, ToolSpec
from agent.observers.event_log import EventLog
from agent.tools.base import Returned, Toolbox, parse_arguments
from scenarios.events import Fault, ToolCalled, ToolReturned, Verified
from scenarios.run import ScenarioRun

LONGEST_CALL_S = 15.0


class ToolCalling:
    """The toolbox, logged. Every call is logged before it is made, so a log with a result had the effect."""

    def __init__(self, toolbox: Toolbox, *, run: ScenarioRun, log: EventLog) -> None:
        self._toolbox, self._run, self._log = toolbox, run, log

    @property
    def specs(self) -> tuple[ToolSpec, ...]:
        """What the model is told."""
        return self._toolbox.specs

    async def call(self, call: ToolCall) -> Returned:
        """Call a tool. Raises nothing but CancelledError: what goes wrong is a failed answer."""
        arguments = parse_arguments(call.arguments)
        names = {"call_id": call.call_id, "tool": call.tool}
        self._log.append(ToolCalled, **names, arguments=arguments or {}, raw=call.arguments)
        try:
            async with asyncio.timeout(LONGEST_CALL_S):
                returned = await self._toolbox.call(call, arguments)
        except Exception as error:  # a tool is foreign code: its failure is an answer, not the end of the turn
            self._log.append(
                Fault, where="tool", kind=type(error).__name__, message=str(error) or "no answer in time", fatal=False
            )
            returned = Returned(ok=False, error="the tool failed")
        self._log.append(ToolReturned, **names, ok=returned.ok, result=returned.result, error=returned.error)
        if (verification := self._run.verification) is not None:
            self._log.append(Verified, verification=verification)
        return returned
