"""The sweep looks at real folders, from a thread."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from agent.observers.event_log import EVENTS_FILE
from agent.reporting.folders import delivered, mark_delivered, write_job_id
from agent.reporting.leftovers import FRESH_S, Sweep, deliver_leftovers
from agent.reporting.study_server import ServerFailedError, ServerRefusedError, StudyServer
from scenarios.events import AssistantReady, Event, ToolReturned
from tests.agent.parts import new_log
from tests.agent.reporting.fake_server import DOWN, FakeServer


@dataclass
class Host:
    """A disk with conversations, a server, and a sweep between them."""

    disk: Path
    server: FakeServer = field(default_factory=FakeServer)

    @property
    def client(self) -> StudyServer:
        return cast("StudyServer", self.server)

    def sweep(self, *, in_s: float = FRESH_S + 1) -> Sweep:
        return Sweep(self.client, self.disk, clock=lambda: time.time() + in_s)

    def leave_behind(self, conversation: str, attempt: int = 1, *, n_events: int, n_delivered: int = 0) -> Path:
        """An attempt whose job died."""
        log = new_log(self.disk / conversation, attempt=attempt)
        write_job_id(log.folder, f"job-{attempt}")
        for _ in range(n_events):
            log.append(AssistantReady)
        if n_delivered:
            mark_delivered(log.folder, n_delivered)
            for seq in range(1, n_delivered + 1):
                self.server.stored.setdefault((conversation, attempt), {})[seq] = log.append(AssistantReady)
        log.close()
        return log.folder

    def looked_at(self) -> list[str]:
        return [post.conversation for post in self.server.posts]


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


async def test_what_a_dead_job_left_is_posted_under_its_name(host: Host) -> None:
    folder = host.leave_behind("cv-1", n_events=3, n_delivered=2)
    await deliver_leftovers(host.client, folder.parent)
    assert [(p.job_id, p.attempt, p.seqs) for p in host.server.posts] == [("job-1", 1, [3, 4, 5])]
    assert delivered(folder) == 5


async def test_the_log_of_a_living_job_is_left_alone(host: Host) -> None:
    log = new_log(host.disk / "cv-1")
    log.append(AssistantReady)
    sweep = host.sweep()
    await deliver_leftovers(host.client, host.disk / "cv-1")
    await sweep.round()
    assert host.server.posts == []
    log.close()  # it dies now
    await sweep.round()
    assert host.server.seqs() == [1]


async def test_a_fresh_log_is_left_to_the_server_to_miss(host: Host) -> None:
    host.leave_behind("cv-1", n_events=1)
    await host.sweep(in_s=FRESH_S - 5).round()
    assert host.server.posts == []
    await host.sweep(in_s=FRESH_S + 5).round()
    assert host.server.seqs() == [1]


async def test_a_refused_event_does_not_keep_back_the_rest(host: Host) -> None:
    log = new_log(host.disk / "cv-1")
    log.append(AssistantReady)
    log.append(ToolReturned, call_id="c", tool="t", ok=True, result=1)
    log.append(AssistantReady)
    log.close()
    host.server.refuses = lambda event: isinstance(event, ToolReturned)
    await host.sweep().round()
    assert host.server.seqs() == [1, 2, 3]
    assert host.server.stored["cv-1", 1][2].type == "fault"


async def test_one_event_that_the_server_stumbles_over_does_not_keep_back_the_rest(host: Host) -> None:
    log = new_log(host.disk / "cv-1")
    log.append(AssistantReady)
    bad = log.append(ToolReturned, call_id="c", tool="t", ok=True, result=1)
    log.append(AssistantReady)
    log.close()
    host.server.refuses, host.server.refusal = lambda event: event.seq == bad.seq, ServerFailedError("status 500")
    sweep = host.sweep()
    await sweep.round()
    assert host.server.seqs() == [1, 3]
    assert delivered(log.folder) == 1
    host.server.refuses = lambda event: False
    await sweep.round()
    assert host.server.seqs() == [1, 2, 3]
    assert delivered(log.folder) == 3


async def test_what_is_settled_is_not_opened_again(host: Host) -> None:
    host.leave_behind("cv-a", n_events=3)
    sweep = host.sweep()
    await sweep.round()
    folder = host.disk / "cv-a" / "attempt-1"
    (folder / EVENTS_FILE).write_bytes(b"{ this would be a warning }\n" * 3)
    (folder / "delivered").unlink()
    await sweep.round()
    assert len(host.server.posts) == 1
    host.leave_behind("cv-a", 2, n_events=2)  # another attempt: the folder has changed
    await sweep.round()
    assert host.server.seqs("cv-a", 2) == [1, 2]


async def test_one_that_the_server_chokes_on_does_not_keep_back_the_others(host: Host) -> None:
    host.leave_behind("cv-a", n_events=1)
    host.leave_behind("cv-b", n_events=1)
    first: list[Event] = []

    def refuses(event: Event) -> bool:
        first.append(event)
        return event is first[0]

    host.server.refuses = refuses
    host.server.refusal = ServerFailedError("status 500")
    await host.sweep().round()
    assert (host.server.seqs("cv-a"), host.server.seqs("cv-b")) == ([], [1])


async def test_a_server_that_is_down_is_asked_once_a_round_and_about_each_in_turn(host: Host) -> None:
    for name in ("cv-a", "cv-b"):
        host.leave_behind(name, n_events=1)
    sweep = host.sweep()
    host.server.failure = DOWN
    for _ in range(3):
        await sweep.round()
    assert host.looked_at() == ["cv-a", "cv-b", "cv-a"]
    host.server.failure = None
    await sweep.round()
    assert (host.server.seqs("cv-a"), host.server.seqs("cv-b")) == ([1], [1])


async def test_a_conversation_that_the_server_does_not_know_is_given_up_once(host: Host) -> None:
    host.leave_behind("cv-a", n_events=1)
    host.server.failure = ServerRefusedError(404, "no such conversation")
    sweep = host.sweep()
    await sweep.round()
    await sweep.round()
    assert host.looked_at() == ["cv-a"]


async def test_a_round_is_bounded_and_the_next_one_goes_on(host: Host) -> None:
    for name in ("cv-a", "cv-b", "cv-c"):
        host.leave_behind(name, n_events=1)
    sweep = Sweep(host.client, host.disk, clock=lambda: time.time() + FRESH_S + 1, most_a_round=2)
    await sweep.round()
    assert host.looked_at() == ["cv-a", "cv-b"]
    await sweep.round()
    assert host.looked_at() == ["cv-a", "cv-b", "cv-c"]


async def test_other_things_on_the_disk_are_no_attempts(host: Host) -> None:
    folder = host.leave_behind("cv-a", n_events=1)
    for name in ("attempt-1.bak", "attempt-x", "attempt-0"):
        (folder.parent / name).mkdir()
        (folder.parent / name / EVENTS_FILE).write_bytes((folder / EVENTS_FILE).read_bytes())
    (host.disk / "notes.txt").write_text("not a folder")
    await host.sweep().round()
    assert [p.attempt for p in host.server.posts] == [1]


async def test_no_disk_yet_is_nothing_to_do(host: Host) -> None:
    await Sweep(host.client, host.disk / "none").round()
    assert host.server.posts == []


async def test_a_folder_that_cannot_be_read_does_not_keep_back_the_others(host: Host) -> None:
    folder = host.leave_behind("cv-a", n_events=1)
    (folder / EVENTS_FILE).unlink()
    (folder / EVENTS_FILE).mkdir()
    os.utime(folder / EVENTS_FILE, (0, 0))
    host.leave_behind("cv-b", n_events=1)
    await host.sweep().round()
    assert host.server.seqs("cv-b") == [1]
