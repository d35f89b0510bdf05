"""Audio of any rate into the one rate that the agent speaks at."""

import numpy as np
import soxr

from agent.models.base import Audio
from agent.speaking.reply import OUTPUT_RATE


class ToOutputRate:
    """Resamples one stream. Chunks may be cut anywhere, even within a sample; its rate may change between two."""

    def __init__(self) -> None:
        self._odd = b""
        self._rate = OUTPUT_RATE
        self._resampler: soxr.ResampleStream | None = None

    def feed(self, audio: Audio) -> Audio:
        """The next piece; what the filter holds back comes with a later one, or with ``flush``."""
        pcm = self._odd + audio.pcm
        whole = len(pcm) // 2 * 2
        self._odd = pcm[whole:]
        held = b"" if audio.sample_rate == self._rate else self._change(audio.sample_rate)
        return Audio(held + self._resample(pcm[:whole], last=False), OUTPUT_RATE)

    def flush(self) -> Audio:
        """What is still held back."""
        return Audio(self._resample(b"", last=True), OUTPUT_RATE)

    def _change(self, rate: int) -> bytes:
        """Expect another rate from now on; what was held back of the one before."""
        held = self._resample(b"", last=True)
        same = rate == OUTPUT_RATE
        self._rate = rate
        self._resampler = None if same else soxr.ResampleStream(rate, OUTPUT_RATE, 1, dtype="int16")
        return held

    def _resample(self, pcm: bytes, *, last: bool) -> bytes:
        if self._resampler is None:
            return pcm
        samples = self._resampler.resample_chunk(np.frombuffer(pcm, dtype="<i2"), last=last)
        return bytes(samples.astype("<i2").tobytes())
