import numpy as np
import pytest

from agent.models.base import Audio
from agent.speech.pcm import level_db, same_speech, to_pcm, to_samples, trim

RATE = 16_000


def noise(seconds: float, level: float = 0.2, seed: int = 0) -> bytes:
    rng = np.random.default_rng(seed)
    return to_pcm((rng.standard_normal(int(seconds * RATE)) * level).astype(np.float32))


def silence(seconds: float) -> bytes:
    return noise(seconds, 0.0005, seed=9)


SPEECH, MORE = noise(1.0), noise(0.5, seed=1)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (SPEECH + silence(0.2), SPEECH + silence(0.2), True),
        (SPEECH + silence(0.2), SPEECH + silence(0.4), True),
        (SPEECH + silence(0.4), SPEECH + silence(0.2), True),
        (silence(0.2) + SPEECH, silence(0.2)[1000:] + SPEECH + silence(0.3), True),
        (SPEECH + silence(0.2), SPEECH + silence(0.2) + MORE, False),
        (SPEECH + MORE, SPEECH, False),
        (SPEECH, MORE + SPEECH, False),
        (SPEECH, noise(1.0, seed=2), False),
        (b"\1\0" * 10, b"\1\0" * 10, True),
        (b"\1\0" * 10, SPEECH, False),
        (b"", SPEECH, False),
    ],
    ids=[
        "equal",
        "later cut",
        "earlier cut",
        "later start",
        "went on",
        "less than before",
        "began before",
        "other speech",
        "tiny",
        "tiny and long",
        "nothing",
    ],
)
def test_two_cuts_of_the_same_speech_are_known(first: bytes, second: bytes, same: bool) -> None:
    assert same_speech(Audio(first, RATE), Audio(second, RATE)) is same


def test_another_sample_rate_is_another_recording() -> None:
    assert not same_speech(Audio(SPEECH, RATE), Audio(SPEECH, 24_000))


def test_trimming_keeps_the_speech_and_ends_without_a_click() -> None:
    speech = to_samples(Audio(SPEECH, RATE), RATE)
    padded = np.concatenate([np.zeros(5000, np.float32), speech, np.zeros(8000, np.float32)])
    cut = trim(padded, RATE)
    assert len(speech) <= len(cut) <= len(speech) + 0.07 * RATE
    assert cut[0] == 0
    assert cut[-1] == 0
    middle = speech[8000:9000]
    assert any(np.array_equal(cut[at : at + 1000], middle) for at in range(8000, 8400))


def test_nothing_is_left_of_silence() -> None:
    assert len(trim(np.zeros(5000, np.float32), RATE)) == 0


def test_resampling_keeps_length_and_level() -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(24_000) / 24_000).astype(np.float32) * 0.5
    samples = to_samples(Audio(to_pcm(tone), 24_000), RATE)
    assert len(samples) == pytest.approx(RATE, abs=2)
    assert level_db(samples, RATE) == pytest.approx(-9.0, abs=0.3)
    assert level_db(samples[:0], RATE) == -120.0
