"""Callers' voices: the same text gives the same sound, and nothing but speech."""

import ctypes.util

import numpy as np
import pytest

from agent.callers.voice import FLITE_VOICES, SAMPLE_RATE, VoiceName, speak, trim
from agent.models.base import Audio

TEXT = "Please book a table for two."
WINDOW = SAMPLE_RATE // 100
HAS_FLITE = ctypes.util.find_library("flite") is not None


def loudness(samples: np.ndarray) -> float:
    return float(np.sqrt((samples.astype(np.float64) ** 2).mean()))


@pytest.mark.parametrize("voice", [*FLITE_VOICES, "espeak"])
def test_begins_and_ends_with_speech(voice: VoiceName) -> None:
    samples = np.frombuffer(speak(TEXT, voice).pcm, np.int16)
    windows = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)
    quiet = max(map(loudness, windows)) * 10 ** (-45.5 / 20)
    assert loudness(samples[:WINDOW]) > quiet
    assert loudness(samples[-WINDOW:]) > quiet
    assert 0.8 < len(samples) / SAMPLE_RATE < 4


@pytest.mark.parametrize("voice", [*FLITE_VOICES, "espeak"])
def test_same_text_same_bytes(voice: VoiceName) -> None:
    first = speak(TEXT, voice)
    speak.cache_clear()
    assert speak(TEXT, voice) == first


@pytest.mark.skipif(not HAS_FLITE, reason="without flite every voice is espeak-ng")
def test_voices_differ() -> None:
    assert len({speak(TEXT, voice).pcm for voice in FLITE_VOICES}) == len(FLITE_VOICES)


def test_trim_cuts_to_the_window() -> None:
    tone = (20000 * np.sin(np.arange(SAMPLE_RATE // 2) / 5)).astype(np.int16)
    silence = np.zeros(SAMPLE_RATE // 4, np.int16)
    trimmed = trim(Audio(np.concatenate([silence, tone, silence]).tobytes(), SAMPLE_RATE))
    assert trimmed.duration_s == pytest.approx(0.5, abs=0.011)


def test_silence_is_no_speech() -> None:
    with pytest.raises(ValueError, match="no speech"):
        trim(Audio(bytes(2 * SAMPLE_RATE), SAMPLE_RATE))
