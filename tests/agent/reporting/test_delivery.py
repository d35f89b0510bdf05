import asyncio
import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from agent.observers.event_log import EventLog
from agent.reporting.courier import TRIES, TRY_AGAIN_S
from agent.reporting.delivery import LONGEST_BACK_OFF_S, Delivery
from agent.reporting.folders import DELIVERED_FILE, REFUSED_FILE, delivered
from agent.reporting.study_server import BatchAnswer, ServerFailedError, ServerRefusedError, StudyServer
from scenarios.events import AssistantReady, Event, Fault, ToolReturned
from tests.agent.parts import new_log
from tests.agent.reporting.fake_server import DOWN, FakeServer
from tests.support.virtual_time import run_virtual


@dataclass
class Delivered:
    server: FakeServer
    log: EventLog
    delivery: Delivery
    answers: list[BatchAnswer]
    set_aside: list[tuple[int, str]]


def start(folder: Path, server: FakeServer) -> Delivered:
    log = new_log(folder / "cv-1")
    answers: list[BatchAnswer] = []
    set_aside: list[tuple[int, str]] = []
    delivery = Delivery(
        cast("StudyServer", server),
        log.folder,
        conversation_id="cv-1",
        job_id="job-1",
        attempt=1,
        on_answer=answers.append,
        on_set_aside=lambda event, error: set_aside.append((event.seq, str(error))),
    )
    log.watch(delivery.watch)
    delivery.start()
    return Delivered(server, log, delivery, answers, set_aside)


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
        assert gaps == [pytest.approx(LONGEST_BACK_OFF_S)] * len(gaps)
        assert delivered(d.log.folder) == 0
        d.server.failure = None
        await asyncio.sleep(4)
        assert d.server.seqs() == list(range(1, 451))
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


@pytest.mark.parametrize(("status", "superseded"), [(404, True), (409, True), (401, False)])
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
        assert d.server.seqs() == [1]
        d = start(tmp_path / "again", FakeServer(failure=DOWN))
        d.log.append(AssistantReady)
        before = asyncio.get_running_loop().time()
        assert not await d.delivery.finish(within_s=5)
        assert asyncio.get_running_loop().time() - before == pytest.approx(5, abs=0.6)

    run_virtual(main())


def spoiled(event: Event) -> bool:
    return isinstance(event, ToolReturned)


@pytest.mark.parametrize(("n_before", "n_behind"), [(0, 0), (0, 50), (50, 0), (250, 137)])
def test_a_refused_event_is_set_aside_and_a_fault_takes_its_number(
    tmp_path: Path, n_before: int, n_behind: int
) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer(refuses=spoiled))
        for _ in range(n_before):
            d.log.append(AssistantReady)
        bad = d.log.append(ToolReturned, call_id="c", tool="t", ok=True, result="x")
        for _ in range(n_behind):
            d.log.append(AssistantReady)
        await asyncio.sleep(20)
        assert d.server.seqs() == list(range(1, n_before + n_behind + 2))
        assert delivered(d.log.folder) == n_before + n_behind + 1
        [fault] = [e for e in d.server.stored["cv-1", 1].values() if isinstance(e, Fault)]
        assert (fault.seq, fault.where, fault.kind, fault.fatal) == (bad.seq, "server", "event_refused", False)
        assert fault.message == "tool_result: 422 invalid"
        [line] = (d.log.folder / REFUSED_FILE).read_text().splitlines()
        kept = json.loads(line)
        assert (kept["seq"], kept["reason"], kept["event"]["result"]) == (bad.seq, "text: not a string", "x")
        d.log.append(AssistantReady)
        await asyncio.sleep(1)
        assert d.server.seqs()[-1] == bad.seq + n_behind + 1

    run_virtual(main())


@pytest.mark.parametrize("refusal", [ServerRefusedError(422, "no", "invalid"), ServerFailedError("status 500")])
def test_the_heartbeat_goes_on_whatever_becomes_of_the_events(tmp_path: Path, refusal: Exception) -> None:
    """Not even the fault in an event's place is taken here."""

    async def main() -> None:
        d = start(tmp_path, FakeServer(refuses=lambda _: True, refusal=refusal))
        for _ in range(3):
            d.log.append(AssistantReady)
        await asyncio.sleep(30)
        empty = [p.at for p in d.server.posts if not p.seqs]
        assert max(b - a for a, b in pairwise(empty)) < 2.5
        assert len(d.server.posts) < 100
        assert len(d.answers) > 10
        assert not any(a.superseded for a in d.answers)
        d.server.refuses = lambda _: False
        await asyncio.sleep(TRY_AGAIN_S + 5)
        assert d.server.seqs() == [1, 2, 3]
        assert delivered(d.log.folder) == 3

    run_virtual(main())


