"""Whose microphone is heard, in a room whose tracks are made up: each brings frames of its own length."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from livekit import rtc

from agent.hearing.microphone import Microphone

STANDARD, AGENT = rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD, rtc.ParticipantKind.PARTICIPANT_KIND_AGENT
MICROPHONE, CAMERA = rtc.TrackSource.SOURCE_MICROPHONE, rtc.TrackSource.SOURCE_CAMERA


@dataclass
class Tab:
    """A page with a microphone. ``frames`` waits for what it sends; None is the end of its track."""

    name: str
    kind: int = STANDARD
    source: int = MICROPHONE
    frames: "asyncio.Queue[int | None]" = field(default_factory=asyncio.Queue)
    is_open: bool = False

    def __post_init__(self) -> None:
        self.publication = SimpleNamespace(sid=f"TR_{self.name}", source=self.source, track=self)
        publications = {self.publication.sid: self.publication}
        self.participant = SimpleNamespace(sid=f"PA_{self.name}", kind=self.kind, track_publications=publications)

    async def read(self) -> AsyncGenerator[rtc.AudioFrame, None]:
        self.is_open = True
        try:
            while (samples := await self.frames.get()) is not None:
                yield rtc.AudioFrame(bytes(2 * samples), 24_000, 1, samples)
        finally:
            self.is_open = False


@dataclass
class Room:
    """The room, and what was heard in it."""

    room: rtc.Room = field(default_factory=rtc.Room)
    heard: list[int] = field(default_factory=list)
    broken: list[BaseException] = field(default_factory=list)

    def microphone(self) -> Microphone:
        def frames(track: rtc.Track) -> AsyncGenerator[rtc.AudioFrame, None]:
            return cast("Tab", track).read()

        return Microphone(self._hear, on_broken=self.broken.append, frames=frames)

    def _hear(self, frame: rtc.AudioFrame) -> None:
        if frame.samples_per_channel == 13:
            raise ValueError("an ear that fails")
        self.heard.append(frame.samples_per_channel)

    def opens(self, tab: Tab) -> None:
        self.room.emit("track_subscribed", tab, tab.publication, tab.participant)

    def closes(self, tab: Tab) -> None:
        self.room.emit("track_unsubscribed", None, tab.publication, tab.participant)

    def vanishes(self, tab: Tab) -> None:
        self.room.emit("participant_disconnected", tab.participant)

    async def says(self, *said: tuple[Tab, int]) -> None:
        for tab, samples in said:
            tab.frames.put_nowait(samples)
            await settled()


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_the_newest_is_heard_and_when_it_goes_the_older_one_again() -> None:
    room, first, second = Room(), Tab("first"), Tab("second")
    microphone = room.microphone()
    microphone.watch(room.room)
    room.opens(first)
    await room.says((first, 1))
    room.opens(second)
    await settled()
    assert (first.is_open, second.is_open) == (False, True)
    await room.says((second, 2))
    room.closes(second)
    await settled()
    assert (first.is_open, second.is_open) == (True, False)
    await room.says((first, 3))
    assert room.heard == [1, 2, 3]
    await microphone.aclose()
    assert not first.is_open


async def test_an_older_one_that_goes_changes_nothing() -> None:
    room, first, second = Room(), Tab("first"), Tab("second")
    microphone = room.microphone()
    microphone.watch(room.room)
    room.opens(first)
    room.opens(second)
    await room.says((second, 2))
    room.vanishes(first)
    await room.says((second, 3))
    room.closes(second)
    await settled()
    assert room.heard == [2, 3]
    assert not first.is_open
    await microphone.aclose()


async def test_one_whose_owner_is_gone_or_whose_track_ended_is_not_waited_for() -> None:
    room, first, second, third = Room(), Tab("first"), Tab("second"), Tab("third")
    microphone = room.microphone()
    microphone.watch(room.room)
    for tab in (first, second, third):
        room.opens(tab)
    await settled()
    room.vanishes(third)
    await room.says((second, 2))
    second.frames.put_nowait(None)
    await settled()
    await room.says((first, 1))
    assert room.heard == [2, 1]
    await microphone.aclose()


async def test_those_who_are_there_already_are_heard() -> None:
    tab = Tab("early")

    class Inhabited(rtc.Room):
        @property
        def remote_participants(self) -> Any:
            return {"early": tab.participant}

    room = Room(Inhabited())
    microphone = room.microphone()
    microphone.watch(room.room)
    await room.says((tab, 4))
    assert room.heard == [4]
    await microphone.aclose()


@pytest.mark.parametrize("tab", [Tab("other assistant", kind=AGENT), Tab("camera", source=CAMERA)])
async def test_only_a_participant_s_microphone_counts(tab: Tab) -> None:
    room = Room()
    microphone = room.microphone()
    microphone.watch(room.room)
    room.opens(tab)
    await settled()
    assert not tab.is_open
    await microphone.aclose()


async def test_an_ear_that_fails_is_told_and_the_next_microphone_is_heard() -> None:
    room, tab, other = Room(), Tab("tab"), Tab("other")
    microphone = room.microphone()
    microphone.watch(room.room)
    room.opens(tab)
    await room.says((tab, 13))
    assert [str(error) for error in room.broken] == ["an ear that fails"]
    assert not tab.is_open
    room.opens(other)
    await room.says((other, 5))
    assert room.heard == [5]
    await microphone.aclose()


async def test_after_the_end_nobody_is_heard() -> None:
    room, tab = Room(), Tab("late")
    microphone = room.microphone()
    microphone.watch(room.room)
    await microphone.aclose()
    room.opens(tab)
    await settled()
    assert not tab.is_open
