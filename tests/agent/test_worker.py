"""The worker as a process: it says that it is well, takes what it can hold, and goes when it is told to."""

import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from agent.callers.voice import speak
from agent.speaking.phrases import ONE_MOMENT
from agent.worker import main
from scenarios.events import AssistantReady, ConversationEnded, Fault, Reply, RtcParticipantChanged
from tests.agent.conftest import OPEN_CHAT, REGISTRY
from tests.support.agent_worker import dispatch, health, joined, running_worker
from tests.support.fake_study_server import HeldConversation, running_study_server
from tests.support.livekit_server import LiveKitServer, require_binary, running_livekit
from tests.support.waiting import wait_for


@pytest.fixture
def no_configuration(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing about us."""
    for name in os.environ:
        if name.startswith(("PARLEY_", "LIVEKIT_")):
            monkeypatch.delenv(name)
    return monkeypatch


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that a worker which cannot start leaves."""
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("parley agent: ")
    return line


def test_a_missing_configuration_is_one_clear_line(
    no_configuration: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = complaint(capsys)
    assert "agent_secret: Field required" in line
    assert "LIVEKIT_URL: Field required" in line


def test_a_wrong_configuration_is_told_without_its_secrets(
    no_configuration: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    secrets = {"PARLEY_AGENT_SECRET": "a-s3cret", "LIVEKIT_API_SECRET": "b-s3cret", "LIVEKIT_API_KEY": "c-s3cret"}
    for name, value in {"PARLEY_ENV": "production", "LIVEKIT_URL": "ws://127.0.0.1:1", **secrets}.items():
        no_configuration.setenv(name, value)
    line = complaint(capsys)
    assert "placeholder" in line
    assert "s3cret" not in line


def test_an_unknown_registry_is_one_clear_line(
    no_configuration: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = ("PARLEY_AGENT_SECRET", "LIVEKIT_API_SECRET", "LIVEKIT_API_KEY", "LIVEKIT_URL")
    for name in names:
        no_configuration.setenv(name, "anything-long-enough")
    no_configuration.setenv("PARLEY_MODELS_FILE", str(tmp_path / "none.yaml"))
    assert "none.yaml" in complaint(capsys)


@pytest.mark.livekit
async def test_told_to_stop_it_lets_conversations_end_and_takes_no_more(
    livekit_server: LiveKitServer, tmp_path: Path
) -> None:
    async with (
        running_study_server() as server,
        running_worker(livekit_server, server, tmp_path, models=REGISTRY, PARLEY_AGENT_DRAIN_S="120") as worker,
    ):
        assert await health(worker) == 200
        held = server.add(HeldConversation("cv-drained", "text", OPEN_CHAT))
        late = server.add(HeldConversation("cv-too-late", "text", OPEN_CHAT))
        await dispatch(livekit_server, held.id)
        async with joined(livekit_server, held.id) as guest:
            await server.wait_for(held, Reply)
            os.kill(worker.pid, signal.SIGTERM)
            await dispatch(livekit_server, late.id)
            await guest.microphone.say(speak("Good morning, how are you?"))
            assert (await server.wait_for(held, Reply, n=2)).purpose == "answer"
            held.end_requested = True
            ended = await server.wait_for(held, ConversationEnded)
            await worker.gone(within_s=30)
    assert ended.reason == "participant_ended"
    assert late.jobs == []


@pytest.mark.livekit
async def test_a_conversation_that_lasts_longer_is_interrupted_with_a_word_and_wholly_delivered(
    livekit_server: LiveKitServer, tmp_path: Path
) -> None:
    async with (
        running_study_server() as server,
        running_worker(livekit_server, server, tmp_path, models=REGISTRY, PARLEY_AGENT_DRAIN_S="0") as worker,
    ):
        held = server.add(HeldConversation("cv-cut-short", "text", OPEN_CHAT))
        await dispatch(livekit_server, held.id)
        async with joined(livekit_server, held.id) as guest:
            await server.wait_for(held, Reply)
            await guest.ear.wait_quiet(for_s=0.3)
            asked_at = time.time()
            os.kill(worker.pid, signal.SIGTERM)
            ended = await server.wait_for(held, ConversationEnded)
            assert guest.ear.onset_after(asked_at) is not None
            await worker.gone(within_s=30)
    word = held.of(Reply)[-1]
    assert (word.purpose, word.heard) == ("notice", ONE_MOMENT)
    assert ended.reason == "shutdown"
    log = worker.data_dir / "conversations" / held.id / "attempt-1" / "events.jsonl"
    assert held.acknowledged(1) == len(log.read_text().splitlines())


@pytest.mark.livekit
async def test_a_full_worker_takes_no_more(livekit_server: LiveKitServer, tmp_path: Path) -> None:
    async with (
        running_study_server() as server,
        running_worker(livekit_server, server, tmp_path, models=REGISTRY, PARLEY_AGENT_CAPACITY="1") as worker,
    ):
        first = server.add(HeldConversation("cv-full-1", "text", OPEN_CHAT))
        second = server.add(HeldConversation("cv-full-2", "text", OPEN_CHAT))
        await dispatch(livekit_server, first.id)
        async with joined(livekit_server, first.id):
            await server.wait_for(first, AssistantReady)
            await dispatch(livekit_server, second.id)
            declined = _says(worker.log, "job_declined", second.id)
            await wait_for(declined, for_what="the second job to be declined", timeout_s=30)
            assert second.jobs == []
            first.end_requested = True
            await server.wait_for(first, ConversationEnded)


@pytest.mark.livekit
async def test_a_livekit_server_that_dies_is_a_fault_and_nobodys_absence(tmp_path: Path) -> None:
    """Its client reports everyone in the room as gone, long before it gives up."""
    with running_livekit(require_binary()) as livekit:
        async with (
            running_study_server() as server,
            running_worker(livekit, server, tmp_path, models=REGISTRY),
        ):
            held = server.add(HeldConversation("cv-crash", "text", OPEN_CHAT))
            await dispatch(livekit, held.id)
            async with joined(livekit, held.id):
                await server.wait_for(held, Reply)
                os.kill(livekit.pid, signal.SIGKILL)
                ended = await server.wait_for(held, ConversationEnded, timeout_s=90)
    assert ended.reason == "agent_failed"
    assert [(fault.where, fault.kind, fault.fatal) for fault in held.of(Fault)] == [("room", "disconnected", True)]
    assert [event.change for event in held.of(RtcParticipantChanged)] == ["joined"]


@pytest.mark.livekit
async def test_what_an_earlier_worker_left_is_delivered_at_the_start(
    livekit_server: LiveKitServer, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "conversations" / "cv-left" / "attempt-1"
    folder.mkdir(parents=True)
    line = '{"attempt":1,"seq":1,"at":"2026-06-14T12:00:00Z","offset_s":0.0,"type":"assistant_ready","talked_s":0.0}\n'
    (folder / "events.jsonl").write_text(line)
    os.utime(folder / "events.jsonl", (0, 0))
    (folder / "job.json").write_text('{"job_id": "AJ_gone"}')
    async with running_study_server() as server:
        held = server.add(HeldConversation("cv-left", "text", OPEN_CHAT, jobs=["AJ_gone"]))
        async with running_worker(livekit_server, server, tmp_path, models=REGISTRY):
            await server.wait_for(held, AssistantReady)
            await wait_for(_is_there(folder / "delivered"), for_what="the cursor", timeout_s=60)
    assert (folder / "delivered").read_text() == "1"


def _is_there(path: Path) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return path.exists()

    return look


def _says(log: Path, *words: str) -> Callable[[], Awaitable[bool]]:
    """Whether one line of a log has all these words."""

    async def look() -> bool:
        return any(all(word in line for word in words) for line in log.read_text().splitlines())

    return look
