"""A caller's microphone: speech goes out in real time and its first and last moment are known exactly.

LiveKit's own source paces the audio, fills the pauses with silence and never waits for Python, so a whole line is
handed over in one call: cheap for many callers in one process, and untouched by a busy event loop.
"""

import asyncio
import time
from dataclasses import dataclass

from livekit import rtc

from agent.callers.voice import SAMPLE_RATE
from agent.models.base import Audio

_LONGEST_LINE_MS = 120_000
_BIT_RATE = 64_000  # from here on Opus works in the mode that costs half


@dataclass(frozen=True, slots=True)
class Spoken:
    """When the first and last sample of a line left the microphone, in seconds of wall time."""

    started_at: float
    ended_at: float


class Microphone:
    """Publishes one audio track and speaks into it."""

    def __init__(self) -> None:
        self._source = rtc.AudioSource(SAMPLE_RATE, 1, queue_size_ms=_LONGEST_LINE_MS)

    async def publish(self, room: rtc.Room) -> None:
        """Open the microphone in a room that the caller has joined."""
        track = rtc.LocalAudioTrack.create_audio_track("microphone", self._source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        options.audio_encoding.max_bitrate = _BIT_RATE
        await room.local_participant.publish_track(track, options)

    async def say(self, speech: Audio) -> Spoken:
        """Speak and return when the last sample is out. Cancelling falls silent at once.

        Raises ValueError for audio of another rate than 16 kHz or of more than two minutes.
        """
        if speech.sample_rate != SAMPLE_RATE or speech.duration_s * 1000 > _LONGEST_LINE_MS:
            raise ValueError(f"cannot speak {speech.duration_s:.1f} s at {speech.sample_rate} Hz")
        started_at = time.time()
        await self._source.capture_frame(rtc.AudioFrame(speech.pcm, SAMPLE_RATE, 1, len(speech.pcm) // 2))
        ended_at = started_at + speech.duration_s
        try:
            await asyncio.sleep(max(0.0, ended_at - time.time()))
        except asyncio.CancelledError:
            self._source.clear_queue()
            raise
        return Spoken(started_at, ended_at)

    async def aclose(self) -> None:
        """Let go of the source."""
        await self._source.aclose()
