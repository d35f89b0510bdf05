"""Audio of any rate into the one rate that the agent speaks at."""

import numpy as np
import soxr

from agent.models.base import Audio
from agent.speaking.reply import OUTPUT_RATE


class ToOutputRate:
    """Resamples one stream. Chunks may be cut anywhere, even within a sample."""

    def __init__(self) -> None:
        self._odd = b""
        self._rate = OUTPUT_RATE
        self._resampler: soxr.ResampleStream | None = None

    def feed(self, audio: Audio) -> Audio:
        """The next piece; what the filter holds back comes with a later one, or with ``flush``."""
        pcm = self._odd + audio.pcm
        whole = len(pcm) // 2 * 2
        self._odd = pcm[whole:]
        if audio.sample_rate == OUTPUT_RATE:
            return Audio(pcm[:whole], OUTPUT_RATE)
        if self._resampler is None or self._rate != audio.sample_rate:
            self._rate = audio.sample_rate
            self._resampler = soxr.ResampleStream(audio.sample_rate, OUTPUT_RATE, 1, dtype="int16")
        return self._resample(pcm[:whole], last=False)

    def flush(self) -> Audio:
        """What is still held back."""
        return Audio(b"", OUTPUT_RATE) if self._resampler is None else self._resample(b"", last=True)

    def _resample(self, pcm: bytes, *, last: bool) -> Audio:
        assert self._resampler is not None
        samples = self._resampler.resample_chunk(np.frombuffer(pcm, dtype="<i2"), last=last)
        return Audio(samples.astype("<i2").tobytes(), OUTPUT_RATE)
