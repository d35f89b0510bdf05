import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from agent.models.base import ToolCall, ToolSpec
from agent.tools.base import Returned, Toolbox
from agent.tools.calling import LONGEST_CALL_S, ToolCalling
from agent.tools.scenario_tools import scenario_tools
from scenarios.events import Fault, ToolCalled, ToolReturned, Verified
from scenarios.loading import parse_scenario
from scenarios.run import ScenarioRun
from tests.agent.conftest import OPEN_CHAT
from tests.agent.parts import logged, new_log
from tests.support.virtual_time import run_virtual


class Broken:
    spec = ToolSpec("broken", "Breaks.", {})

    async def call(self, arguments: dict[str, Any], *, call_id: str) -> Returned:
        raise ConnectionError("a secret address")


class Hanging:
    spec = ToolSpec("hanging", "Never answers.", {})

    async def call(self, arguments: dict[str, Any], *, call_id: str) -> Returned:
        await asyncio.Event().wait()
        return Returned(ok=True)


def test_a_tool_that_hangs_is_given_up(tmp_path: Path) -> None:
    async def main() -> None:
        log = new_log(tmp_path)
        calling = ToolCalling(Toolbox([Hanging()]), run=ScenarioRun(parse_scenario(OPEN_CHAT)), log=log)
        returned = await calling.call(ToolCall("c1", "hanging", "{}"))
        assert (returned.ok, returned.error) == (False, "the tool failed")
        assert asyncio.get_running_loop().time() == pytest.approx(LONGEST_CALL_S, abs=0.1)
        assert [fault.kind for fault in logged(log, Fault)] == ["TimeoutError"]

    run_virtual(main())


async def test_a_scenario_call_changes_the_world_and_is_graded(tmp_path: Path, tool_scenario: dict[str, Any]) -> None:
    run = ScenarioRun(parse_scenario(tool_scenario))
    log = new_log(tmp_path)
    calling = ToolCalling(Toolbox(scenario_tools(run)), run=run, log=log)
    assert "calendar_move_entry" in {spec.name for spec in calling.specs}
    before = run.state
    for number, reference in enumerate(tool_scenario["reference"][0]):
        name = reference["tool"].replace(".", "_")
        returned = await calling.call(ToolCall(f"c{number}", name, json.dumps(reference["args"])))
        assert returned.ok, returned.error
    assert run.state != before
    assert [e.call_id for e in logged(log, ToolCalled)] == ["c0", "c1", "c2", "c3"]
    assert logged(log, Verified)[-1].verification.success


async def test_a_refusal_is_logged_and_changes_nothing(tmp_path: Path, tool_scenario: dict[str, Any]) -> None:
    run = ScenarioRun(parse_scenario(tool_scenario))
    log = new_log(tmp_path)
    calling = ToolCalling(Toolbox(scenario_tools(run)), run=run, log=log)
    before = run.state
    returned = await calling.call(ToolCall("c1", "calendar_move_entry", '{"entry": "no such entry"}'))
    assert not returned.ok
    assert run.state == before
    [logged_answer] = logged(log, ToolReturned)
    assert logged_answer.error == returned.error


async def test_a_tool_that_breaks_is_a_fault_and_an_answer(tmp_path: Path) -> None:
    log = new_log(tmp_path)
    calling = ToolCalling(Toolbox([Broken()]), run=ScenarioRun(parse_scenario(OPEN_CHAT)), log=log)
    returned = await calling.call(ToolCall("c1", "broken", "{}"))
    assert returned.error == "the tool failed"
    [fault] = logged(log, Fault)
    assert (fault.where, fault.kind, fault.fatal) == ("tool", "ConnectionError", False)
    assert logged(log, Verified) == []
