"""The participant's microphone: each frame goes straight to those who listen, and nowhere else.

Takes the place of RoomIO's input and of the session's way from there to its VAD: queue after queue, and a task woken
at each of them for every frame.
"""

import asyncio
from collections.abc import Callable

import structlog
from livekit import rtc
from livekit.agents.utils import aio

from agent.hearing.utterances import WINDOW_S

INPUT_RATE = 24_000
FRAME_MS = round(WINDOW_S * 1000)  # a frame is one window of the VAD, which waits for no other to complete it

Hear = Callable[[rtc.AudioFrame], None]

_log = structlog.get_logger(__name__)


class Microphone:
    """Follows the newest microphone track of a participant in the room, over reloads of the page."""

    def __init__(self, *ears: Hear, on_broken: Callable[[BaseException], None]) -> None:
        """``ears`` are called in order; ``on_broken`` is told when one of them failed and nothing is heard any more."""
        self._ears, self._on_broken = ears, on_broken
        self._room: rtc.Room | None = None
        self._reading: dict[str, asyncio.Task[None]] = {}  # by the track's sid

    def watch(self, room: rtc.Room) -> None:
        """Listen to a connected room from now on."""
        self._room = room
        room.on("track_subscribed", self._subscribed)
        room.on("track_unsubscribed", self._unsubscribed)
        for rtc_participant in room.remote_participants.values():
            for publication in rtc_participant.track_publications.values():
                if publication.track is not None:
                    self._subscribed(publication.track, publication, rtc_participant)

    async def aclose(self) -> None:
        """Stop listening."""
        if self._room is not None:
            self._room.off("track_subscribed", self._subscribed)
            self._room.off("track_unsubscribed", self._unsubscribed)
        await aio.cancel_and_wait(*self._reading.values())

    def _subscribed(
        self, track: rtc.Track, publication: rtc.RemoteTrackPublication, rtc_participant: rtc.RemoteParticipant
    ) -> None:
        if (
            publication.source != rtc.TrackSource.SOURCE_MICROPHONE
            or rtc_participant.kind != rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD
        ):
            return
        for older in self._reading.values():
            older.cancel()
        reading = self._reading[track.sid] = asyncio.create_task(self._read(track), name="microphone.read")
        reading.add_done_callback(lambda done: self._check(track.sid, done))

    def _unsubscribed(
        self, track: rtc.Track, publication: rtc.RemoteTrackPublication, rtc_participant: rtc.RemoteParticipant
    ) -> None:
        if (reading := self._reading.get(track.sid)) is not None:
            reading.cancel()

    async def _read(self, track: rtc.Track) -> None:
        stream = rtc.AudioStream(track, sample_rate=INPUT_RATE, num_channels=1, frame_size_ms=FRAME_MS)
        try:
            async for event in stream:
                for hear in self._ears:
                    hear(event.frame)
        finally:
            await stream.aclose()

    def _check(self, sid: str, reading: asyncio.Task[None]) -> None:
        if self._reading.get(sid) is reading:
            del self._reading[sid]
        if not reading.cancelled() and (error := reading.exception()) is not None:
            _log.error("microphone_broke", exc_info=error)
            self._on_broken(error)
