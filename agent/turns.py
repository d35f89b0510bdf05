"""Turn taking: exact utterances, cut from the microphone by Silero VAD with the paper's settings (F.2).

The VAD waits 2.0 s of silence before it calls a turn ended. An utterance is what was said, from 200 ms before its onset
to 200 ms after its end, not the silence; and it is complete long before the VAD is sure, so an early notice lets a
recogniser use the wait. A short noise that Silero takes for speech is an utterance like any other: that is how the
study's settings treat it.

The model is the one that LiveKit's own ``inference.VAD`` runs, and the events are its events to the window. It runs
here within the audio's own callback, 45 microseconds a window, since handing every window to a thread and back costs
ten times that; and it tells the session nothing about windows in which nothing happens.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
import soxr
from livekit import local_inference, rtc
from livekit.agents import vad
from livekit.agents.utils import aio
from numpy.typing import NDArray

from agent.hearing.utterances import MODEL_RATE, SAMPLE_BYTES, WINDOW_S, TurnListener, UtteranceCutter, VadSettings

TICK_S = 0.1
TICKS_UNTIL_MISSING = 5


class StudyVAD(vad.VAD):
    """The VAD that every conversation of every model uses."""

    def __init__(self, listener: TurnListener, settings: VadSettings | None = None) -> None:
        super().__init__(capabilities=vad.VADCapabilities(update_interval=WINDOW_S))
        self._listener, self._settings = listener, settings or VadSettings()
        self._stream: _Stream | None = None

    def stream(self) -> vad.VADStream:
        """A stream that listens from its first frame on. The session opens one and reads its events."""
        self._stream = _Stream(lambda sample_rate: UtteranceCutter(self._listener, self._settings, sample_rate))
        return self._stream

    def hear(self, frame: rtc.AudioFrame) -> None:
        """A frame of the microphone, for the session's stream. Raises ValueError as ``push_frame`` does."""
        if self._stream is not None:
            self._stream.push_frame(frame)

    @property
    def quiet_s(self) -> float:
        """For how long nothing like speech has been heard; for ever at the start."""
        return inf if self._stream is None else self._stream.quiet_s

    def deafen(self) -> None:
        """Hear nothing more: no turn ends from now on, and what is being said is cut here."""
        if self._stream is not None:
            self._stream.deafen()


class _Stream(vad.VADStream):
    """Frames in, events out, without the base class's tasks: everything happens when a frame arrives.

    A page that closes, or a microphone that is turned off, in the middle of a word sends no frames that would end the
    utterance: what does not come is silence, ``TICK_S`` at a time.
    """

    def __init__(self, new_cutter: Callable[[int], UtteranceCutter]) -> None:
        self._new_cutter = new_cutter
        self._cutter: UtteranceCutter | None = None
        self._windows: Windows | None = None
        self._model = local_inference.VAD()
        self._events = aio.Chan[vad.VADEvent]()
        self._ticking: asyncio.TimerHandle | None = None
        self._missed_ticks = 0
        self._deaf = False
        self._stirred_at = -inf

    @property
    def quiet_s(self) -> float:
        """Seconds since a window was like speech."""
        return asyncio.get_running_loop().time() - self._stirred_at

    async def _main_task(self) -> None:
        """There is none."""

    def push_frame(self, frame: rtc.AudioFrame) -> None:
        """Hear a frame. Raises ValueError for a rate that gives no whole windows, or that changes."""
        if self._deaf:
            return
        if self._windows is None or self._cutter is None:
            self._windows, self._cutter = Windows(frame.sample_rate), self._new_cutter(frame.sample_rate)
        self._missed_ticks = 0
        self._hear(frame, self._windows, self._cutter)
        if self._cutter.speaking and self._ticking is None:
            self._ticking = asyncio.get_running_loop().call_later(TICK_S, self._tick)

    def _hear(self, frame: rtc.AudioFrame, windows: "Windows", cutter: UtteranceCutter) -> None:
        for window in windows.push(frame):
            for event in cutter.feed(self._model.predict(window.for_model), window.heard):
                self._events.send_nowait(event)
            if cutter.stirring:
                self._stirred_at = asyncio.get_running_loop().time()

    def _tick(self) -> None:
        """While the user speaks: after some ticks without a frame, hear the silence of that time."""
        self._ticking = None
        if self._windows is None or self._cutter is None or not self._cutter.speaking or self._deaf:
            return
        self._missed_ticks += 1
        if self._missed_ticks >= TICKS_UNTIL_MISSING:
            ticks = self._missed_ticks if self._missed_ticks == TICKS_UNTIL_MISSING else 1
            self._hear(_silence(ticks * TICK_S, self._windows.sample_rate), self._windows, self._cutter)
        self._ticking = asyncio.get_running_loop().call_later(TICK_S, self._tick)

    def flush(self) -> None:
        """Drop what was heard so far."""
        self._model.reset()
        self._windows = self._cutter = None

    def deafen(self) -> None:
        """Hear nothing more; what the user is saying ends here."""
        self._deaf = True
        if self._cutter is not None:
            self._cutter.close()

    def end_input(self) -> None:
        """No more frames come."""
        self.deafen()
        self._events.close()

    async def aclose(self) -> None:
        """Stop."""
        self.end_input()

    async def __anext__(self) -> vad.VADEvent:
        return await anext(self._events)


def _silence(seconds: float, sample_rate: int) -> rtc.AudioFrame:
    samples = round(seconds * sample_rate)
    return rtc.AudioFrame(bytes(samples * SAMPLE_BYTES), sample_rate, 1, samples)


@dataclass(frozen=True, slots=True)
class Window:
    """The same 32 ms twice: as they arrived, and at the model's rate."""

    heard: bytes
    for_model: NDArray[np.int16]


class Windows:
    """Cuts frames of any length into the model's windows.

    The resampler keeps its first sample back for ever. A sample of silence takes its place: without it the window of
    every frame of 32 ms would lack that one sample and wait for the next frame.
    """

    def __init__(self, sample_rate: int) -> None:
        if sample_rate * local_inference.VAD_WINDOW_SAMPLES % MODEL_RATE:
            raise ValueError(f"{sample_rate} Hz does not divide into windows of {WINDOW_S * 1000:.0f} ms")
        self.sample_rate = sample_rate
        self._bytes = sample_rate * local_inference.VAD_WINDOW_SAMPLES // MODEL_RATE * SAMPLE_BYTES
        self._heard = bytearray()
        same = sample_rate == MODEL_RATE
        self._for_model: NDArray[np.int16] = np.zeros(0 if same else 1, dtype=np.int16)
        self._resampler = None if same else soxr.ResampleStream(sample_rate, MODEL_RATE, 1, dtype="int16", quality="QQ")

    def push(self, frame: rtc.AudioFrame) -> list[Window]:
        """The windows that are complete now."""
        if frame.sample_rate != self.sample_rate:
            raise ValueError(f"the input changed from {self.sample_rate} to {frame.sample_rate} Hz")
        samples = np.frombuffer(frame.data, dtype=np.int16)
        self._heard += frame.data
        resampled = samples if self._resampler is None else self._resampler.resample_chunk(samples)
        self._for_model = np.concatenate((self._for_model, resampled))
        windows: list[Window] = []
        while len(self._for_model) >= local_inference.VAD_WINDOW_SAMPLES and len(self._heard) >= self._bytes:
            windows.append(
                Window(bytes(self._heard[: self._bytes]), self._for_model[: local_inference.VAD_WINDOW_SAMPLES])
            )
            self._for_model = self._for_model[local_inference.VAD_WINDOW_SAMPLES :]
            del self._heard[: self._bytes]
        return windows
