"""What a job does around its conversation, with a room that cannot be joined; with a real one: test_conversation.py."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import pytest_asyncio
from livekit import rtc
from livekit.agents import JobContext

from agent.attempt.job import ASKED_BY_WORKER, EVENT_SET_ASIDE, FAREWELL, Job, Waits, hold_conversation
from agent.conversation import LONGEST_GOODBYE_S
from agent.observers.event_log import is_being_written, read_events
from agent.reporting.study_server import ServerFailedError, StudyServer
from agent.settings import AgentSettings
from scenarios.events import AssistantReady, ConversationEnded, ConversationStarted, Event, Fault, parse_event
from tests.agent.attempt import witness
from tests.agent.conftest import OPEN_CHAT, REGISTRY, fake
from tests.agent.parts import fields, logged, new_log
from tests.agent.reporting.fake_server import DOWN, FakeServer
from tests.agent.stage import brief, settings
from tests.support.fake_study_server import SECRET, FakeStudyServer, HeldConversation, running_study_server
from tests.support.virtual_time import run_virtual

LONG_S = 60.0  # for what happens by itself, also on a busy machine
LINE = '{"attempt":1,"seq":1,"at":"2026-06-14T12:00:00Z","offset_s":0.0,"type":"assistant_ready","talked_s":0.0}'


class UnreachableRoomError(Exception):
    """What LiveKit might raise."""


@dataclass
class Context:
    """A job's context. ``joining`` is what happens instead of joining the room."""

    job: Any
    joining: Callable[[], Awaitable[None]]
    room: rtc.Room = field(default_factory=rtc.Room)
    callbacks: list[Callable[[str], Awaitable[None]]] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    reason: str = ""

    def add_shutdown_callback(self, callback: Callable[[str], Awaitable[None]]) -> None:
        self.callbacks.append(callback)

    def shutdown(self, reason: str) -> None:
        self.reason = reason
        self.over.set()

    async def connect(self, **_: Any) -> None:
        await self.joining()


@dataclass
class House:
    """A study server, a disk, and jobs that work for both."""

    server: FakeStudyServer
    settings: AgentSettings

    def conversation(self, model: str = "text") -> HeldConversation:
        return self.server.add(HeldConversation("cv-1", model, OPEN_CHAT))

    def folder(self, attempt: int = 1) -> Path:
        return self.settings.conversations_dir / "cv-1" / f"attempt-{attempt}"

    async def hold(self, *, job_id: str = "AJ_1") -> Context:
        """Hold the conversation to its end."""
        context = Context(SimpleNamespace(metadata="cv-1", id=job_id), _fail)
        await hold_conversation(cast("JobContext", context), self.settings)
        await asyncio.wait_for(context.over.wait(), LONG_S)
        return context

    @asynccontextmanager
    async def joining(self, *, job_id: str = "AJ_1") -> AsyncIterator[tuple[Context, "asyncio.Task[None]"]]:
        """A job that stands before a room's door, which does not open."""
        at_the_door, never = asyncio.Event(), asyncio.Event()

        async def wait() -> None:
            at_the_door.set()
            await never.wait()

        context = Context(SimpleNamespace(metadata="cv-1", id=job_id), wait)
        entrypoint = asyncio.create_task(hold_conversation(cast("JobContext", context), self.settings))
        await asyncio.wait_for(at_the_door.wait(), LONG_S)
        yield context, entrypoint
        await asyncio.wait_for(context.over.wait(), LONG_S)
        await asyncio.wait_for(entrypoint, LONG_S)


def new_context(joining: Callable[[], Awaitable[None]]) -> Context:
    """Of a job for a conversation."""
    return Context(SimpleNamespace(metadata="cv-1", id="AJ_1"), joining)


async def holding(context: Context, server: FakeServer, folder: Path, *, waits: Waits | None = None) -> None:
    """Begin to hold a conversation for a server that is none."""
    known = settings(folder)
    await hold_conversation(cast("JobContext", context), known, waits=waits, server=cast("StudyServer", server))


async def _fail() -> None:
    raise UnreachableRoomError("no such room")


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with running_study_server() as server:
        models = REGISTRY["models"] | {"witness": fake("speech_to_text") | {"factory": f"{witness.__name__}:build"}}
        known = settings(tmp_path, REGISTRY | {"models": models}).model_dump()
        yield House(server, AgentSettings(**known | {"server_url": server.url, "agent_secret": SECRET}))


