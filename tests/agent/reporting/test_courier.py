"""Whatever a server takes, refuses or stumbles over: in order, once, and nothing is lost without a trace."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reporting.courier import LARGEST_BATCH, STAND_IN, TRIES, TRY_AGAIN_S, Courier
from agent.reporting.folders import REFUSED_FILE, delivered
from agent.reporting.study_server import (
    BatchAnswer,
    ServerFailedError,
    ServerRefusedError,
    ServerUnreachableError,
    StudyServer,
)
from scenarios.events import AssistantReady, Event, Fault
from tests.agent.parts import NOON
from tests.agent.reporting.fake_server import DOWN, FakeServer
from tests.support.virtual_time import run_virtual

REFUSED, FAILED = ServerRefusedError(422, "its words", "invalid"), ServerFailedError("status 500")


def events(n: int) -> list[Event]:
    return [AssistantReady(attempt=1, seq=seq, at=NOON, offset_s=float(seq)) for seq in range(1, n + 1)]


@dataclass
class Post:
    """A courier with its server, and what it told."""

    server: FakeServer
    courier: Courier
    told: list[int]

    @classmethod
    def of(cls, folder: Path, server: FakeServer, waiting: Iterable[Event], *, tries: int = TRIES) -> "Post":
        told: list[int] = []
        courier = Courier(
            cast("StudyServer", server),
            folder,
            conversation_id="cv-1",
            job_id="job-1",
            attempt=1,
            tries=tries,
            on_set_aside=lambda event, _: told.append(event.seq),
        )
        courier.waiting.extend(waiting)
        return cls(server, courier, told)

    async def work(self, *, for_s: float = 60.0) -> None:
        """Post as the delivery does: at once while that makes sense, otherwise a second later."""
        until = asyncio.get_running_loop().time() + for_s
        while asyncio.get_running_loop().time() < until:
            _, worthwhile = await self.courier.post()
            if not worthwhile or not self.courier.waiting:
                await asyncio.sleep(1)

    def stored(self) -> list[Event]:
        stored = self.server.stored.get(("cv-1", 1), {})
        return [stored[seq] for seq in sorted(stored)]


class Spoiling(FakeServer):
    """Refuses some events and stumbles over others."""

    def __init__(self, refused: set[int], stumbled: set[int]) -> None:
        super().__init__()
        self._refused, self._stumbled = refused, stumbled

    async def post(self, conversation_id: str, *, job_id: str, attempt: int, events: list[Event]) -> BatchAnswer:
        for event in events:
            if event.seq in self._stumbled:
                raise FAILED
            if event.seq in self._refused and isinstance(event, AssistantReady):
                raise REFUSED
        return await super().post(conversation_id, job_id=job_id, attempt=attempt, events=events)


@given(
    n=st.integers(1, 450),
    refused=st.sets(st.integers(1, 450), max_size=4),
    stumbled=st.sets(st.integers(1, 450), max_size=3),
)
def test_all_arrive_in_order_but_those_set_aside_and_the_disk_says_which(
    n: int, refused: set[int], stumbled: set[int]
) -> None:
    async def main(folder: Path) -> None:
        post = Post.of(folder, Spoiling(refused, stumbled), events(n))
        await post.work()
        missing = {seq for seq in stumbled if seq <= n}
        assert [event.seq for event in post.stored()] == [seq for seq in range(1, n + 1) if seq not in missing]
        assert sorted(post.told) == sorted(missing)
        assert post.courier.n_left == len(missing)
        assert delivered(folder) == min(missing, default=n + 1) - 1
        stand_ins = {event.seq for event in post.stored() if isinstance(event, Fault) and event.kind == STAND_IN}
        kept = folder / REFUSED_FILE
        lines = kept.read_text().splitlines() if kept.exists() else []
        assert sorted(json.loads(line)["seq"] for line in lines) == sorted(stand_ins)
        assert stand_ins == {seq for seq in refused - stumbled if seq <= n}
        first_posts = [seq for each in post.server.posts for seq in each.seqs]
        in_order = list(dict.fromkeys(first_posts))
        assert in_order == sorted(in_order)

    with TemporaryDirectory() as folder:
        run_virtual(main(Path(folder)))


def test_a_server_that_lost_its_answers_is_sent_the_same_again(tmp_path: Path) -> None:
    async def main() -> None:
        server = FakeServer(failure=DOWN, loses_answers=True)
        post = Post.of(tmp_path, server, events(5))
        with pytest.raises(ServerUnreachableError):
            await post.courier.post()
        assert post.courier.n_left == 5
        server.failure = None
        await post.courier.post()
        assert [each.seqs for each in server.posts] == [[1, 2, 3, 4, 5]] * 2
        assert (post.courier.n_left, delivered(tmp_path)) == (0, 5)

    run_virtual(main())


def test_a_long_queue_goes_in_batches(tmp_path: Path) -> None:
    async def main() -> None:
        post = Post.of(tmp_path, FakeServer(), events(LARGEST_BATCH + 1))
        await post.work(for_s=3)
        assert [len(each.seqs) for each in post.server.posts][:2] == [LARGEST_BATCH, 1]

    run_virtual(main())


def test_what_cannot_be_kept_is_not_given_up_but_set_aside(tmp_path: Path) -> None:
    """A full disk: as long as nothing says what stood there, no stand-in takes its place."""

    async def main() -> None:
        (tmp_path / REFUSED_FILE).mkdir()
        server = FakeServer(refuses=lambda event: event.seq == 2 and not isinstance(event, Fault), refusal=REFUSED)
        post = Post.of(tmp_path, server, events(4))
        await post.work(for_s=TRIES + 2)
        assert [event.seq for event in post.stored()] == [1, 3, 4]
        assert (post.told, delivered(tmp_path)) == ([2], 1)
        (tmp_path / REFUSED_FILE).rmdir()
        await post.work(for_s=TRY_AGAIN_S + 2)
        assert [event.seq for event in post.stored() if isinstance(event, Fault)] == [2]
        assert json.loads((tmp_path / REFUSED_FILE).read_text())["reason"] == "its words"
        assert (post.courier.n_left, delivered(tmp_path)) == (0, 4)

    run_virtual(main())


def test_a_stand_in_that_is_refused_itself_is_set_aside_too(tmp_path: Path) -> None:
    async def main() -> None:
        post = Post.of(tmp_path, FakeServer(refuses=lambda event: event.seq == 2, refusal=REFUSED), events(4))
        await post.work(for_s=TRIES + 2)
        assert [event.seq for event in post.stored()] == [1, 3, 4]
        assert post.told == [2]

    run_virtual(main())


def test_the_heartbeat_goes_out_behind_every_failure(tmp_path: Path) -> None:
    async def main() -> None:
        post = Post.of(tmp_path, FakeServer(refuses=lambda _: True, refusal=FAILED), events(3))
        await post.work(for_s=40)
        seqs = [each.seqs for each in post.server.posts]
        assert all(after == [] for before, after in pairwise(seqs) if before)

    run_virtual(main())


@pytest.mark.parametrize("status", [401, 404, 409])
def test_a_refusal_that_is_not_about_the_events_sets_nothing_aside(tmp_path: Path, status: int) -> None:
    async def main() -> None:
        post = Post.of(tmp_path, FakeServer(failure=ServerRefusedError(status, "no")), events(1), tries=1)
        with pytest.raises(ServerRefusedError):
            await post.courier.post()
        assert (post.courier.n_left, post.told) == (1, [])
        assert post.courier.waiting[0].seq == 1

    run_virtual(main())


def test_a_cursor_that_cannot_be_written_keeps_nothing_back(tmp_path: Path) -> None:
    async def main() -> None:
        post = Post.of(tmp_path / "no such folder", FakeServer(), events(2))
        await post.courier.post()
        assert post.courier.n_left == 0

    run_virtual(main())
