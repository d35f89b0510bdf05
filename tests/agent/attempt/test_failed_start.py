"""An attempt without a log: the server is told all the same, with numbers that nobody else has used."""

import asyncio
from pathlib import Path
from typing import cast

import pytest

from agent.attempt.failed_start import REPORT_FOR_S, report_failed_start
from agent.observers.event_log import EVENTS_FILE
from agent.reporting.study_server import ServerRefusedError, StudyServer
from scenarios.events import AssistantReady, ConversationEnded, Fault
from tests.agent.parts import NOON, fields, loop_timeline, new_log
from tests.agent.reporting.fake_server import DOWN, FakeServer
from tests.agent.stage import brief
from tests.support.virtual_time import run_virtual


async def report(server: FakeServer, folder: Path) -> None:
    timeline = loop_timeline()
    await asyncio.sleep(3)
    await report_failed_start(
        cast("StudyServer", server),
        brief("text", attempt=2, talked_s=40.0),
        job_id="job-2",
        folder=folder,
        timeline=timeline,
        error=PermissionError(13, "Permission denied"),
    )


def test_the_fault_and_the_end_are_told_in_one_post(tmp_path: Path) -> None:
    server = FakeServer()
    run_virtual(report(server, tmp_path / "attempt-2"))
    [post] = server.posts
    assert (post.conversation, post.job_id, post.attempt, post.seqs) == ("cv-test", "job-2", 2, [1, 2])
    fault, ended = server.stored["cv-test", 2].values()
    assert isinstance(fault, Fault)
    assert fields(fault, "where", "kind", "fatal", "offset_s") == ("job", "PermissionError", True, 3.0)
    assert "Permission denied" in fault.message
    assert isinstance(ended, ConversationEnded)
    assert fields(ended, "reason", "talked_s") == ("agent_failed", 40.0)
    assert (ended.at - NOON).total_seconds() == 3.0
    assert not (tmp_path / "attempt-2").exists()


def test_the_numbers_of_another_writer_are_left_to_it(tmp_path: Path) -> None:
    async def main() -> None:
        log = new_log(tmp_path, attempt=2)
        for _ in range(3):
            log.append(AssistantReady)
        log.close()
        await report(server, log.folder)

    server = FakeServer()
    run_virtual(main())
    assert server.posts[0].seqs == [4, 5]


def test_a_folder_that_cannot_even_be_read_is_no_reason_to_be_silent(tmp_path: Path) -> None:
    server = FakeServer()
    (tmp_path / EVENTS_FILE).mkdir()
    run_virtual(report(server, tmp_path))
    assert server.posts[0].seqs == [1, 2]


def test_a_server_that_is_away_is_asked_for_a_while_and_then_no_more(tmp_path: Path) -> None:
    async def main() -> float:
        await report(server, tmp_path)
        return asyncio.get_running_loop().time()

    server = FakeServer(failure=DOWN)
    assert run_virtual(main()) == pytest.approx(3 + REPORT_FOR_S, abs=1)
    assert len(server.posts) > 10


def test_a_server_that_is_back_soon_is_told(tmp_path: Path) -> None:
    async def main() -> None:
        reporting = asyncio.create_task(report(server, tmp_path))
        await asyncio.sleep(5)
        server.failure = None
        await reporting

    server = FakeServer(failure=DOWN)
    run_virtual(main())
    assert server.seqs("cv-test", 2) == [1, 2]


def test_a_server_that_refuses_is_asked_once(tmp_path: Path) -> None:
    server = FakeServer(failure=ServerRefusedError(409, "over"))
    run_virtual(report(server, tmp_path))
    assert len(server.posts) == 1
