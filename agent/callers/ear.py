"""What a caller hears: when sound begins and ends, and the sound itself when it is to be checked.

Sound is energy: a stretch of 10 ms above -50 dBFS is heard, anything else is silence. A stretch is timed by its own
arrival, also when LiveKit hands over several at once, so longer frames save work and cost no precision.
"""

import asyncio
import time
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
from livekit import rtc

from agent.callers.voice import SAMPLE_RATE
from agent.models.base import Audio

_BLOCK_MS = 10
_BLOCK = SAMPLE_RATE * _BLOCK_MS // 1000
_AUDIBLE = 32768 * 10 ** (-50 / 20)  # root mean square
_SILENCE_BEFORE_ONSET_S = 0.3  # shorter pauses are pauses between words


@dataclass(frozen=True, slots=True)
class Sound:
    """A stretch of sound, in seconds of wall time."""

    started_at: float
    ended_at: float


class Ear:
    """Listens to one track after the other: a second assistant's follows the first one's."""

    def __init__(self, *, frame_ms: int = 20, keep_audio: bool = False) -> None:
        """``frame_ms`` is how much sound arrives at a time, a multiple of 10; ``keep_audio`` for ``audio_between``."""
        self._frame_ms = frame_ms
        self._keep_audio = keep_audio
        self._audible: list[float] = []  # the starts of audible stretches
        self._onsets: list[float] = []
        self._kept: list[tuple[float, bytes]] = []
        self._onset_heard = asyncio.Condition()

    async def listen(self, track: rtc.Track) -> None:
        """Hear a track until it ends."""
        stream = rtc.AudioStream(track, sample_rate=SAMPLE_RATE, num_channels=1, frame_size_ms=self._frame_ms)
        try:
            async for event in stream:
                await self.hear(bytes(event.frame.data), time.time())
        finally:
            await stream.aclose()

    async def hear(self, pcm: bytes, arrived_at: float) -> None:
        """Take in whole stretches of 16-bit mono sound; the last of them arrived at that moment."""
        blocks = np.frombuffer(pcm, np.int16).astype(np.float32).reshape(-1, _BLOCK)
        audible = np.sqrt(np.einsum("ij,ij->i", blocks, blocks) / _BLOCK) > _AUDIBLE
        first_at = arrived_at - (len(blocks) - 1) * _BLOCK_MS / 1000
        if self._keep_audio:
            self._kept.append((first_at, pcm))
        n_onsets = len(self._onsets)
        for index in np.flatnonzero(audible):
            heard_at = first_at + float(index) * _BLOCK_MS / 1000
            if not self._audible or heard_at - self._audible[-1] > _SILENCE_BEFORE_ONSET_S:
                self._onsets.append(heard_at)
            self._audible.append(heard_at)
        if len(self._onsets) > n_onsets:
            async with self._onset_heard:
                self._onset_heard.notify_all()

    def onset_after(self, moment: float) -> float | None:
        """When sound next began after that moment, None if it has not."""
        index = bisect_right(self._onsets, moment)
        return self._onsets[index] if index < len(self._onsets) else None

    async def wait_onset(self, *, after: float, timeout_s: float) -> float | None:
        """The same, waiting for it; None when the time is over."""
        try:
            async with asyncio.timeout(timeout_s), self._onset_heard:
                await self._onset_heard.wait_for(lambda: self.onset_after(after) is not None)
        except TimeoutError:
            return None
        return self.onset_after(after)

    async def wait_quiet(self, *, for_s: float) -> None:
        """Return when nothing has been audible for that long; at once when that is so already."""
        while self._audible and (left_s := self._audible[-1] + for_s - time.time()) > 0:  # noqa: ASYNC110 -- no polling
            await asyncio.sleep(left_s)

    def sounds(self, *, since: float = 0.0, until: float = float("inf"), gap_s: float = 0.5) -> list[Sound]:
        """All stretches of sound in between; pauses shorter than ``gap_s`` belong to a stretch."""
        times = self._audible[bisect_left(self._audible, since) : bisect_right(self._audible, until)]
        found: list[Sound] = []
        for moment in times:
            end = moment + _BLOCK_MS / 1000
            if found and moment - found[-1].ended_at < gap_s:
                found[-1] = Sound(found[-1].started_at, end)
            else:
                found.append(Sound(moment, end))
        return found

    def audio_between(self, since: float, until: float) -> Audio:
        """The sound that arrived in between, to a frame. Empty without ``keep_audio``."""
        frames = [pcm for arrived_at, pcm in self._kept if since <= arrived_at <= until]
        return Audio(b"".join(frames), SAMPLE_RATE)
