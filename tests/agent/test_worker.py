"""The worker as a process: it says that it is well, takes what it can hold, and goes when it is told to."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.events import AssistantReady, ConversationEnded
from tests.agent.conftest import OPEN_CHAT, REGISTRY
from tests.support.agent_worker import dispatch, health, joined, running_worker
from tests.support.fake_study_server import HeldConversation, running_study_server
from tests.support.livekit_server import REPOSITORY, LiveKitServer


def test_a_wrong_configuration_is_one_clear_line() -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PARLEY_", "LIVEKIT_"))}
    done = subprocess.run(
        [sys.executable, "-m", "agent.worker"], env=environment, cwd=REPOSITORY, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"parley agent:" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.livekit
async def test_it_is_well_and_goes_cleanly_with_a_conversation_cut_short(
    livekit_server: LiveKitServer, tmp_path: Path
) -> None:
    async with (
        running_study_server() as server,
        running_worker(livekit_server, server, tmp_path, models=REGISTRY) as worker,
    ):
        assert await health(worker) == 200
        held = server.add(HeldConversation("cv-cut-short", "text", OPEN_CHAT))
        await dispatch(livekit_server, held.id)
        async with joined(livekit_server, held.id):
            await server.wait_for(held, AssistantReady)
            os.kill(worker.pid, signal.SIGTERM)
            ended = await server.wait_for(held, ConversationEnded)
            assert ended.reason == "shutdown"
            await worker.gone(within_s=15)


@pytest.mark.livekit
async def test_a_full_worker_takes_no_more(livekit_server: LiveKitServer, tmp_path: Path) -> None:
    async with (
        running_study_server() as server,
        running_worker(livekit_server, server, tmp_path, models=REGISTRY, PARLEY_AGENT_CAPACITY="1"),
    ):
        first = server.add(HeldConversation("cv-full-1", "text", OPEN_CHAT))
        second = server.add(HeldConversation("cv-full-2", "text", OPEN_CHAT))
        await dispatch(livekit_server, first.id)
        async with joined(livekit_server, first.id):
            await server.wait_for(first, AssistantReady)
            await dispatch(livekit_server, second.id)
            await asyncio.sleep(2)
            assert second.jobs == []
            first.end_requested = True
            await server.wait_for(first, ConversationEnded)


@pytest.mark.livekit
async def test_what_an_earlier_worker_left_is_delivered_at_the_start(
    livekit_server: LiveKitServer, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "conversations" / "cv-left" / "attempt-1"
    folder.mkdir(parents=True)
    line = '{"attempt":1,"seq":1,"at":"2026-06-14T12:00:00Z","offset_s":0.0,"type":"assistant_ready","talked_s":0.0}\n'
    (folder / "events.jsonl").write_text(line)
    (folder / "job.json").write_text('{"job_id": "AJ_gone"}')
    async with running_study_server() as server:
        held = server.add(HeldConversation("cv-left", "text", OPEN_CHAT, jobs=["AJ_gone"]))
        async with running_worker(livekit_server, server, tmp_path, models=REGISTRY):
            await server.wait_for(held, AssistantReady)
    assert (folder / "delivered").read_text() == "1"
