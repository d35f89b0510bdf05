"""What a brief and a past become: a log that begins as it should, and parts that count on from where it ended."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from agent.attempt.assembly import Assembly, assemble, attempt_folder
from agent.attempt.restoring import Past, read_past
from agent.models.base import AssistantMessage, Capabilities, Delta, TextDelta, Turn, Utterance, VoiceModel
from agent.models.fakes import tone
from agent.models.registry import BuildContext, ModelSpec, RegistryError
from agent.observers.event_log import EventLog, read_events
from agent.speaking.mouth import Speaking
from scenarios.events import (
    ConversationStarted,
    Fault,
    LatencyMarked,
    Reply,
    ToolCalled,
    ToolReturned,
    UserUtterance,
    Verified,
)
from scenarios.loading import ScenarioError, parse_scenario
from tests.agent.conftest import OPEN_CHAT, REGISTRY
from tests.agent.parts import fields, logged, new_log
from tests.agent.stage import brief, settings
from tests.support.virtual_time import run_virtual


class Page:
    """Who is shown the state."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    async def send(self, payload: bytes, identities: list[str]) -> None:
        self.messages.append(json.loads(payload))


def build(
    folder: Path,
    model: str = "text",
    *,
    log: EventLog | None = None,
    past: Past | None = None,
    scenario: dict[str, Any] | None = None,
    page: Page | None = None,
    registry: dict[str, Any] | None = None,
    **more: Any,
) -> Assembly:
    given = brief(model, scenario, **more)
    return assemble(
        given,
        past or Past(),
        settings=settings(folder, registry),
        log=log or new_log(folder, attempt=given.attempt),
        send=(page or Page()).send,
        give_up=lambda why: None,
    )