def test_what_the_server_stumbles_over_is_set_aside_for_those_behind_it(tmp_path: Path) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer(refuses=spoiled, refusal=ServerFailedError("status 500")))
        for _ in range(3):
            d.log.append(AssistantReady)
        bad = d.log.append(ToolReturned, call_id="c", tool="t", ok=True, result="x")
        for _ in range(300):
            d.log.append(AssistantReady)
        await asyncio.sleep(20)
        assert d.server.seqs() == [seq for seq in range(1, 305) if seq != bad.seq]
        assert d.set_aside == [(bad.seq, "status 500")]
        assert delivered(d.log.folder) == bad.seq - 1  # the disk says what is missing
        alone = [p.at for p in d.server.posts if p.seqs == [bad.seq]]
        gaps = [b - a for a, b in pairwise(alone)]
        assert len(alone) > TRIES
        assert gaps[: TRIES - 1] == sorted(gaps[: TRIES - 1])  # backs off
        assert gaps[TRIES - 1] >= TRY_AGAIN_S
        d.server.refuses = lambda _: False
        await asyncio.sleep(TRY_AGAIN_S + 2)
        assert d.server.seqs() == list(range(1, 305))
        assert delivered(d.log.folder) == 304

    run_virtual(main())


def test_the_end_tries_once_more_what_was_set_aside_and_tells_of_it_no_more(tmp_path: Path) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer(refuses=spoiled, refusal=ServerFailedError("status 500")))
        d.log.append(ToolReturned, call_id="a", tool="t", ok=True)
        await asyncio.sleep(8)
        d.log.append(ToolReturned, call_id="b", tool="t", ok=True)
        d.log.append(AssistantReady)
        assert not await d.delivery.finish(within_s=8)
        assert d.server.seqs() == [3]
        assert [seq for seq, _ in d.set_aside] == [1]
        again = start(tmp_path / "again", FakeServer(refuses=spoiled, refusal=ServerFailedError("status 500")))
        again.log.append(ToolReturned, call_id="a", tool="t", ok=True)
        await asyncio.sleep(8)
        again.server.refuses = lambda _: False
        assert await again.delivery.finish(within_s=8)
        assert delivered(again.log.folder) == 1

    run_virtual(main())


def test_a_refused_heartbeat_is_tried_again(tmp_path: Path) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer(failure=ServerRefusedError(422, "no")))
        d.log.append(AssistantReady)
        await asyncio.sleep(5)
        d.server.failure = None
        await asyncio.sleep(3)
        assert d.server.seqs() == [1]
        assert not (d.log.folder / REFUSED_FILE).exists()  # it was not the event that was refused

    run_virtual(main())


def test_whatever_goes_wrong_delivery_goes_on(tmp_path: Path) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer(failure=KeyError("surprise")))
        d.log.append(AssistantReady)
        await asyncio.sleep(5)
        d.server.failure = None
        await asyncio.sleep(3)
        assert d.server.seqs() == [1]

    run_virtual(main())


def test_a_cursor_that_cannot_be_written_keeps_nothing_back(tmp_path: Path) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer())
        (d.log.folder / DELIVERED_FILE).mkdir()  # nothing can be renamed to it
        for n in (1, 2):
            d.log.append(AssistantReady)
            await asyncio.sleep(1.5)
            assert d.server.seqs() == list(range(1, n + 1))
        assert await d.delivery.finish(within_s=1)

    run_virtual(main())


def test_a_job_in_a_hurry_does_not_wait_for_the_next_heartbeat(tmp_path: Path) -> None:
    async def main() -> None:
        d = start(tmp_path, FakeServer())
        await asyncio.sleep(0.3)
        d.delivery.hurry()
        await asyncio.sleep(0.2)
        assert [p.at for p in d.server.posts] == [0, pytest.approx(0.45)]

    run_virtual(main())
