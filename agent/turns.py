"""Turn taking: exact utterances, cut from the microphone by Silero VAD with the paper's settings (F.2).

The VAD waits 2.0 s of silence before it calls a turn ended. An utterance is what was said, from 200 ms before its onset
to 200 ms after its end, not the silence; and it is complete long before the VAD is sure, so an early notice lets a
recogniser use the wait. A short noise that Silero takes for speech is an utterance like any other: that is how the
study's settings treat it.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol

from livekit import rtc
from livekit.agents import inference, vad

from agent.models.base import Audio

MIN_SPEECH_S = 0.1
MIN_SILENCE_S = 2.0
PRE_ROLL_S = 0.2
AFTER_ROLL_S = 0.2
ACTIVATION_THRESHOLD = 0.4
MAX_UTTERANCE_S = 660.0  # longer than a conversation: the VAD must not drop the end of a long turn
EARLY_NOTICE_S = 0.4
SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """One utterance. ``speech_s`` is its length without the margins; it ended ``silence_s`` before the cut was made."""

    audio: Audio
    speech_s: float
    silence_s: float


class TurnListener(Protocol):
    """Who is told what the VAD heard. Called in the event loop before the session hears of it."""

    def speech_started(self) -> None:
        """The user began to speak."""

    def may_have_ended(self, audio: Audio) -> None:
        """The utterance, if nothing more is said. Called again when speech went on and paused anew."""

    def utterance_ended(self, cut: Cut) -> None:
        """The VAD is sure."""


class UtteranceCutter:
    """Cuts utterances out of the VAD's windows, to the sample."""

    def __init__(self, listener: TurnListener) -> None:
        self._listener = listener
        self._pcm: bytearray | None = None
        self._sample_rate = 0
        self._noticed = False

    def feed(self, event: vad.VADEvent) -> None:
        """Take the VAD's next event. A window's own event comes before the start or end that it causes."""
        if event.type is vad.VADEventType.START_OF_SPEECH:
            frame = event.frames[0]
            self._pcm, self._sample_rate, self._noticed = bytearray(frame.data), frame.sample_rate, False
            self._listener.speech_started()
        elif self._pcm is not None:
            if event.type is vad.VADEventType.INFERENCE_DONE:
                self._window(self._pcm, event)
            else:
                self._end(event)

    def _window(self, pcm: bytearray, event: vad.VADEvent) -> None:
        silence_s = event.raw_accumulated_silence  # at the window's beginning
        if silence_s < EARLY_NOTICE_S:
            self._noticed = False
        elif not self._noticed:
            self._noticed = True
            self._listener.may_have_ended(self._without_silence(pcm, silence_s))
        pcm += event.frames[0].data

    def _end(self, event: vad.VADEvent) -> None:
        pcm, self._pcm = self._pcm, None
        assert pcm is not None
        audio = self._without_silence(pcm, event.silence_duration)
        self._listener.utterance_ended(Cut(audio, event.speech_duration, event.silence_duration))

    def _without_silence(self, pcm: bytearray, silence_s: float) -> Audio:
        surplus = round((silence_s - AFTER_ROLL_S) * self._sample_rate) * SAMPLE_BYTES
        return Audio(bytes(memoryview(pcm)[: len(pcm) - surplus]), self._sample_rate)


class TapVAD(vad.VAD):
    """A VAD whose events also go to a listener, first."""

    def __init__(self, inner: vad.VAD, listener: TurnListener) -> None:
        super().__init__(capabilities=inner.capabilities)
        self._inner, self._listener = inner, listener

    def stream(self) -> vad.VADStream:
        """A stream of the inner VAD, tapped."""
        return _TapStream(self._inner.stream(), UtteranceCutter(self._listener).feed)


class _TapStream(vad.VADStream):
    """Delegates everything; the base class's own channels and tasks would only repeat the inner stream's."""

    def __init__(self, inner: vad.VADStream, tap: Callable[[vad.VADEvent], None]) -> None:
        self._inner, self._tap = inner, tap

    async def _main_task(self) -> None:
        """The inner stream has the task."""

    def push_frame(self, frame: rtc.AudioFrame) -> None:
        self._inner.push_frame(frame)

    def flush(self) -> None:
        self._inner.flush()

    def end_input(self) -> None:
        self._inner.end_input()

    async def aclose(self) -> None:
        await self._inner.aclose()

    def __aiter__(self) -> AsyncIterator[vad.VADEvent]:
        return self

    async def __anext__(self) -> vad.VADEvent:
        event = await self._inner.__anext__()
        self._tap(event)
        return event


def study_vad(listener: TurnListener) -> TapVAD:
    """The VAD that every conversation of every model uses."""
    silero = inference.VAD(
        model="silero",
        min_speech_duration=MIN_SPEECH_S,
        min_silence_duration=MIN_SILENCE_S,
        prefix_padding_duration=PRE_ROLL_S,
        activation_threshold=ACTIVATION_THRESHOLD,
        max_buffered_speech=MAX_UTTERANCE_S,
    )
    return TapVAD(silero, listener)
