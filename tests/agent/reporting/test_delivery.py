import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from agent.observers.event_log import EventLog
from agent.reporting.delivery import Delivery, deliver_leftovers, delivered, sweep
from agent.reporting.study_server import BatchAnswer, ServerRefusedError, ServerUnreachableError, StudyServer
from scenarios.events import AssistantReady, Event
from tests.agent.parts import new_log
from tests.support.virtual_time import run_virtual


@dataclass
class Post:
    at: float
    conversation: str
    job_id: str
    attempt: int
    seqs: list[int]


@dataclass
class FakeServer:
    """Stores events by number; ``failure`` makes every post fail, after storing if ``loses_answers``."""

    posts: list[Post] = field(default_factory=list)
    stored: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    failure: Exception | None = None
    loses_answers: bool = False
    end_requested: bool = False

    async def post(self, conversation_id: str, *, job_id: str, attempt: int, events: list[Event]) -> BatchAnswer:
        now = asyncio.get_running_loop().time()
        self.posts.append(Post(now, conversation_id, job_id, attempt, [e.seq for e in events]))
        stored = self.stored.setdefault((conversation_id, attempt), set())
        if self.failure is None or self.loses_answers:
            stored.update(e.seq for e in events)
        if self.failure is not None:
            raise self.failure
        acknowledged = 0
        while acknowledged + 1 in stored:
            acknowledged += 1
        return BatchAnswer(acknowledged=acknowledged, end_requested=self.end_requested, superseded=False)


DOWN = ServerUnreachableError("down")


@dataclass
class Delivered:
    server: FakeServer
    log: EventLog
    delivery: Delivery
    answers: list[BatchAnswer]


def start(folder: Path, server: FakeServer) -> Delivered:
    log = new_log(folder / "cv-1")
    answers: list[BatchAnswer] = []
    delivery = Delivery(
        cast("StudyServer", server),
        log.folder,
        conversation_id="cv-1",
        job_id="job-1",
        attempt=1,
        on_answer=answers.append,
    )
    log.watch(delivery.watch)
    delivery.start()
    return Delivered(server, log, delivery, answers)


def test_an_empty_post_every_second_is_the_heartbeat(tmp_path: Path) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer())
        await asyncio.sleep(5.5)
        assert [round(p.at) for p in d.server.posts] == [0, 1, 2, 3, 4, 5]
        assert all(p.seqs == [] for p in d.server.posts)

    run_virtual(main())


def test_events_go_out_soon_and_together(tmp_path: Path) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer())
        await asyncio.sleep(0.5)
        for _ in range(3):
            d.log.append(AssistantReady)
        await asyncio.sleep(0.3)
        assert d.server.posts[-1].seqs == [1, 2, 3]
        assert d.server.posts[-1].at == pytest.approx(0.65)
        assert delivered(d.log.folder) == 3
        assert d.answers[-1].acknowledged == 3

    run_virtual(main())


def test_nothing_is_lost_while_the_server_is_down(tmp_path: Path) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer(failure=DOWN))
        for _ in range(450):
            d.log.append(AssistantReady)
            await asyncio.sleep(0.1)
        gaps = [b.at - a.at for a, b in zip(d.server.posts[5:], d.server.posts[6:], strict=False)]
        assert all(1.9 < gap < 2.1 for gap in gaps)  # backs off, but is there within the server's patience
        assert delivered(d.log.folder) == 0
        d.server.failure = None
        await asyncio.sleep(4)
        assert d.server.stored["cv-1", 1] == set(range(1, 451))
        assert delivered(d.log.folder) == 450

    run_virtual(main())


def test_events_whose_answer_was_lost_are_posted_again(tmp_path: Path) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer(failure=DOWN, loses_answers=True))
        d.log.append(AssistantReady)
        await asyncio.sleep(1)
        d.server.failure = None
        await asyncio.sleep(3)
        assert [p.seqs for p in d.server.posts if p.seqs][-1] == [1]
        assert d.server.posts[-1].seqs == []
        assert delivered(d.log.folder) == 1

    run_virtual(main())


