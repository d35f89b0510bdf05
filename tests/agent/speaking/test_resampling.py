"""Audio of any rate, cut anywhere, becomes the same sound at the one rate that the agent speaks at."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from agent.models.base import Audio
from agent.speaking.reply import OUTPUT_RATE
from agent.speaking.resampling import ToOutputRate

RATES = st.sampled_from([8_000, 16_000, 22_050, 24_000, 44_100, 48_000])
DITHER = 4  # of 8000
LENGTHS = st.floats(0.1, 1.0)


def sine(rate: int, seconds: float, hertz: float = 400.0) -> bytes:
    samples = 8_000 * np.sin(2 * np.pi * hertz / rate * np.arange(round(seconds * rate)))
    return bytes(samples.astype("<i2").tobytes())


def through(pcm: bytes, rate: int, cuts: list[int]) -> NDArray[np.float64]:
    """The resampled samples of audio that arrives in pieces."""
    resampler = ToOutputRate()
    edges = [0, *sorted(cut % (len(pcm) + 1) for cut in cuts), len(pcm)]
    pieces = [resampler.feed(Audio(pcm[start:end], rate)) for start, end in pairwise(edges)]
    pieces.append(resampler.flush())
    assert all(piece.sample_rate == OUTPUT_RATE and len(piece.pcm) % 2 == 0 for piece in pieces)
    return np.frombuffer(b"".join(piece.pcm for piece in pieces), "<i2").astype(float)


def power(samples: NDArray[np.float64]) -> float:
    return float(np.mean(samples**2))


@given(RATES, LENGTHS)
def test_it_lasts_as_long_and_is_as_loud(rate: int, seconds: float) -> None:
    pcm = sine(rate, seconds)
    heard = through(pcm, rate, [])
    assert len(heard) / OUTPUT_RATE == pytest.approx(len(pcm) / 2 / rate, abs=0.001)
    assert power(heard) == pytest.approx(power(np.frombuffer(pcm, "<i2").astype(float)), rel=0.05)


@given(RATES, LENGTHS, st.lists(st.integers(0, 100_000), max_size=20))
@example(24_000, 0.1, [1, 2, 3])
@example(16_000, 0.1, [1, 1, 3201])
def test_where_it_is_cut_makes_no_difference(rate: int, seconds: float, cuts: list[int]) -> None:
    pcm = sine(rate, seconds)
    assert np.abs(through(pcm, rate, cuts) - through(pcm, rate, [])).max() <= DITHER


@given(RATES)
def test_it_is_the_same_tone(rate: int) -> None:
    heard = through(sine(rate, 1.0, 1_000.0), rate, [])
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert np.argmax(spectrum) * OUTPUT_RATE / len(heard) == pytest.approx(1_000.0, abs=2.0)


def test_its_own_rate_passes_untouched() -> None:
    pcm = sine(OUTPUT_RATE, 0.3)
    resampler = ToOutputRate()
    assert resampler.feed(Audio(pcm, OUTPUT_RATE)).pcm == pcm
    assert resampler.flush().pcm == b""


def test_nothing_is_nothing() -> None:
    resampler = ToOutputRate()
    assert resampler.feed(Audio(b"", 16_000)).pcm == b""
    assert ToOutputRate().flush().pcm == b""


def test_a_stream_may_change_its_rate_and_loses_nothing() -> None:
    resampler = ToOutputRate()
    pieces = [resampler.feed(Audio(sine(rate, 0.5), rate)) for rate in (16_000, 48_000, OUTPUT_RATE, 16_000)]
    pieces.append(resampler.flush())
    heard = b"".join(piece.pcm for piece in pieces)
    assert len(heard) / 2 / OUTPUT_RATE == pytest.approx(2.0, abs=0.001)
