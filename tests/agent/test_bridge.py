"""The bridge within a real AgentSession, on a virtual clock: turns, barge-in, tools, failures."""

import asyncio
import wave
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from agent.answering.turn_runner import MAX_TOOL_STEPS
from agent.attempt.restoring import Past
from agent.models.base import (
    AssistantMessage,
    Audio,
    Capabilities,
    Delta,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    ToolResultMessage,
    Turn,
    Usage,
    UserMessage,
    Utterance,
    VoiceModel,
)
from agent.models.registry import BuildContext, ModelSpec
from scenarios.events import (
    AgentStateChanged,
    Fault,
    LatencyMarked,
    ModelUsed,
    Reply,
    ToolCalled,
    ToolReturned,
    UserTranscript,
    UserUtterance,
    Verified,
)
from tests.agent.conftest import fake
from tests.agent.parts import logged
from tests.agent.stage import on_stage
from tests.support.virtual_time import run_virtual

LINE = "Good morning, how are you today?"


def registry(**models: Any) -> dict[str, Any]:
    """Models for one test, all with a voice that says a character in 50 ms."""
    voice = {"factory": "agent.models.fakes:build_voice", "parameters": {"seconds_per_character": 0.05}}
    return {"voices": {"tone": voice}, "models": models}


TEXT = registry(m=fake("speech_to_text", fake="text_echo", transcript="good morning"))


def test_a_turn_is_answered_two_seconds_after_its_end(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=TEXT) as stage:
            await asyncio.sleep(1)
            ended_at = await stage.say(LINE, then_s=6)
            [(began, _)] = stage.ear.played
            assert 2.0 < began - ended_at < 2.25

            [utterance] = logged(stage.log, UserUtterance)
            assert abs(utterance.ended_s - ended_at) < 0.2
            with wave.open(str(tmp_path / utterance.audio)) as file:
                length_s = file.getnframes() / file.getframerate()
            assert length_s == pytest.approx(utterance.ended_s - utterance.started_s + 0.4, abs=0.01)
            assert [(t.utterances, t.text) for t in logged(stage.log, UserTranscript)] == [((1,), "good morning")]

            [reply] = logged(stage.log, Reply)
            assert (reply.purpose, reply.interrupted) == ("answer", False)
            assert reply.heard == reply.text == f"I heard {length_s:.1f} seconds of speech."
            user, assistant = stage.parts.dialogue.messages
            assert isinstance(user, UserMessage)
            assert user.transcript == "good morning"
            assert assistant == AssistantMessage(f"{reply.text} ")
            assert [e.model_reported for e in logged(stage.log, ModelUsed)] == ["text-echo-1"]

    run_virtual(main())


def test_latency_is_marked_from_anchor_to_anchor(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=TEXT) as stage:
            await stage.say(LINE, then_s=6)
            marks = logged(stage.log, LatencyMarked)
            assert [(m.start, m.end) for m in marks] == [
                ("user_speech_end", "vad_end"),
                ("vad_end", "request_sent"),
                ("request_sent", "transcript"),
                ("transcript", "first_delta"),
                ("first_delta", "first_audio"),
                ("first_audio", "published"),
                ("user_speech_end", "published"),
            ]
            assert marks[0].ms == pytest.approx(2016.0)
            assert sum(m.ms for m in marks[:-1]) == pytest.approx(marks[-1].ms, abs=0.5)
            assert {m.turn for m in marks} == {1}

    run_virtual(main())


def test_the_model_may_begin_while_the_vad_waits(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=TEXT) as stage:
            await stage.say(LINE, then_s=1.0)
            model: Any = stage.parts.model
            assert len(model.anticipated) >= 1
            await asyncio.sleep(5)
            user = stage.parts.dialogue.messages[0]
            assert isinstance(user, UserMessage)
            assert model.anticipated[-1] == user.utterances[0]

    run_virtual(main())


def test_barge_in_cuts_voice_and_history(tmp_path: Path) -> None:
    long = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen."
    models = registry(m=fake("speech_to_text", fake="text_echo", sentences=[long]))

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models) as stage:
            await stage.say(LINE, then_s=3.5)
            interrupted_at = asyncio.get_running_loop().time()
            await stage.say("Stop, stop it now.", then_s=6)
            (began, ended), *_ = stage.ear.played
            assert began < interrupted_at < ended < interrupted_at + 0.4
            first, second = logged(stage.log, Reply)
            assert first.interrupted
            assert first.text == long
            share = (ended - began) / (len(long) * 0.05)
            assert len(first.heard) == pytest.approx(share * len(long), abs=12)
            assert long.startswith(first.heard)
            assert stage.parts.dialogue.messages[1] == AssistantMessage(first.heard)
            assert not second.interrupted

    run_virtual(main())


