"""The participant's microphone: each frame goes straight to those who listen, and nowhere else.

Takes the place of RoomIO's input and of the session's way from there to its VAD: queue after queue, and a task woken
at each of them for every frame.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

import structlog
from livekit import rtc
from livekit.agents.utils import aio

from agent.hearing.utterances import WINDOW_S

INPUT_RATE = 24_000
FRAME_MS = round(WINDOW_S * 1000)  # a frame is one window of the VAD, which waits for no other to complete it

Hear = Callable[[rtc.AudioFrame], None]
Frames = Callable[[rtc.Track], AsyncGenerator[rtc.AudioFrame, None]]

_log = structlog.get_logger(__name__)


async def frames_of(track: rtc.Track) -> AsyncGenerator[rtc.AudioFrame, None]:
    """What a track brings, until it ends."""
    stream = rtc.AudioStream(track, sample_rate=INPUT_RATE, num_channels=1, frame_size_ms=FRAME_MS)
    try:
        async for event in stream:
            yield event.frame
    finally:
        await stream.aclose()


class Microphone:
    """Follows the newest microphone track there is of a participant in the room, over reloads of the page.

    Where two are open, the newer one is heard; when it goes, the other one is heard again.
    """

    def __init__(self, *ears: Hear, on_broken: Callable[[BaseException], None], frames: Frames = frames_of) -> None:
        """``ears`` are called in order; ``on_broken`` is told when one of them failed and nothing is heard any more."""
        self._ears, self._on_broken, self._frames = ears, on_broken, frames
        self._room: rtc.Room | None = None
        self._tracks: dict[str, tuple[str, rtc.Track]] = {}  # by their sids, with whose they are; the newest last
        self._heard: rtc.Track | None = None
        self._reading: asyncio.Task[None] | None = None  # of the track that is heard
        self._readings: set[asyncio.Task[None]] = set()  # also those that are being cancelled

    def watch(self, room: rtc.Room) -> None:
        """Listen to a connected room from now on."""
        self._room = room
        room.on("track_subscribed", self._subscribed)
        room.on("track_unsubscribed", self._unsubscribed)
        room.on("participant_disconnected", self._left)
        for rtc_participant in room.remote_participants.values():
            for publication in rtc_participant.track_publications.values():
                if publication.track is not None:
                    self._subscribed(publication.track, publication, rtc_participant)

    async def aclose(self) -> None:
        """Stop listening."""
        if self._room is not None:
            self._room.off("track_subscribed", self._subscribed)
            self._room.off("track_unsubscribed", self._unsubscribed)
            self._room.off("participant_disconnected", self._left)
        self._tracks.clear()
        await aio.cancel_and_wait(*self._readings)

    def _subscribed(
        self, track: rtc.Track, publication: rtc.RemoteTrackPublication, rtc_participant: rtc.RemoteParticipant
    ) -> None:
        if (
            publication.source == rtc.TrackSource.SOURCE_MICROPHONE
            and rtc_participant.kind == rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD
        ):
            self._tracks.pop(publication.sid, None)
            self._tracks[publication.sid] = (rtc_participant.sid, track)
            self._listen()

    def _unsubscribed(
        self, track: rtc.Track | None, publication: rtc.RemoteTrackPublication, rtc_participant: rtc.RemoteParticipant
    ) -> None:
        self._tracks.pop(publication.sid, None)
        self._listen()

    def _left(self, rtc_participant: rtc.RemoteParticipant) -> None:
        """LiveKit says nothing of a track whose owner is gone already."""
        self._tracks = {sid: entry for sid, entry in self._tracks.items() if entry[0] != rtc_participant.sid}
        self._listen()

    def _listen(self) -> None:
        """Hear the newest track, and no other."""
        newest = next((track for _, track in reversed(self._tracks.values())), None)
        if newest is self._heard:
            return
        if self._reading is not None:
            self._reading.cancel()
        self._heard, self._reading = newest, None
        if newest is not None:
            self._reading = asyncio.create_task(self._read(newest), name="microphone.read")
            self._readings.add(self._reading)
            self._reading.add_done_callback(self._check)

    async def _read(self, track: rtc.Track) -> None:
        async with aclosing(self._frames(track)) as frames:
            async for frame in frames:
                for hear in self._ears:
                    hear(frame)

    def _check(self, reading: asyncio.Task[None]) -> None:
        self._readings.discard(reading)
        if reading.cancelled():
            return
        if (error := reading.exception()) is not None:
            _log.error("microphone_broke", exc_info=error)
            self._on_broken(error)
        elif reading is self._reading:  # the track ended by itself
            self._tracks = {sid: entry for sid, entry in self._tracks.items() if entry[1] is not self._heard}
            self._listen()
