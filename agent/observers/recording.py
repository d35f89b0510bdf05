"""The conversation as one stereo file: left the participant, right the assistant, as it was played.

LiveKit's own recorder keeps a whole reply in memory until it has been played; this one writes both channels every
second, so that the death of the process costs a few seconds of audio at most. Both channels lie on one timeline: the
participant where the audio arrived, the assistant where it went to the room, interrupted audio left out.
"""

import asyncio
from pathlib import Path

import av
import numpy as np
from livekit import rtc
from numpy.typing import NDArray

from agent.observers.event_log import EventLog
from agent.speaking.reply import OUTPUT_RATE, SpokenReply
from scenarios.events import Fault, RecordingStarted

RECORDING_FILE = "recording.ogg"
FLUSH_EVERY_S = 1.0
SETTLE_S = 0.4  # audio this young may still be revised by an interruption, or arrive
RESYNC_S = 0.1  # a run of frames continues while it is this close to its clock
BIT_RATE = 48_000

Samples = NDArray[np.int16]


class Channel:
    """One channel: pieces of audio on the timeline, of which a growing part has been taken."""

    def __init__(self) -> None:
        self._pieces: list[tuple[int, Samples]] = []
        self._end = 0

    def put(self, at_s: float, samples: Samples) -> None:
        """Audio that begins at ``at_s``, or right behind the last piece if that is as good as there."""
        start = round(at_s * OUTPUT_RATE)
        if start < self._end or (self._pieces and abs(start - self._end) <= RESYNC_S * OUTPUT_RATE):
            start = self._end
        self._pieces.append((start, samples))
        self._end = start + len(samples)

    def cut(self, at_s: float) -> None:
        """Nothing that lies behind ``at_s`` was played."""
        end = round(at_s * OUTPUT_RATE)
        self._pieces = [(start, samples[: max(0, end - start)]) for start, samples in self._pieces if start < end]
        self._end = min(self._end, max(end, 0))

    def take(self, start: int, end: int) -> Samples:
        """The samples of a stretch, silent where there is nothing."""
        block: Samples = np.zeros(end - start, dtype=np.int16)
        later: list[tuple[int, Samples]] = []
        for at, samples in self._pieces:
            low, high = max(at, start), min(at + len(samples), end)
            if low < high:
                block[low - start : high - start] = samples[low - at : high - at]
            if at + len(samples) > end:
                later.append((at, samples))
        self._pieces = later
        return block


class Recorder:
    """Writes the recording while it happens. A ``PlaybackWatcher`` for the assistant's side."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._user, self._agent = Channel(), Channel()
        self._written = 0
        self._began_s = 0.0
        self._reply_began_s: float | None = None
        self._waiting: list[Samples] = []
        self._task: asyncio.Task[None] | None = None
        self._encoder: _Encoder | None = None

    def start(self) -> None:
        """Begin now. Raises OSError when the file cannot be written."""
        self._encoder = _Encoder(self._log.folder / RECORDING_FILE)
        self._began_s = self._log.timeline.now_s()
        audio = f"{self._log.folder.name}/{RECORDING_FILE}"
        self._log.append(RecordingStarted, audio=audio, sample_rate=OUTPUT_RATE)
        self._task = asyncio.create_task(self._run(), name="recorder")

    def heard(self, frame: rtc.AudioFrame) -> None:
        """A frame of the participant arrived now, complete."""
        samples = np.frombuffer(frame.data, dtype=np.int16)
        self._user.put(self._now_s() - len(samples) / OUTPUT_RATE, samples)

    def queued(self, reply: SpokenReply, frame: rtc.AudioFrame) -> None:
        """The assistant's next audio; it plays behind what was queued before it, or now."""
        samples = np.frombuffer(frame.data, dtype=np.int16)
        if self._reply_began_s is None:
            self._waiting.append(samples)
        else:
            self._agent.put(self._now_s(), samples)

    def started(self, reply: SpokenReply, at: float) -> None:
        """The reply's first frame went to the room."""
        self._reply_began_s = self._log.timeline.offset_of(at) - self._began_s
        waiting, self._waiting = self._waiting, []
        for index, samples in enumerate(waiting):
            self._agent.put(self._reply_began_s if index == 0 else 0.0, samples)

    def finished(self, reply: SpokenReply, position_s: float, *, interrupted: bool) -> None:
        """Forget what was queued and not played."""
        if interrupted and self._reply_began_s is not None:
            self._agent.cut(self._now_s())
        self._reply_began_s, self._waiting = None, []

    async def aclose(self) -> None:
        """Write the rest and finish the file."""
        if self._task is None or self._encoder is None:
            return
        self._task.cancel()
        await asyncio.wait([self._task])
        await self._flush(self._now_s())
        await asyncio.to_thread(self._encoder.close)
        self._encoder = None

    def _now_s(self) -> float:
        return self._log.timeline.now_s() - self._began_s

    async def _run(self) -> None:
        try:
            while True:
                await asyncio.sleep(FLUSH_EVERY_S)
                await self._flush(self._now_s() - SETTLE_S)
        except (OSError, av.FFmpegError) as error:
            self._log.append(Fault, where="recorder", kind=type(error).__name__, message=str(error), fatal=False)

    async def _flush(self, until_s: float) -> None:
        end = round(until_s * OUTPUT_RATE)
        if end > self._written and self._encoder is not None:
            block = np.stack((self._user.take(self._written, end), self._agent.take(self._written, end)), axis=1)
            self._written = end
            await asyncio.to_thread(self._encoder.write, block)


class _Encoder:
    """Opus in Ogg, page by page to the disk."""

    def __init__(self, path: Path) -> None:
        options = {"page_duration": "500000", "flush_packets": "1"}
        self._container = av.open(str(path), "w", format="ogg", options=options)
        self._stream = self._container.add_stream("libopus", rate=OUTPUT_RATE, layout="stereo")
        self._stream.bit_rate = BIT_RATE
        self._stream.options = {"compression_level": "5", "frame_duration": "20"}

    def write(self, block: Samples) -> None:
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate = OUTPUT_RATE
        for packet in self._stream.encode(frame):
            self._container.mux(packet)

    def close(self) -> None:
        for packet in self._stream.encode(None):
            self._container.mux(packet)
        self._container.close()
