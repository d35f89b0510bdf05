"""A caller's ear on made-up sound: 100 ms frames whose arrival times are given."""

import asyncio
from typing import Any

import numpy as np
import pytest

from agent.callers.ear import Ear, Sound
from agent.callers.voice import SAMPLE_RATE

FRAME_S = 0.1
LOUD = (6000 * np.sin(np.arange(SAMPLE_RATE // 100) / 3)).astype(np.int16).tobytes()
FAINT = (20 * np.sin(np.arange(SAMPLE_RATE // 100) / 3)).astype(np.int16).tobytes()  # below -50 dBFS


async def play(ear: Ear, pattern: str) -> None:
    """``#`` is 10 ms of sound and anything else is 10 ms of faint noise; frame n arrives at (n + 1) * 0.1 s."""
    for n in range(0, len(pattern), 10):
        stretch = pattern[n : n + 10].ljust(10)
        pcm = b"".join(LOUD if mark == "#" else FAINT for mark in stretch)
        await ear.hear(pcm, (n // 10 + 1) * FRAME_S)


def near(moment: float) -> Any:
    return pytest.approx(moment, abs=1e-6)


async def test_onset_is_timed_within_a_frame() -> None:
    ear = Ear()
    await play(ear, " " * 33 + "#" * 20)
    assert ear.onset_after(0) == near(0.34)  # the 34th stretch arrives 10 ms after the 33rd


async def test_faint_noise_is_silence() -> None:
    ear = Ear()
    await play(ear, " " * 100)
    assert ear.onset_after(0) is None
    assert ear.sounds() == []


async def test_a_pause_between_words_is_no_onset_and_a_long_one_is() -> None:
    ear = Ear()
    await play(ear, "#" * 10 + " " * 20 + "#" * 10 + " " * 40 + "#" * 10)
    assert ear.onset_after(0.05) == near(0.81)


async def test_sounds_join_over_short_gaps() -> None:
    ear = Ear()
    await play(ear, "#" * 10 + " " * 40 + "#" * 10 + " " * 60 + "#" * 10)
    assert ear.sounds(gap_s=0.5) == [Sound(near(0.01), near(0.61)), Sound(near(1.21), near(1.31))]
    assert ear.sounds(since=1.0) == [Sound(near(1.21), near(1.31))]


async def test_waiting_for_an_onset() -> None:
    ear = Ear()
    waiting = asyncio.create_task(ear.wait_onset(after=0.2, timeout_s=5))
    await asyncio.sleep(0)
    await play(ear, " " * 40 + "#" * 10)
    assert await waiting == near(0.41)


async def test_no_onset_in_time() -> None:
    assert await Ear().wait_onset(after=0, timeout_s=0.01) is None


async def test_audio_is_kept_on_request() -> None:
    deaf, ear = Ear(), Ear(keep_audio=True)
    for each in (deaf, ear):
        await play(each, "#" * 30)
    assert deaf.audio_between(0, 10).duration_s == 0
    assert ear.audio_between(0, 10).duration_s == near(0.3)
    assert ear.audio_between(0.15, 0.25).duration_s == near(0.1)
