import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from livekit import rtc

from agent.attempt.presence import GONE_AFTER_S, Presence
from scenarios.events import RtcParticipantChanged
from tests.agent.parts import logged, new_log
from tests.support.virtual_time import run_virtual

HUMAN, AGENT = rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD, rtc.ParticipantKind.PARTICIPANT_KIND_AGENT


@dataclass
class Someone:
    identity: str
    kind: int = HUMAN


def someone(identity: str, kind: int = HUMAN) -> rtc.RemoteParticipant:
    return cast("rtc.RemoteParticipant", Someone(identity, kind))


class FakeRoom:
    def __init__(self, *present: rtc.RemoteParticipant) -> None:
        self.remote_participants = {p.identity: p for p in present}
        self.handlers: dict[str, Any] = {}

    def on(self, name: str, handler: Any) -> None:
        self.handlers[name] = handler

    def off(self, name: str, handler: Any) -> None:
        assert self.handlers.pop(name) == handler


@dataclass
class Watched:
    presence: Presence
    joined: list[str]
    gone_at: list[float]


def watch(folder: Path, room: FakeRoom) -> tuple[Watched, Any]:
    log = new_log(folder)
    loop = asyncio.get_running_loop()
    joined: list[str] = []
    gone_at: list[float] = []
    presence = Presence(log=log, on_joined=joined.append, on_gone=lambda: gone_at.append(loop.time()))
    presence.watch(cast("rtc.Room", room))
    return Watched(presence, joined, gone_at), log


def test_who_is_there_already_has_joined(tmp_path: Path) -> None:
    async def main() -> None:
        watched, log = watch(tmp_path, FakeRoom(someone("p-1"), someone("agent-1", AGENT)))
        assert watched.joined == ["p-1"]
        assert watched.presence.anyone
        await asyncio.sleep(200)
        assert watched.gone_at == []
        assert [e.change for e in logged(log, RtcParticipantChanged)] == ["joined"]

    run_virtual(main())


def test_nobody_for_90_seconds_is_gone(tmp_path: Path) -> None:
    async def main() -> None:
        watched, _ = watch(tmp_path, FakeRoom())
        await asyncio.sleep(200)
        assert watched.gone_at == [GONE_AFTER_S]

    run_virtual(main())


def test_coming_back_in_time_is_no_leaving(tmp_path: Path) -> None:
    async def main() -> None:
        room = FakeRoom(someone("p-1"))
        watched, log = watch(tmp_path, room)
        await asyncio.sleep(10)
        room.handlers["participant_disconnected"](someone("p-1"))
        assert not watched.presence.anyone
        await asyncio.sleep(80)
        room.handlers["participant_connected"](someone("p-1"))
        await asyncio.sleep(200)
        assert watched.gone_at == []
        room.handlers["participant_disconnected"](someone("p-1"))
        await asyncio.sleep(200)
        assert watched.gone_at == [10 + 80 + 200 + GONE_AFTER_S]
        assert [e.change for e in logged(log, RtcParticipantChanged)] == ["joined", "left", "joined", "left"]

    run_virtual(main())


def test_a_departure_behind_the_loss_of_our_own_line_is_none(tmp_path: Path) -> None:
    async def main() -> None:
        room = FakeRoom(someone("p-1"))
        watched, log = watch(tmp_path, room)
        await asyncio.sleep(10)
        room.handlers["reconnecting"]()
        room.handlers["participant_disconnected"](someone("p-1"))
        await asyncio.sleep(2 * GONE_AFTER_S)
        assert (watched.presence.anyone, watched.presence.in_earshot, watched.presence.alone_s) == (True, False, None)
        room.handlers["participant_connected"](someone("p-1"))
        room.handlers["reconnected"]()
        await asyncio.sleep(2 * GONE_AFTER_S)
        assert watched.presence.in_earshot
        assert watched.gone_at == []
        assert watched.joined == ["p-1", "p-1"]  # is told everything once more
        assert [e.change for e in logged(log, RtcParticipantChanged)] == ["joined"]

    run_virtual(main())


def test_who_is_not_there_when_the_line_is_back_is_waited_for_from_then_on(tmp_path: Path) -> None:
    async def main() -> None:
        room = FakeRoom(someone("p-1"))
        watched, log = watch(tmp_path, room)
        room.handlers["reconnecting"]()
        await asyncio.sleep(50)
        room.remote_participants.clear()
        room.handlers["reconnected"]()
        assert not watched.presence.anyone
        await asyncio.sleep(2 * GONE_AFTER_S)
        assert watched.gone_at == [50 + GONE_AFTER_S]
        assert [e.change for e in logged(log, RtcParticipantChanged)] == ["joined", "left"]

    run_virtual(main())


def test_nobody_is_waited_for_without_a_line(tmp_path: Path) -> None:
    """How long nobody was there counts up to its loss."""

    async def main() -> None:
        room = FakeRoom(someone("p-1"))
        watched, _ = watch(tmp_path, room)
        room.handlers["participant_disconnected"](someone("p-1"))
        await asyncio.sleep(30)
        assert watched.presence.alone_s == 30
        room.handlers["reconnecting"]()
        await asyncio.sleep(2 * GONE_AFTER_S)
        assert watched.presence.alone_s == 30
        assert watched.gone_at == []
        room.handlers["reconnected"]()
        await asyncio.sleep(GONE_AFTER_S)
        assert watched.gone_at == [30 + 3 * GONE_AFTER_S]

    run_virtual(main())


def test_nobody_is_missed_once_it_is_over(tmp_path: Path) -> None:
    async def main() -> None:
        watched, _ = watch(tmp_path, FakeRoom())
        watched.presence.stop()
        await asyncio.sleep(200)
        assert watched.gone_at == []

    run_virtual(main())


def test_once_it_is_over_the_room_is_no_longer_followed(tmp_path: Path) -> None:
    async def main() -> None:
        room = FakeRoom()
        watched, _ = watch(tmp_path, room)
        watched.presence.stop()
        assert room.handlers == {}
        watched.presence.stop()

    run_virtual(main())
