"""How an attempt ends when its room or its parts are gone: once, and by the reason that is true."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

import pytest
from livekit import rtc
from livekit.agents import JobContext

from agent.attempt.job import Job, Waits
from agent.attempt.presence import GONE_AFTER_S
from agent.conversation import SAME_FAULT_S, Conversation
from agent.reporting.study_server import StudyServer
from scenarios.events import ConversationEnded, Fault
from tests.agent.attempt.test_job import new_context
from tests.agent.parts import logged, new_log
from tests.agent.reporting.fake_server import FakeServer
from tests.agent.stage import brief, settings
from tests.agent.virtual_conversation import Room, held
from tests.support.virtual_time import run_virtual

LOST_AFTER_S = 14.0  # LiveKit's client tries so long to come back to a server that was killed

Course = Callable[[Room], Awaitable[None]]


def ended_by(folder: Path, course: Course) -> tuple[list[str], list[str]]:
    """How a conversation ended in which this happened to the room: the reasons, and the room's faults."""

    async def main() -> tuple[list[str], list[str]]:
        async with held(folder, nudges=False) as conversation:
            await asyncio.sleep(5)
            await course(conversation.room)
            await asyncio.sleep(5)
            ends, faults = logged(conversation.log, ConversationEnded), logged(conversation.log, Fault)
            return [e.reason for e in ends], [f.message for f in faults if f.where == "room"]

    return run_virtual(main())


def lost(reason: rtc.DisconnectReason.ValueType) -> Course:
    async def course(room: Room) -> None:
        room.be_lost(reason)

    return course


async def livekit_crashes(room: Room) -> None:
    room.lose_line()
    await asyncio.sleep(LOST_AFTER_S)
    room.be_lost()


async def livekit_crashes_and_departures_come_first(room: Room) -> None:
    """As the client tells it where it does not try to resume."""
    room.leave()
    room.emit("reconnecting")
    await asyncio.sleep(LOST_AFTER_S)
    room.be_lost()


async def livekit_is_away_for_long(room: Room) -> None:
    """Longer than anybody who left would be waited for."""
    room.lose_line()
    await asyncio.sleep(2 * GONE_AFTER_S)
    room.be_lost()


async def livekit_crashes_after_an_absence(room: Room) -> None:
    room.leave()
    await asyncio.sleep(SAME_FAULT_S + 1)
    await livekit_crashes(room)


async def livekit_crashes_after_a_reload(room: Room) -> None:
    room.leave()
    await asyncio.sleep(SAME_FAULT_S + 1)
    room.come_back()
    await livekit_crashes(room)


async def livekit_crashes_twice(room: Room) -> None:
    """Everyone is back in between."""
    room.lose_line()
    await asyncio.sleep(SAME_FAULT_S + 1)
    room.come_back()
    room.emit("reconnected")
    await asyncio.sleep(GONE_AFTER_S + 1)
    await livekit_crashes(room)


async def only_the_line_comes_back(room: Room) -> None:
    room.lose_line()
    await asyncio.sleep(LOST_AFTER_S)
    room.emit("reconnected")
    await asyncio.sleep(GONE_AFTER_S + 1)


async def the_empty_room_is_deleted(room: Room) -> None:
    room.leave()
    await asyncio.sleep(1)
    room.be_lost(rtc.DisconnectReason.ROOM_DELETED)


AGENT_FAILED = (["agent_failed"], ["UNKNOWN_REASON"])
ABSENT: tuple[list[str], list[str]] = (["participant_gone"], [])


@pytest.mark.parametrize(
    ("course", "ended"),
    [
        (lost(rtc.DisconnectReason.SERVER_SHUTDOWN), (["agent_failed"], ["SERVER_SHUTDOWN"])),
        (lost(rtc.DisconnectReason.CLIENT_INITIATED), ([], [])),
        (livekit_crashes, AGENT_FAILED),
        (livekit_crashes_and_departures_come_first, AGENT_FAILED),
        (livekit_is_away_for_long, AGENT_FAILED),
        (livekit_crashes_after_a_reload, AGENT_FAILED),
        (livekit_crashes_twice, AGENT_FAILED),
        (livekit_crashes_after_an_absence, ABSENT),
        (only_the_line_comes_back, ABSENT),
        (the_empty_room_is_deleted, ABSENT),
    ],
)
def test_a_lost_room_is_a_fault_unless_nobody_was_there_any_more_or_this_process_left_it(
    tmp_path: Path, course: Course, ended: tuple[list[str], list[str]]
) -> None:
    assert ended_by(tmp_path, course) == ended


class BreaksInClosing(Conversation):
    """A conversation that has told its end when its last part breaks."""

    async def run(self) -> None:
        self._parts.log.append(ConversationEnded, reason="participant_ended", talked_s=12.0)
        raise RuntimeError("the channel broke")


def test_what_breaks_behind_the_end_is_on_record_and_ends_nothing_twice(tmp_path: Path) -> None:
    async def join() -> None:
        """The room is open."""

    async def main() -> None:
        log = new_log(tmp_path / "cv-1")
        context = new_context(join)
        job = Job(
            cast("JobContext", context),
            settings(tmp_path),
            cast("StudyServer", FakeServer()),
            brief=brief("text"),
            log=log,
            waits=Waits(),
            conversation=BreaksInClosing,
        )
        await job.begin()
        await context.over.wait()
        assert [event.reason for event in logged(log, ConversationEnded)] == ["participant_ended"]
        assert [event.message for event in logged(log, Fault)] == ["the channel broke"]

    run_virtual(main())
