"""Voices for callers, offline and unlike the agent's own: flite by ctypes, espeak-ng where flite is missing.

The audio is trimmed to the speech itself, so that a caller's first and last sample are the true onset and end.
"""

import ctypes
import functools
import io
import shutil
import subprocess
import wave
from typing import Any, Literal

import numpy as np
import soxr

from agent.models.base import Audio

VoiceName = Literal["rms", "slt", "awb", "kal16", "espeak"]
SAMPLE_RATE = 16000  # of all callers' speech, flite's own
FLITE_VOICES: tuple[VoiceName, ...] = ("rms", "slt", "awb", "kal16")

_WINDOW_S = 0.01
_QUIET_DB = -45.0  # below the loudest window: not speech
_PEAK = 0.5 * 32767  # every voice at -6 dBFS


class VoiceUnavailableError(Exception):
    """Neither flite nor espeak-ng is on this machine."""


class _Wave(ctypes.Structure):
    """flite's ``cst_wave``."""

    _fields_ = (
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_int16)),
    )


@functools.cache
def _flite() -> Any:
    """The library, ready; raises OSError when it is not installed."""
    library = ctypes.CDLL("libflite.so.1", mode=ctypes.RTLD_GLOBAL)
    for part in ("libflite_cmulex.so.1", "libflite_usenglish.so.1"):
        ctypes.CDLL(part, mode=ctypes.RTLD_GLOBAL)
    library.flite_init()
    library.flite_text_to_wave.restype = ctypes.POINTER(_Wave)
    library.flite_text_to_wave.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    library.delete_wave.argtypes = (ctypes.POINTER(_Wave),)
    return library


@functools.cache
def _flite_voice(name: VoiceName) -> int:
    """The address of a registered voice."""
    register = getattr(ctypes.CDLL(f"libflite_cmu_us_{name}.so.1"), f"register_cmu_us_{name}")
    register.restype = ctypes.c_void_p
    register.argtypes = (ctypes.c_char_p,)
    return int(register(None))


def _speak_flite(text: str, name: VoiceName) -> Audio:
    library, voice = _flite(), _flite_voice(name)
    ctypes.CDLL(None).srand(1)  # the excitation is random: the same text shall give the same samples
    spoken = library.flite_text_to_wave(text.encode("ascii", "ignore"), voice)
    try:
        found = spoken.contents
        return Audio(ctypes.string_at(found.samples, 2 * found.num_samples), found.sample_rate)
    finally:
        library.delete_wave(spoken)


def _speak_espeak(text: str) -> Audio:
    if shutil.which("espeak-ng") is None:
        raise VoiceUnavailableError("no voice for callers: install libflite1 or espeak-ng")
    command = ["espeak-ng", "-v", "en-us", "--stdout", "--stdin"]
    spoken = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(spoken)) as wav:
        samples = np.frombuffer(wav.readframes(wav.getnframes()), np.int16)
        return Audio(soxr.resample(samples, wav.getframerate(), SAMPLE_RATE).tobytes(), SAMPLE_RATE)


def trim(audio: Audio) -> Audio:
    """Cut the silence before and after the speech, to 10 ms; raises ValueError when there is no speech at all."""
    samples = np.frombuffer(audio.pcm, np.int16).astype(np.float64)
    size = round(_WINDOW_S * audio.sample_rate)
    windows = samples[: len(samples) // size * size].reshape(-1, size)
    level = np.sqrt((windows**2).mean(axis=1))
    loud = np.flatnonzero(level > max(level.max(initial=0.0), 1.0) * 10 ** (_QUIET_DB / 20))
    if not len(loud):
        raise ValueError("no speech in this audio")
    speech = samples[loud[0] * size : (loud[-1] + 1) * size]
    return Audio((speech * (_PEAK / np.abs(speech).max())).astype(np.int16).tobytes(), audio.sample_rate)


@functools.lru_cache(maxsize=256)
def speak(text: str, voice: VoiceName = "rms") -> Audio:
    """The text in that voice at 16 kHz, trimmed, peak at -6 dBFS; the same text gives the same bytes.

    Falls back to espeak-ng without flite. Raises VoiceUnavailableError without both, ValueError for text without words.
    """
    if voice == "espeak":
        return trim(_speak_espeak(text))
    try:
        _flite()
    except OSError:
        return trim(_speak_espeak(text))
    return trim(_speak_flite(text, voice))
