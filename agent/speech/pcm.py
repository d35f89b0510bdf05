"""Arithmetic on speech as arrays: conversion, levels, trimming, and whether two cuts hold the same speech."""

import numpy as np
import soxr
from numpy.typing import NDArray

from agent.models.base import Audio

Samples = NDArray[np.float32]

_FRAME_S = 0.01
_TRIM_DB = -50.0  # below the loudest 10 ms: the voice's own pauses are digital silence, its quietest consonants are not
_MARGIN_FRONT_S, _MARGIN_BACK_S = 0.01, 0.03
_FADE_FRONT_S, _FADE_BACK_S = 0.004, 0.015
_PROBE_S = 0.1
_MAX_SHIFT_S = 0.5
_QUIET_RELATIVE_DB, _QUIET_ABSOLUTE_DB = -22.0, -50.0


def to_samples(audio: Audio, sample_rate: int) -> Samples:
    """The audio as float32 in [-1, 1) at ``sample_rate``."""
    samples: Samples = np.frombuffer(audio.pcm, dtype="<i2").astype(np.float32) / 32768.0
    if audio.sample_rate != sample_rate and len(samples):
        samples = soxr.resample(samples, audio.sample_rate, sample_rate, quality="HQ")
    return samples


def to_pcm(samples: Samples) -> bytes:
    """Float samples as 16-bit little-endian PCM, limited to full scale."""
    return (np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()


def frame_levels(samples: Samples, sample_rate: int) -> Samples:
    """RMS of each whole 10 ms frame."""
    size = int(sample_rate * _FRAME_S)
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    return np.sqrt(np.mean(np.square(frames), axis=1, dtype=np.float32))


def level_db(samples: Samples, sample_rate: int) -> float:
    """Level of the loud parts (95th percentile of 10 ms RMS) in dB re full scale; -120 for nothing."""
    levels = frame_levels(samples, sample_rate)
    return _db(float(np.percentile(levels, 95))) if len(levels) else -120.0


def trim(samples: Samples, sample_rate: int) -> Samples:
    """Without the silence before and after, and with short fades so that no edge clicks."""
    levels = frame_levels(samples, sample_rate)
    if not len(levels) or levels.max() <= 0:
        return samples[:0]
    loud = np.nonzero(levels > levels.max() * _ratio(_TRIM_DB))[0]
    size = int(sample_rate * _FRAME_S)
    start = max(0, int(loud[0]) * size - int(_MARGIN_FRONT_S * sample_rate))
    end = min(len(samples), (int(loud[-1]) + 1) * size + int(_MARGIN_BACK_S * sample_rate))
    cut = samples[start:end].copy()
    front, back = (min(int(fade * sample_rate), len(cut) // 2) for fade in (_FADE_FRONT_S, _FADE_BACK_S))
    cut[:front] *= np.linspace(0.0, 1.0, front, dtype=np.float32)
    cut[len(cut) - back :] *= np.linspace(1.0, 0.0, back, dtype=np.float32)
    return cut


def same_speech(first: Audio, second: Audio) -> bool:
    """Whether two cuts of one recording hold the same speech: equal where they overlap, quiet where only one reaches.

    The cuts may begin up to half a second apart, as the voice activity detector moves its start.
    """
    if first.sample_rate != second.sample_rate:
        return False
    shift = _shift(first, second)
    if shift is None:
        return False
    a, b = (np.frombuffer(audio.pcm, dtype="<i2") for audio in (first, second))
    start, end = max(0, -shift), min(len(a), len(b) - shift)
    if not np.array_equal(a[start:end], b[start + shift : end + shift]):
        return False
    rate = first.sample_rate
    limit = max(_QUIET_ABSOLUTE_DB, level_db(_scaled(a[start:end]), rate) + _QUIET_RELATIVE_DB)
    rests = (a[:start], a[end:], b[: start + shift], b[end + shift :])
    return all(_peak_db(_scaled(rest), rate) < limit for rest in rests)


def _shift(first: Audio, second: Audio) -> int | None:
    """By how many samples ``first`` begins later in ``second``, found by the loudest stretch of ``first``."""
    if second.pcm.startswith(first.pcm) or first.pcm.startswith(second.pcm):
        return 0
    rate = first.sample_rate
    n_probe, reach = int(_PROBE_S * rate), int(_MAX_SHIFT_S * rate)
    levels = frame_levels(to_samples(first, rate), rate)
    if not len(levels):
        return None
    start = max(0, min(int(np.argmax(levels)) * int(_FRAME_S * rate), len(first.pcm) // 2 - n_probe))
    probe = first.pcm[2 * start : 2 * (start + n_probe)]
    at = second.pcm.find(probe, max(0, 2 * (start - reach)), 2 * (start + n_probe + reach))
    return None if at == -1 or at % 2 else at // 2 - start


def _scaled(samples: NDArray[np.int16]) -> Samples:
    return samples.astype(np.float32) / 32768.0


def _peak_db(samples: Samples, sample_rate: int) -> float:
    levels = frame_levels(samples, sample_rate)
    return _db(float(levels.max())) if len(levels) else -120.0


def _db(level: float) -> float:
    return float(20.0 * np.log10(max(level, 1e-6)))


def _ratio(db: float) -> float:
    return float(10.0 ** (db / 20.0))
