"""Silero's probabilities, window by window, made into the starts and ends of speech and into exact utterances."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from livekit.agents import vad
from livekit.local_inference import VAD_WINDOW_SAMPLES

from agent.models.base import Audio

AFTER_ROLL_S = 0.2
EARLY_NOTICE_S = 0.4
MODEL_RATE = 16_000
WINDOW_S = VAD_WINDOW_SAMPLES / MODEL_RATE
SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True)
class VadSettings:
    """The study's settings. ``deactivation_threshold`` is Silero's usual distance below the activation."""

    min_speech_s: float = 0.1
    min_silence_s: float = 2.0
    pre_roll_s: float = 0.2
    activation_threshold: float = 0.4
    deactivation_threshold: float = 0.25


@dataclass(frozen=True, slots=True)
class Cut:
    """One utterance. ``speech_s`` is its length without the margins; it ended ``silence_s`` before the cut was made."""

    audio: Audio
    speech_s: float
    silence_s: float


class TurnListener(Protocol):
    """Who is told what the VAD heard, in the event loop and before the session hears of it."""

    def speech_started(self) -> None:
        """The user began to speak."""

    def may_have_ended(self, audio: Audio) -> None:
        """The utterance, if nothing more is said. Called again when speech went on and paused anew."""

    def utterance_ended(self, cut: Cut) -> None:
        """The VAD is sure."""


class UtteranceCutter:
    """Follows speech through the windows. Durations are sums of windows, as LiveKit's own VAD counts them."""

    def __init__(self, listener: TurnListener, settings: VadSettings, sample_rate: int) -> None:
        self._listener, self._settings, self._rate = listener, settings, sample_rate
        self._pre_roll_bytes = int(settings.pre_roll_s * sample_rate) * SAMPLE_BYTES
        self._pcm = bytearray()  # the pre-roll, and behind it whatever may be speech
        self._speaking = self._noticed = False
        self._loud_s = self._quiet_s = self._speech_s = self._silence_s = 0.0
        self._n_windows = 0

    @property
    def speaking(self) -> bool:
        """Whether an utterance is open."""
        return self._speaking

    @property
    def stirring(self) -> bool:
        """Whether the last window was like speech, be it enough for an utterance or not."""
        return self._loud_s > 0

    def feed(self, probability: float, heard: bytes) -> Iterator[vad.VADEvent]:
        """Take the next window; yields the events that the session must know."""
        self._n_windows += 1
        self._pcm += heard
        if self._speaking:
            self._speech_s += WINDOW_S
        else:
            self._silence_s += WINDOW_S
        settings = self._settings
        if self._speaking or self._loud_s:
            yield self._event(vad.VADEventType.INFERENCE_DONE, probability)
        if probability >= settings.activation_threshold or (
            self._speaking and probability > settings.deactivation_threshold
        ):
            self._loud_s, self._quiet_s, self._noticed = self._loud_s + WINDOW_S, 0.0, False
            if not self._speaking and self._loud_s >= settings.min_speech_s:
                yield self._start()
        else:
            self._loud_s, self._quiet_s = 0.0, self._quiet_s + WINDOW_S
            if self._speaking:
                yield from self._pause()
            else:
                self._forget()

    def close(self) -> None:
        """No more windows come: what was being said ends with the last of them."""
        if self._speaking:
            self._speaking, speech_s = False, max(0.0, self._speech_s - self._quiet_s)
            self._listener.utterance_ended(Cut(self._utterance(), speech_s, self._quiet_s))

    def _start(self) -> vad.VADEvent:
        self._speaking, self._speech_s, self._silence_s = True, self._loud_s, 0.0
        self._listener.speech_started()
        return self._event(vad.VADEventType.START_OF_SPEECH)

    def _pause(self) -> Iterator[vad.VADEvent]:
        if self._quiet_s >= self._settings.min_silence_s:
            speech_s = max(0.0, self._speech_s - self._quiet_s)
            self._speaking, self._speech_s, self._silence_s = False, speech_s, self._quiet_s
            self._listener.utterance_ended(Cut(self._utterance(), speech_s, self._quiet_s))
            yield self._event(vad.VADEventType.END_OF_SPEECH)
            self._speech_s = 0.0
            self._forget()
        elif self._quiet_s >= EARLY_NOTICE_S and not self._noticed:
            self._noticed = True
            self._listener.may_have_ended(self._utterance())

    def _utterance(self) -> Audio:
        """Everything but the silence at the end, of which the first 200 ms belong to it as far as they were heard."""
        surplus = max(0, round((self._quiet_s - AFTER_ROLL_S) * self._rate)) * SAMPLE_BYTES
        return Audio(bytes(memoryview(self._pcm)[: len(self._pcm) - surplus]), self._rate)

    def _forget(self) -> None:
        """Keep the pre-roll of what may come."""
        if len(self._pcm) > self._pre_roll_bytes:
            del self._pcm[: -self._pre_roll_bytes]

    def _event(self, kind: vad.VADEventType, probability: float = 0.0) -> vad.VADEvent:
        return vad.VADEvent(
            type=kind,
            samples_index=self._n_windows * VAD_WINDOW_SAMPLES,
            timestamp=self._n_windows * WINDOW_S,
            speech_duration=self._speech_s,
            silence_duration=self._silence_s,
            probability=probability,
            speaking=self._speaking,
            raw_accumulated_silence=self._quiet_s,
            raw_accumulated_speech=self._loud_s,
        )