@pytest.mark.parametrize(("status", "superseded"), [(404, True), (409, True), (422, False), (401, False)])
def test_a_job_that_the_server_does_not_know_is_superseded(tmp_path: Path, status: int, superseded: bool) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer(failure=ServerRefusedError(status, "no")))
        await asyncio.sleep(1)
        assert any(a.superseded for a in d.answers) is superseded

    run_virtual(main())


def test_finishing_posts_the_rest_or_says_that_it_could_not(tmp_path: Path) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer())
        await asyncio.sleep(0.5)
        d.log.append(AssistantReady)
        assert await d.delivery.finish(within_s=5)
        assert d.server.stored["cv-1", 1] == {1}
        d = start(tmp_path / "again", FakeServer(failure=DOWN))
        d.log.append(AssistantReady)
        before = asyncio.get_running_loop().time()
        assert not await d.delivery.finish(within_s=5)
        assert asyncio.get_running_loop().time() - before == pytest.approx(5, abs=0.6)

    run_virtual(main())


def leave_behind(folder: Path, conversation: str, attempt: int, *, n_events: int, n_delivered: int = 0) -> None:
    """An attempt whose job died."""
    log = new_log(folder / conversation, attempt=attempt)
    Delivery(
        cast("StudyServer", FakeServer()),
        log.folder,
        conversation_id=conversation,
        job_id=f"job-{attempt}",
        attempt=attempt,
        on_answer=lambda _: None,
    )
    for _ in range(n_events):
        log.append(AssistantReady)
    if n_delivered:
        (log.folder / "delivered").write_text(str(n_delivered))
    log.close()


def on_disk(action: Callable[[FakeServer], object]) -> FakeServer:
    server = FakeServer()

    async def main() -> None:
        result = action(server)
        if asyncio.iscoroutine(result):
            await result

    run_virtual(main())
    return server


def test_what_a_dead_job_left_is_posted_under_its_name(tmp_path: Path) -> None:
    async def act(server: FakeServer) -> None:
        leave_behind(tmp_path, "cv-1", 1, n_events=5, n_delivered=2)
        server.stored["cv-1", 1] = {1, 2}
        await deliver_leftovers(cast("StudyServer", server), tmp_path / "cv-1")

    server = on_disk(act)
    assert [(p.job_id, p.attempt, p.seqs) for p in server.posts] == [("job-1", 1, [3, 4, 5])]
    assert delivered(tmp_path / "cv-1" / "attempt-1") == 5


def test_the_log_of_a_living_job_is_left_alone(tmp_path: Path) -> None:
    async def act(server: FakeServer) -> None:
        log = new_log(tmp_path / "cv-1")
        log.append(AssistantReady)
        await deliver_leftovers(cast("StudyServer", server), tmp_path / "cv-1")
        assert server.posts == []
        log.close()

    on_disk(act)


def test_a_sweep_finds_every_conversation_and_forgets_none_that_fails(tmp_path: Path) -> None:
    async def act(server: FakeServer) -> None:
        leave_behind(tmp_path, "cv-a", 1, n_events=3)
        leave_behind(tmp_path, "cv-b", 1, n_events=2, n_delivered=2)
        leave_behind(tmp_path, "cv-c", 2, n_events=1)
        server.failure = DOWN
        await sweep(cast("StudyServer", server), tmp_path)
        assert len(server.posts) == 2
        server.failure = None
        await sweep(cast("StudyServer", server), tmp_path)

    server = on_disk(act)
    assert server.stored == {("cv-a", 1): {1, 2, 3}, ("cv-c", 2): {1}}


def test_a_sweep_of_nothing_is_nothing(tmp_path: Path) -> None:
    assert on_disk(lambda server: sweep(cast("StudyServer", server), tmp_path / "none")).posts == []