def test_speaking_on_while_the_model_thinks_makes_one_turn_of_both(tmp_path: Path) -> None:
    models = registry(m=fake("speech_to_text", fake="hanging"))

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models) as stage:
            await stage.say(LINE, then_s=4)
            await stage.say("And one more thing, please.", then_s=4)
            [message] = stage.parts.dialogue.messages
            assert isinstance(message, UserMessage)
            assert [u.number for u in message.utterances] == [1, 2]
            states = [e.state for e in logged(stage.log, AgentStateChanged)]
            assert states == ["listening", "thinking", "listening", "thinking"]

    run_virtual(main())


def test_tools_are_called_and_their_results_answered(tmp_path: Path, tool_scenario: dict[str, Any]) -> None:
    call = {"tool": "calendar_list_entries", "arguments": {"day": "2026-06-11"}}
    models = registry(m=fake("speech_to_text", fake="tool_user", calls=[call, {"tool": "nothing", "arguments": {}}]))

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models, scenario=tool_scenario) as stage:
            await stage.say(LINE, then_s=5)
            await stage.say(LINE, then_s=5)
            called, unknown = logged(stage.log, ToolCalled)
            returned, refused = logged(stage.log, ToolReturned)
            assert (called.call_id, called.tool) == (returned.call_id, returned.tool)
            assert (returned.ok, refused.ok) == (True, False)
            assert "there is no tool 'nothing'" in (refused.error or "")
            assert unknown.seq < refused.seq
            assert len(logged(stage.log, Verified)) == 2
            user, asked, answer, said, *_ = stage.parts.dialogue.messages
            assert isinstance(user, UserMessage)
            assert isinstance(asked, ToolCallMessage)
            assert isinstance(answer, ToolResultMessage)
            assert answer.ok
            assert isinstance(said, AssistantMessage)

    run_virtual(main())


def test_a_failed_turn_apologises_and_the_next_one_is_fine(tmp_path: Path) -> None:
    models = registry(m=fake("speech_to_text", fake="failing", failures=2))

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models) as stage:
            await stage.say(LINE, then_s=9)
            await stage.say(LINE, then_s=5)
            apology, answer = logged(stage.log, Reply)
            assert (apology.purpose, answer.purpose) == ("apology", "answer")
            assert "model" not in apology.text.lower()
            assert [(f.where, f.kind, f.fatal) for f in logged(stage.log, Fault)] == [
                ("model", "retried", False),
                ("model", "ModelError", False),
            ]
            assert stage.gave_up == []

    run_virtual(main())


def test_a_drop_in_the_middle_keeps_what_was_said_and_apologises(tmp_path: Path) -> None:
    models = registry(
        m=fake("speech_to_text", fake="failing", failures=1, says_first="The answer is simple. It is", then_s=3)
    )

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models) as stage:
            await stage.say(LINE, then_s=9)
            broken_off, apology = logged(stage.log, Reply)
            assert (broken_off.purpose, broken_off.heard) == ("answer", "The answer is simple.")
            assert apology.purpose == "apology"
            assert apology.text == apology.heard
            assert apology.text.startswith("Sorry, I lost my thread")

    run_virtual(main())


def test_three_failed_turns_in_a_row_are_given_up(tmp_path: Path) -> None:
    models = registry(m=fake("speech_to_text", fake="failing"))

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models) as stage:
            for _ in range(3):
                await stage.say(LINE, then_s=8)
            assert stage.gave_up == ["3 turns failed in a row"]
            assert [r.purpose for r in logged(stage.log, Reply)] == ["apology", "apology"]

    run_virtual(main())


def test_a_model_that_hangs_is_given_up_after_20_seconds(tmp_path: Path) -> None:
    models = registry(m=fake("speech_to_text", fake="hanging"))

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models) as stage:
            ended_at = await stage.say(LINE, then_s=30)
            [(began, _)] = stage.ear.played
            assert began - ended_at == pytest.approx(22.1, abs=0.2)
            assert logged(stage.log, Fault)[0].kind == "ModelTimeoutError"

    run_virtual(main())


