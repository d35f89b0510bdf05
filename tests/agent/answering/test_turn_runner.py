"""What the runner sees to, whatever a model does, within a real AgentSession on a virtual clock."""

from pathlib import Path
from typing import Any

from agent.attempt.restoring import Past
from agent.models.base import ToolCallMessage, ToolResultMessage
from scenarios.events import Fault, Reply, ToolCalled, ToolReturned, UserTranscript
from tests.agent.conftest import fake
from tests.agent.parts import NOON, logged
from tests.agent.stage import on_stage
from tests.support.virtual_time import run_virtual

LINE = "Good morning, how are you today?"


def registry(model: dict[str, Any], **voice: Any) -> dict[str, Any]:
    """One model, with a voice that says a character in 50 ms."""
    tone = {"factory": "agent.models.fakes:build_voice", "parameters": {"seconds_per_character": 0.05, **voice}}
    return {"voices": {"tone": tone}, "models": {"m": model}}


def test_a_retried_turn_is_transcribed_once(tmp_path: Path) -> None:
    models = registry(fake("speech_to_text", fake="failing", failures=1, heard="good morning"))

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models) as stage:
            await stage.say(LINE, then_s=5)
            assert [f.kind for f in logged(stage.log, Fault)] == ["retried"]
            assert [t.text for t in logged(stage.log, UserTranscript)] == ["good morning"]
            await stage.say(LINE, then_s=5)
            assert [t.utterances for t in logged(stage.log, UserTranscript)] == [(1,), (2,)]

    run_virtual(main())


def test_calls_that_a_provider_numbers_anew_are_told_apart(tmp_path: Path, tool_scenario: dict[str, Any]) -> None:
    call = {"tool": "calendar_list_entries", "arguments": {"day": "2026-06-11"}}
    models = registry(fake("speech_to_text", fake="tool_user", calls=[call, call], call_id="call-0"))
    earlier = ToolCalled(
        seq=1, at=NOON, offset_s=0.0, attempt=1, call_id="call-0", tool="calendar_list_entries", raw="", arguments={}
    )
    answered = ToolReturned(
        seq=2, at=NOON, offset_s=0.0, attempt=1, call_id="call-0", tool="calendar_list_entries", ok=False, error="no"
    )
    past = Past(events=(earlier, answered))

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models, scenario=tool_scenario, past=past) as stage:
            await stage.say(LINE, then_s=5)
            await stage.say(LINE, then_s=5)
            assert [e.call_id for e in logged(stage.log, ToolCalled)] == ["call-0-2", "call-0-3"]
            assert [e.call_id for e in logged(stage.log, ToolReturned)] == ["call-0-2", "call-0-3"]
            said = stage.parts.dialogue.messages
            assert [m.call_id for m in said if isinstance(m, ToolCallMessage)] == ["call-0-2", "call-0-3"]
            assert [m.call_id for m in said if isinstance(m, ToolResultMessage)] == ["call-0-2", "call-0-3"]

    run_virtual(main())


def test_a_voice_that_hangs_is_a_fault_and_no_endless_thinking(tmp_path: Path) -> None:
    models = registry(fake("speech_to_text", fake="text_echo"), delay_s=1_000.0)

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models) as stage:
            await stage.say(LINE, then_s=50)
            assert {(f.where, f.fatal) for f in logged(stage.log, Fault)} == {("voice", False)}
            [reply] = logged(stage.log, Reply)
            assert (reply.heard, reply.interrupted) == ("", True)
            assert stage.parts.floor.agent == "listening"

    run_virtual(main())