def kinds(held: HeldConversation) -> list[str]:
    return [event.type for _, event in sorted(held.events.items())]


async def test_a_conversation_that_is_not_ours_is_left_alone(house: House) -> None:
    assert (await house.hold()).reason == "not claimed"
    assert not house.settings.conversations_dir.exists()


def test_a_server_that_never_answers_is_asked_for_a_while(tmp_path: Path) -> None:
    async def main() -> None:
        server, context, waits = FakeServer(failure=DOWN), new_context(_fail), Waits()
        await holding(context, server, tmp_path, waits=waits)
        assert context.reason == "not claimed"
        assert waits.claim_s < server.claimed_at[-1] < waits.claim_s + 1
        assert len(server.claimed_at) > 10
        assert server.is_closed
        assert not settings(tmp_path).conversations_dir.exists()

    run_virtual(main())


async def test_a_room_that_cannot_be_joined_ends_the_attempt_and_is_on_record(house: House) -> None:
    held = house.conversation()
    context = await house.hold()
    assert kinds(held) == ["conversation_started", "fault", "conversation_ended"]
    [fault], [ended] = held.of(Fault), held.of(ConversationEnded)
    assert (fault.where, fault.kind, fault.fatal) == ("job", "UnreachableRoomError", True)
    assert ended.reason == "agent_failed"
    assert list(read_events(house.folder())) == [event for _, event in sorted(held.events.items())]
    assert (house.folder() / "delivered").read_text() == "3"
    assert context.reason == "conversation over"


async def test_a_model_that_cannot_be_built_is_on_record_too(house: House) -> None:
    held = house.conversation("no-such-model")
    await house.hold()
    assert kinds(held) == ["fault", "conversation_ended"]


async def test_a_disk_that_takes_no_log_is_told_to_the_server(house: House) -> None:
    held = house.conversation()
    house.settings.conversations_dir.parent.mkdir(exist_ok=True)
    house.settings.conversations_dir.write_text("a file where a folder should be")
    context = await house.hold()
    [fault], [ended] = held.of(Fault), held.of(ConversationEnded)
    assert (fault.where, fault.kind, fault.fatal) == ("job", "NotADirectoryError", True)
    assert (ended.seq, ended.reason) == (2, "agent_failed")
    assert context.reason == "not begun"


async def test_a_log_that_another_job_left_is_not_written_over(house: House) -> None:
    held = house.conversation()
    house.folder().mkdir(parents=True)
    (house.folder() / "events.jsonl").write_text(LINE + "\n")
    held.events[1, 1] = parse_event(LINE)
    assert (await house.hold()).reason == "not begun"
    assert [(e.seq, e.type) for _, e in sorted(held.events.items())] == [
        (1, "assistant_ready"),
        (2, "fault"),
        (3, "conversation_ended"),
    ]
    assert (house.folder() / "events.jsonl").read_text() == LINE + "\n"


async def test_a_failed_start_is_reported_when_the_server_is_back(house: House) -> None:
    held = house.conversation()
    house.folder().mkdir(parents=True)
    (house.folder() / "events.jsonl").write_text("")

    house.server.refuse_posts = 2
    await house.hold()
    assert house.server.refuse_posts == 0
    assert held.of(ConversationEnded)[0].reason == "agent_failed"


async def test_the_next_job_delivers_what_a_dead_one_left_and_counts_on_from_it(house: House) -> None:
    held = house.conversation()
    held.jobs.append("AJ_dead")
    house.folder(1).mkdir(parents=True)
    (house.folder(1) / "events.jsonl").write_text(LINE + "\n")
    (house.folder(1) / "job.json").write_text('{"job_id": "AJ_dead"}')
    os.utime(house.folder(1) / "events.jsonl", (0, 0))
    await house.hold(job_id="AJ_next")
    [left] = held.of(AssistantReady)
    assert left.attempt == 1
    assert [e.attempt for e in held.of(ConversationStarted)] == [2]


