"""The tools of a scenario's worlds, as the model calls them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from agent.models.base import ToolSpec
from agent.tools.base import Returned
from scenarios.run import ScenarioRun


@dataclass(frozen=True, slots=True)
class ScenarioTool:
    """One tool of the scenario. A refused call changed nothing."""

    spec: ToolSpec
    run: ScenarioRun

    async def call(self, arguments: dict[str, Any], *, call_id: str) -> Returned:
        """Call the world, at once: nothing can come between a call and its grading."""
        outcome = self.run.call(self.spec.name, arguments, call_id=call_id)
        return Returned(ok=outcome.ok, result=outcome.result, error=outcome.error)


def scenario_tools(run: ScenarioRun) -> Iterator[ScenarioTool]:
    """The tools that a scenario offers; none for scenarios without worlds."""
    for offered in run.scenario.tool_specs():
        yield ScenarioTool(ToolSpec(offered.name, offered.description, offered.parameters), run)