def run(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    run_virtual(main())


def test_the_first_event_says_what_is_talked_with_about_what(tmp_path: Path) -> None:
    async def main() -> None:
        parts = build(tmp_path, "echo")
        [started] = read_events(parts.log.folder)
        assert isinstance(started, ConversationStarted)
        assert fields(started, "seq", "model", "kind", "study_hash") == (1, "echo", "end_to_end", "0" * 64)
        assert fields(started, "scenario_id", "scenario_hash") == ("open-chat", parse_scenario(OPEN_CHAT).hash)
        assert started.code_version

    run(main)


def test_an_unknown_model_leaves_no_event_and_a_wrong_scenario_none_either(tmp_path: Path) -> None:
    async def main() -> None:
        log = new_log(tmp_path)
        with pytest.raises(RegistryError, match="no-such-model"):
            build(tmp_path, "no-such-model", log=log)
        with pytest.raises(ScenarioError):
            build(tmp_path, log=log, scenario=OPEN_CHAT | {"category": "no such category"})
        assert log.last_seq == 0

    run(main)


def test_the_prompt_is_the_scenario_s_and_the_architecture_s(tmp_path: Path) -> None:
    async def main() -> None:
        architectures = {"echo": "respond with audio", "text": "respond with text"}
        for attempt, (model, words) in enumerate(architectures.items(), 1):
            instructions = build(tmp_path, model, attempt=attempt).dialogue.turn(()).instructions
            assert instructions.startswith("You are having a friendly chat.")
            assert words in instructions
            assert "never reveal" in instructions

    run(main)


def lived(folder: Path, scenario: dict[str, Any]) -> Past:
    """An attempt that greeted, heard twice, answered once and called a tool."""
    log = new_log(folder)
    greeting: dict[str, Any] = {"reply": 1, "purpose": "greeting", "text": "Hello!", "heard": "Hello!"}
    log.append(Reply, **greeting, interrupted=False, begun_s=0.0)
    for number in (1, 2):
        audio = f"attempt-1/utterances/u{number:04}.wav"  # of which there is no file
        log.append(UserUtterance, utterance=number, started_s=0, ended_s=1, audio=audio)
    log.append(LatencyMarked, turn=2, start="user_speech_end", end="published", ms=2100)
    call = {"call_id": "call-1", "tool": "calendar_list_events"}
    log.append(ToolCalled, **call, arguments={"date": "2026-01-06"}, raw="{}")
    log.append(ToolReturned, **call, ok=False, error="not that day")
    return read_past(list(read_events(log.folder)), folder, before_attempt=2)


def test_a_second_attempt_counts_on_and_knows_what_was_said(tmp_path: Path, tool_scenario: dict[str, Any]) -> None:
    async def main() -> None:
        past = lived(tmp_path, tool_scenario)
        parts = build(tmp_path, past=past, scenario=tool_scenario, attempt=2, talked_s=30.0)
        assert parts.dialogue.messages[0] == AssistantMessage("Hello!")
        assert parts.listener.turn == 2
        answers: list[Speaking] = []
        await parts.bridge.runner.run(answers.append)
        assert [(answer.reply.number, answer.reply.turn) for answer in answers] == [(2, 2)]
        faults = logged(parts.log, Fault)
        assert [fields(f, "where", "kind", "fatal") for f in faults] == [
            ("recorder", "utterance_not_readable", False),
            ("recorder", "utterance_not_readable", False),
        ]
        assert "attempt-1/utterances/u0002.wav" in faults[1].message
        assert logged(parts.log, ConversationStarted)[0].seq == 1
        assert [*logged(parts.log, ToolCalled), *logged(parts.log, Verified)] == []  # replayed, not called again

    run(main)


def test_the_page_is_shown_what_an_earlier_attempt_did(tmp_path: Path, tool_scenario: dict[str, Any]) -> None:
    async def main() -> None:
        past = lived(tmp_path, tool_scenario)
        page = Page()
        parts = build(tmp_path, page=page, past=past, scenario=tool_scenario, attempt=2)
        parts.channel.start()
        await asyncio.sleep(0.1)
        snapshot = page.messages[0]
        assert (snapshot["type"], snapshot["attempt"]) == ("snapshot", 2)
        [call] = snapshot["calls"]
        assert (call["call_id"], call["ok"], call["error"]) == ("call-1", False, "not that day")
        await parts.channel.aclose()

    run(main)


def test_the_page_is_shown_what_is_to_be_done_before_anything_is(tmp_path: Path, tool_scenario: dict[str, Any]) -> None:
    async def main() -> None:
        page = Page()
        parts = build(tmp_path, page=page, scenario=tool_scenario)
        parts.channel.start()
        await asyncio.sleep(0.1)
        shown = page.messages[0]["verification"]
        assert [step["status"] for step in shown["steps"]] == ["open"] * len(tool_scenario["steps"])
        assert (shown["progress"], logged(parts.log, Verified)) == (0, [])
        await parts.channel.aclose()

    run(main)


def test_an_attempt_s_folder_is_the_conversation_s(tmp_path: Path) -> None:
    folder = attempt_folder(settings(tmp_path), brief("text", attempt=3))
    assert folder == tmp_path / "conversations" / "cv-test" / "attempt-3"


class Lister(VoiceModel):
    """Says which tools it has."""

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        names = [tool.name for tool in turn.tools]
        yield TextDelta(" ".join(names) or "none, but I am told: " + turn.instructions)


def build_lister(spec: ModelSpec, context: BuildContext) -> Lister:
    return Lister()


async def tools_of(folder: Path, scenario: dict[str, Any], **block: Any) -> tuple[str, str]:
    """What a model of this block says of its tools, and how the record says that it calls them."""
    folder.mkdir(exist_ok=True)
    model = {"kind": "speech_to_text", "factory": f"{__name__}:build_lister", "voice": "tone", **block}
    parts = build(folder, "m", scenario=scenario, registry=REGISTRY | {"models": {"m": model}})
    parts.dialogue.hear((Utterance(1, tone(0.1)),))
    answers: list[Speaking] = []
    await parts.bridge.runner.run(answers.append)
    return answers[0].reply.said.text, logged(parts.log, ConversationStarted)[0].tool_calls


def test_every_model_has_the_web_and_the_scenario_s_tools(tmp_path: Path, tool_scenario: dict[str, Any]) -> None:
    async def main() -> None:
        names, how = await tools_of(tmp_path / "a", tool_scenario)
        assert names.split()[:2] == ["web_search", "fetch_url"]
        assert "calendar_list_entries" in names.split()
        assert how == "native"
        names, _ = await tools_of(tmp_path / "b", tool_scenario, web_tools=False)
        assert "web_search" not in names.split()

    run(main)


def test_a_model_without_function_calling_is_told_of_its_tools_and_the_record_says_so(
    tmp_path: Path, tool_scenario: dict[str, Any]
) -> None:
    async def main() -> None:
        told, how = await tools_of(tmp_path, tool_scenario, tools="prompt")
        assert how == "prompt"
        assert told.startswith("none, but I am told: ")
        assert '"name": "calendar_list_entries"' in told

    run(main)