def test_what_a_crash_left_unanswered_is_answered(tmp_path: Path) -> None:
    past = Past(
        messages=(UserMessage((Utterance(4, Audio(bytes(48_000), 24_000)),)),), utterances=4, replies=7, turns=4
    )

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=TEXT, past=past) as stage:
            stage.session.generate_reply()
            await asyncio.sleep(5)
            [reply] = logged(stage.log, Reply)
            assert reply.text == "I heard 1.0 seconds of speech."
            assert reply.reply == 8
            await stage.say(LINE, then_s=5)
            assert logged(stage.log, UserUtterance)[0].utterance == 5

    run_virtual(main())


def test_an_answer_that_never_began_is_said_to_nobody(tmp_path: Path) -> None:
    """The user goes on speaking while the voice takes its time."""
    models = registry(m=fake("speech_to_text", fake="text_echo", sentences=["Nobody hears this.", "This is heard."]))
    models["voices"]["tone"]["parameters"]["delay_s"] = 3.0

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models) as stage:
            await stage.say(LINE, then_s=3)
            await stage.say("And one more thing, please.", then_s=2.5)
            [lost] = logged(stage.log, Reply)
            assert (lost.text, lost.heard, lost.interrupted, lost.started_s) == ("Nobody hears this.", "", True, None)
            message = stage.parts.dialogue.messages[0]
            assert isinstance(message, UserMessage)
            assert [u.number for u in message.utterances] == [1, 2]
            await asyncio.sleep(5)
            [_, reply] = logged(stage.log, Reply)
            assert (reply.heard, reply.interrupted) == ("This is heard.", False)
            assert stage.parts.floor.agent == "listening"

    run_virtual(main())


class Bug(VoiceModel):
    """A model whose mistake is not in its stream but in our hands."""

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """A usage that no event can hold."""
        yield Usage(5)  # type: ignore[arg-type]


def buggy(spec: ModelSpec, context: BuildContext) -> VoiceModel:
    return Bug()


def test_a_mistake_of_ours_leaves_nobody_in_silence(tmp_path: Path) -> None:
    models = registry(m={"kind": "speech_to_text", "factory": f"{__name__}:buggy", "voice": "tone"})

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models) as stage:
            await stage.say(LINE, then_s=5)
            [why] = stage.gave_up
            assert why.startswith("ValidationError")

    run_virtual(main())


class BlankBeforeCall(VoiceModel):
    """Writes blank lines before its tool call, as some served models do."""

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """A tool call, then a sentence, with a count that is no number."""
        if isinstance(turn.messages[-1], ToolResultMessage):
            yield TextDelta(" ")
            yield TextDelta("That is done.")
        else:
            yield TextDelta("\n\n")
            yield ToolCall("call-1", "calendar_list_entries", '{"day": "2026-06-11"}')
        yield Usage(None, {"tokens": 3, "seconds": float("nan")})


def blank_before_call(spec: ModelSpec, context: BuildContext) -> VoiceModel:
    return BlankBeforeCall()


def test_blanks_before_a_tool_call_are_no_reply(tmp_path: Path, tool_scenario: dict[str, Any]) -> None:
    models = registry(m={"kind": "speech_to_text", "factory": f"{__name__}:blank_before_call", "voice": "tone"})

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models, scenario=tool_scenario) as stage:
            await stage.say(LINE, then_s=6)
            assert [r.ok for r in logged(stage.log, ToolReturned)] == [True]
            assert [(r.purpose, r.text) for r in logged(stage.log, Reply)] == [("answer", "That is done.")]
            assert logged(stage.log, Fault) == []
            assert [u.usage for u in logged(stage.log, ModelUsed)] == [{"tokens": 3.0}] * 2

    run_virtual(main())


class AlwaysCalls(VoiceModel):
    """Calls a tool whatever it is told, also when it has none."""

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """One more call."""
        yield ToolCall(f"call-{len(turn.messages)}", "calendar_list_entries", '{"day": "2026-06-11"}')


def always_calls(spec: ModelSpec, context: BuildContext) -> VoiceModel:
    return AlwaysCalls()


def test_a_model_that_never_stops_calling_has_failed(tmp_path: Path, tool_scenario: dict[str, Any]) -> None:
    models = registry(m={"kind": "speech_to_text", "factory": f"{__name__}:always_calls", "voice": "tone"})

    async def main() -> None:
        async with on_stage(tmp_path, "m", registry=models, scenario=tool_scenario) as stage:
            await stage.say(LINE, then_s=9)
            assert len(logged(stage.log, ToolCalled)) == MAX_TOOL_STEPS
            assert [f.message for f in logged(stage.log, Fault)] == ["the model used up its tool steps"]
            assert [r.purpose for r in logged(stage.log, Reply)] == ["apology"]

    run_virtual(main())
