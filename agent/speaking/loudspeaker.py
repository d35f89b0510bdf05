"""The assistant's audio track: plays one reply after the other and knows at any time how far it came.

Takes the place of RoomIO's output, which hands LiveKit 50 ms at a time: a request to the native library and back for
each. Here a request carries up to 200 ms, a quarter of the work in every second of speech.
"""

import asyncio
import time

import structlog
from livekit import rtc
from livekit.agents.utils import aio
from livekit.agents.voice import io

from agent.speaking.reply import OUTPUT_RATE

TRACK_NAME = "assistant"
CHUNK_S = 0.2
QUEUE_MS = 600  # how far ahead LiveKit holds audio; an interruption empties it at once
SAMPLE_BYTES = 2

_log = structlog.get_logger(__name__)


class Loudspeaker(io.AudioOutput):
    """A leaf of LiveKit's output chain. A segment ends with ``flush`` or ``clear_buffer``.

    One task hands audio over for the whole conversation and is never cancelled within a request: the native source
    refuses a request while one is under way.
    """

    def __init__(self) -> None:
        super().__init__(
            label="Loudspeaker", capabilities=io.AudioOutputCapabilities(pause=False), sample_rate=OUTPUT_RATE
        )
        self._source = rtc.AudioSource(OUTPUT_RATE, 1, queue_size_ms=QUEUE_MS)
        self._news = asyncio.Event()
        self._segment = 0
        self._open = False  # a segment is being played
        self._complete = False  # its last frame is here
        self._waiting = bytearray()
        self._pushed_s = 0.0
        self._feeding = asyncio.create_task(self._feed(), name="loudspeaker")

    async def publish(self, room: rtc.Room) -> None:
        """Publish the track. Returns when the participant is subscribed to it."""
        track = rtc.LocalAudioTrack.create_audio_track(TRACK_NAME, self._source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        publication = await room.local_participant.publish_track(track, options)
        await publication.wait_for_subscription()

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        """Play a frame behind those before it; returns at once."""
        await super().capture_frame(frame)
        if not self._open:
            self._open, self._complete, self._pushed_s = True, False, 0.0
        self._waiting += frame.data
        self._news.set()

    def flush(self) -> None:
        """The segment is complete."""
        super().flush()
        self._complete = True
        self._news.set()

    def clear_buffer(self) -> None:
        """Fall silent at once."""
        if self._open:
            position_s = max(0.0, self._pushed_s - self._source.queued_duration)
            self._source.clear_queue()
            self._finish(position_s, interrupted=True)

    async def aclose(self) -> None:
        """Stop, and let go of the track."""
        await aio.cancel_and_wait(self._feeding)
        await self._source.aclose()

    async def _feed(self) -> None:
        while True:
            await self._news.wait()
            segment = self._segment
            try:
                if self._waiting:
                    await self._push()
                elif self._open and self._complete:
                    await self._source.wait_for_playout()
                    if segment == self._segment:
                        self._finish(self._pushed_s, interrupted=False)
                else:
                    self._news.clear()
            except Exception as error:  # LiveKit raises plain exceptions; a reply must end for the next to begin
                _log.warning("audio_not_played", error=error)
                if segment == self._segment:
                    self._finish(self._pushed_s, interrupted=True)

    async def _push(self) -> None:
        """Hand over the next stretch; waits while LiveKit holds enough."""
        length = min(len(self._waiting), round(CHUNK_S * OUTPUT_RATE) * SAMPLE_BYTES)
        chunk = bytes(self._waiting[:length])
        del self._waiting[:length]
        if not self._pushed_s:
            self.on_playback_started(created_at=time.time())
        samples = length // SAMPLE_BYTES
        self._pushed_s += samples / OUTPUT_RATE
        await self._source.capture_frame(rtc.AudioFrame(chunk, OUTPUT_RATE, 1, samples))

    def _finish(self, position_s: float, *, interrupted: bool) -> None:
        self._segment += 1
        self._open = False
        self._waiting.clear()
        self.on_playback_finished(playback_position=position_s, interrupted=interrupted)
