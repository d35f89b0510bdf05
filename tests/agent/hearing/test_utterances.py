"""The cutter on made-up probabilities: every sample is known."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from livekit.agents.vad import VADEvent, VADEventType

from agent.hearing.utterances import WINDOW_S, Cut, UtteranceCutter, VadSettings
from agent.models.base import Audio

RATE = 24_000
WINDOW = 768  # samples
PRE_ROLL = 4_800
AFTER_ROLL = 4_800


@dataclass
class Heard:
    """A listener that remembers."""

    started: int = 0
    early: list[Audio] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)

    def speech_started(self) -> None:
        self.started += 1

    def may_have_ended(self, audio: Audio) -> None:
        self.early.append(audio)

    def utterance_ended(self, cut: Cut) -> None:
        self.cuts.append(cut)


def numbered(n_windows: int) -> np.ndarray:
    """Samples that say where they were, modulo the range of a sample."""
    return (np.arange(n_windows * WINDOW) % 30_011).astype(np.int16)


def feed(probabilities: list[float], *, close: bool = False) -> tuple[Heard, list[VADEvent], np.ndarray]:
    listener, samples = Heard(), numbered(len(probabilities))
    cutter = UtteranceCutter(listener, VadSettings(), RATE)
    events = [
        event
        for index, probability in enumerate(probabilities)
        for event in cutter.feed(probability, samples[index * WINDOW : (index + 1) * WINDOW].tobytes())
    ]
    if close:
        cutter.close()
        cutter.close()
    return listener, events, samples


def test_an_utterance_goes_from_200_ms_before_its_onset_to_200_ms_after_its_end() -> None:
    quiet, speech, after = [0.0] * 40, [0.9] * 30, [0.0] * 63
    listener, events, samples = feed(quiet + speech + after)
    [cut] = listener.cuts
    onset, end = 40 * WINDOW, 70 * WINDOW
    assert cut.audio.pcm == samples[onset - PRE_ROLL : end + AFTER_ROLL].tobytes()
    assert cut.speech_s == pytest.approx(30 * WINDOW_S)
    assert cut.silence_s == pytest.approx(63 * WINDOW_S)
    kinds = [e.type for e in events if e.type is not VADEventType.INFERENCE_DONE]
    assert kinds == [VADEventType.START_OF_SPEECH, VADEventType.END_OF_SPEECH]


def test_speech_counts_from_its_first_window_and_starts_after_100_ms() -> None:
    listener, events, _ = feed([0.0] * 10 + [0.9] * 3 + [0.0] * 100)
    assert listener.started == 0
    listener, events, _ = feed([0.0] * 10 + [0.9] * 4)
    assert listener.started == 1
    start = next(e for e in events if e.type is VADEventType.START_OF_SPEECH)
    assert start.speech_duration == 4 * WINDOW_S
    assert start.samples_index == 14 * 512


def test_activation_takes_040_and_holds_on_above_025() -> None:
    assert feed([0.39] * 100)[0].started == 0
    listener, _, _ = feed([0.41] * 10 + [0.26] * 200)
    assert listener.started == 1
    assert not listener.cuts
    listener, _, _ = feed([0.41] * 10 + [0.24] * 63)
    assert len(listener.cuts) == 1


def test_an_early_notice_holds_exactly_what_the_utterance_will_be() -> None:
    listener, _, _ = feed([0.9] * 20 + [0.0] * 63)
    assert [audio.pcm for audio in listener.early] == [listener.cuts[0].audio.pcm]


def test_a_notice_is_superseded_when_speech_goes_on() -> None:
    listener, _, samples = feed([0.9] * 20 + [0.0] * 30 + [0.9] * 20 + [0.0] * 63)
    first, second = listener.early
    assert first.pcm == samples[: 20 * WINDOW + AFTER_ROLL].tobytes()
    assert second.pcm == listener.cuts[0].audio.pcm == samples[: 70 * WINDOW + AFTER_ROLL].tobytes()


def test_a_pause_under_400_ms_gives_no_notice() -> None:
    listener, _, _ = feed([0.9] * 20 + [0.0] * 12 + [0.9] * 20 + [0.0] * 63)
    assert len(listener.early) == 1


def test_at_the_beginning_there_is_less_pre_roll() -> None:
    listener, _, samples = feed([0.0] * 2 + [0.9] * 10 + [0.0] * 63)
    assert listener.cuts[0].audio.pcm == samples[: 12 * WINDOW + AFTER_ROLL].tobytes()


@pytest.mark.parametrize(("n_quiet", "n_kept"), [(0, 0), (5, 5 * WINDOW), (20, AFTER_ROLL)])
def test_what_is_being_said_at_the_end_is_an_utterance(n_quiet: int, n_kept: int) -> None:
    listener, _, samples = feed([0.0] * 20 + [0.9] * 30 + [0.0] * n_quiet, close=True)
    [cut] = listener.cuts
    assert cut.audio.pcm == samples[20 * WINDOW - PRE_ROLL : 50 * WINDOW + n_kept].tobytes()
    assert cut.speech_s == pytest.approx(30 * WINDOW_S)
    assert cut.silence_s == pytest.approx(n_quiet * WINDOW_S)


@pytest.mark.parametrize("probabilities", [[], [0.0] * 50, [0.9] * 2, [0.9] * 30 + [0.0] * 63])
def test_where_nobody_speaks_the_end_adds_nothing(probabilities: list[float]) -> None:
    listener, _, _ = feed(probabilities, close=True)
    assert len(listener.cuts) == listener.started


def test_windows_in_which_nothing_happens_are_not_reported() -> None:
    _, events, _ = feed([0.0] * 500)
    assert events == []


@given(
    st.lists(st.sampled_from([0.0, 0.2, 0.3, 0.5, 0.9]), max_size=60).map(lambda p: [q for q in p for _ in range(9)])
)
def test_every_utterance_is_a_stretch_of_the_input_and_they_do_not_overlap(probabilities: list[float]) -> None:
    listener, _, samples = feed(probabilities + [0.0] * 70)
    whole = samples.tobytes()
    at = 0
    for cut in listener.cuts:
        found = whole.find(cut.audio.pcm, at)
        assert found >= 0
        assert found % 2 == 0
        at = found + len(cut.audio.pcm) - 2 * (PRE_ROLL + AFTER_ROLL)
    assert listener.started == len(listener.cuts)
