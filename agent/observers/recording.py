"""The conversation as one stereo file: left the participant, right the assistant, as it was played.

LiveKit's own recorder keeps a whole reply in memory until it has been played; this one writes both channels as they
settle, so that the death of the process costs a few seconds of audio at most. Both lie on one timeline: the participant
where the audio was heard, the assistant where it went to the room, interrupted audio left out.
"""

import asyncio
from contextlib import suppress
from pathlib import Path
from threading import Lock

import av
import numpy as np
from livekit import rtc

from agent.observers.channels import Samples, Tape
from agent.observers.event_log import EventLog
from agent.speaking.reply import OUTPUT_RATE, SpokenReply
from scenarios.events import Fault, RecordingStarted

RECORDING_FILE = "recording.ogg"
FLUSH_EVERY_S = 0.5
BIT_RATE = 48_000


class Recorder:
    """Writes the recording while it happens. A ``PlaybackWatcher`` for the assistant's side."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._tape = Tape(OUTPUT_RATE)
        self._began_s = 0.0
        self._reply_began_s: float | None = None
        self._waiting: list[Samples] = []
        self._task: asyncio.Task[bool] | None = None
        self._stop = asyncio.Event()
        self._encoder: _Encoder | None = None

    def start(self) -> None:
        """Begin now. Raises OSError when the file cannot be written."""
        self._encoder = _Encoder(self._log.folder / RECORDING_FILE)
        self._began_s = self._log.timeline.now_s()
        audio = f"{self._log.folder.name}/{RECORDING_FILE}"
        self._log.append(RecordingStarted, audio=audio, sample_rate=OUTPUT_RATE)
        self._task = asyncio.create_task(self._run(self._encoder), name="recorder")

    def heard(self, frame: rtc.AudioFrame) -> None:
        """A frame of the participant arrived now, complete."""
        if self._encoder is not None:
            self._tape.user.hear(self._now_s(), np.frombuffer(frame.data, dtype=np.int16))

    def queued(self, reply: SpokenReply, frame: rtc.AudioFrame) -> None:
        """The assistant's next audio; it plays behind what was queued before it, or now."""
        if self._encoder is None:
            return
        samples = np.frombuffer(frame.data, dtype=np.int16)
        if self._reply_began_s is None:
            self._waiting.append(samples)
        else:
            self._tape.agent.put(self._now_s(), samples)

    def started(self, reply: SpokenReply, at: float) -> None:
        """The reply's first frame went to the room."""
        self._reply_began_s = self._log.timeline.offset_of(at) - self._began_s
        waiting, self._waiting = self._waiting, []
        for index, samples in enumerate(waiting):
            self._tape.agent.put(self._reply_began_s if index == 0 else 0.0, samples)

    def finished(self, reply: SpokenReply, position_s: float, *, interrupted: bool) -> None:
        """Forget what was queued and not played."""
        if interrupted and self._reply_began_s is not None:
            self._tape.agent.cut(self._now_s())
        self._reply_began_s, self._waiting = None, []

    async def aclose(self) -> None:
        """Write the rest and finish the file."""
        if self._task is None or self._encoder is None:
            return
        encoder = self._encoder
        self._stop.set()  # never cancelled: a block that was taken off the tape must be written
        if await self._task:
            await asyncio.to_thread(encoder.write, self._tape.rest(self._now_s()))
            await asyncio.to_thread(encoder.close)
        self._encoder = None

    def _now_s(self) -> float:
        return self._log.timeline.now_s() - self._began_s

    async def _run(self, encoder: "_Encoder") -> bool:
        """Write what settles, until stopped. Gives whether the file is sound."""
        try:
            while not self._stop.is_set():
                awake_s = self._now_s() + FLUSH_EVERY_S
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), FLUSH_EVERY_S)
                awake_s = min(awake_s, self._now_s())
                await asyncio.to_thread(encoder.write, self._tape.settled(awake_s))
        except (OSError, ValueError, av.FFmpegError) as error:
            self._encoder = None
            self._log.append(Fault, where="recorder", kind=type(error).__name__, message=str(error), fatal=False)
            return False
        return True


class _Encoder:
    """Opus in Ogg, page by page to the disk."""

    def __init__(self, path: Path) -> None:
        self._lock = Lock()  # a write whose waiter was cancelled still goes on
        options = {"page_duration": "500000", "flush_packets": "1"}
        self._container = av.open(str(path), "w", format="ogg", options=options)
        self._stream = self._container.add_stream("libopus", rate=OUTPUT_RATE, layout="stereo")
        self._stream.bit_rate = BIT_RATE
        self._stream.options = {"compression_level": "5", "frame_duration": "20"}

    def write(self, block: Samples) -> None:
        if not len(block):
            return
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate = OUTPUT_RATE
        with self._lock:
            self._mux(frame)

    def close(self) -> None:
        with self._lock:
            self._mux(None)
            self._container.close()

    def _mux(self, frame: av.AudioFrame | None) -> None:
        for packet in self._stream.encode(frame):
            self._container.mux(packet)