def test_a_process_that_is_asked_to_go_is_not_kept_waiting(tmp_path: Path) -> None:
    async def main() -> None:
        server, loop = FakeServer(brief=brief("text")), asyncio.get_running_loop()

        async def fail_without_a_server() -> None:
            server.failure = DOWN
            await _fail()

        context = new_context(fail_without_a_server)
        await holding(context, server, tmp_path, waits=Waits(leaving_s=5.0, delivery_s=30.0))
        [leave] = context.callbacks
        asked_at = loop.time()
        await leave(ASKED_BY_WORKER)
        assert loop.time() - asked_at == 5.0
        assert not context.over.is_set()
        server.failure = None
        await context.over.wait()
        assert [event.type for _, event in sorted(server.stored["cv-test", 1].items())][-1] == "conversation_ended"
        assert server.is_closed

    run_virtual(main())


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        (ASKED_BY_WORKER, "shutdown"),
        ("signal", "shutdown"),
        ("job crashed", "agent_failed"),
        ("cancelled", "agent_failed"),
        ("superseded", "superseded"),
    ],
)
async def test_one_who_must_go_before_it_has_begun_says_so_and_lets_go_of_everything(
    house: House, how: str, reason: str
) -> None:
    held = house.conversation("witness")
    witness.let_go.clear()
    async with house.joining() as (context, entrypoint):
        if how == "signal":
            os.kill(os.getpid(), FAREWELL)
        elif how == "cancelled":
            entrypoint.cancel()
        elif how == "superseded":
            held.jobs.append("AJ_another")
        else:
            await asyncio.wait_for(context.callbacks[0](how), LONG_S)
    assert kinds(held) == ["conversation_started", "conversation_ended"]
    [ended] = held.of(ConversationEnded)
    assert (ended.reason, ended.talked_s) == (reason, 0.0)
    assert witness.let_go == ["cv-1"]
    assert not is_being_written(house.folder())
    assert (house.folder() / "delivered").read_text() == "2"


def test_one_who_must_go_before_its_claim_is_answered_leaves_nothing_behind(tmp_path: Path) -> None:
    async def main() -> None:
        server = FakeServer()
        entrypoint = asyncio.create_task(holding(new_context(_fail), server, tmp_path))
        await asyncio.sleep(1)
        assert server.claimed_at == [0.0]
        entrypoint.cancel()
        with pytest.raises(asyncio.CancelledError):
            await entrypoint
        assert server.is_closed
        assert not settings(tmp_path).conversations_dir.exists()

    run_virtual(main())


def test_the_waits_fit_into_what_the_worker_gives(tmp_path: Path) -> None:
    given = settings(tmp_path)
    assert Waits.within(given).leaving_s < given.agent_closing_s
    assert LONGEST_GOODBYE_S + Waits().delivery_s <= given.agent_farewell_s


@pytest.mark.parametrize("everything", [False, True])
def test_what_the_server_stumbles_over_is_a_fault_on_record(tmp_path: Path, everything: bool) -> None:
    """But one about such a fault would go on for ever."""

    def stumbles(event: Event) -> bool:
        return everything or isinstance(event, ConversationStarted)

    async def join() -> None:
        await asyncio.sleep(3600)

    async def main() -> None:
        log = new_log(tmp_path / "cv-1")
        server = FakeServer(refuses=stumbles, refusal=ServerFailedError("status 500"))
        context = new_context(join)
        job = Job(
            cast("JobContext", context),
            settings(tmp_path),
            cast("StudyServer", server),
            brief=brief("text"),
            log=log,
            waits=Waits(),
        )
        beginning = asyncio.create_task(job.begin())
        await asyncio.sleep(60)
        faults = logged(log, Fault)
        assert [fields(f, "where", "kind", "fatal") for f in faults] == [("server", EVENT_SET_ASIDE, False)]
        assert faults[0].message == "conversation_started 1: ServerFailedError: status 500"
        assert server.seqs("cv-test") == ([] if everything else [2])
        beginning.cancel()
        await context.over.wait()

    run_virtual(main())


def test_another_assistant_in_the_room_makes_it_ask_at_once(tmp_path: Path) -> None:
    async def join() -> None:
        await asyncio.sleep(3600)

    async def main() -> list[float]:
        server, context = FakeServer(), new_context(join)
        job = Job(
            cast("JobContext", context),
            settings(tmp_path),
            cast("StudyServer", server),
            brief=brief("text"),
            log=new_log(tmp_path / "cv-1"),
            waits=Waits(),
        )
        beginning = asyncio.create_task(job.begin())
        await asyncio.sleep(2.5)
        for kind in ("PARTICIPANT_KIND_STANDARD", "PARTICIPANT_KIND_AGENT"):
            context.room.emit("participant_connected", SimpleNamespace(kind=getattr(rtc.ParticipantKind, kind)))
            await asyncio.sleep(0.4)
        beginning.cancel()
        return [post.at for post in server.posts if post.at > 2.4]

    assert run_virtual(main()) == [pytest.approx(3.05)]
