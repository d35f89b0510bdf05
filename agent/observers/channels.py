"""The two sides of the recording on its timeline: where every piece of audio lies, to the sample.

The assistant's audio is put where it began to play. The participant's frames have no time but that of their arrival,
and they arrive late whenever this process was held up, then all at once. A frame is therefore placed only when the ones
that follow it are known: it ended no later than each of them arrived, less the audio in between. What is held back by a
pause of the process falls into place that way, a real gap stays one, and clocks that drift are followed.
"""

from collections import deque

import numpy as np
from numpy.typing import NDArray

RESYNC_S = 0.1  # the assistant's frames are one run while they are this close to their clock
SETTLE_S = 0.8  # audio this young may still be revised by an interruption, or arrive
HOLD_S = 0.6  # how long the frames that follow may yet tell where a frame belongs
TOLERANCE_S = 0.012  # arrivals jitter: a run is one while it is this close to where it belongs

Samples = NDArray[np.int16]


class Channel:
    """One channel: pieces of audio on the timeline, of which a growing part has been taken."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._pieces: list[tuple[int, Samples]] = []
        self.end = 0

    def put(self, at_s: float, samples: Samples) -> None:
        """Audio that begins at ``at_s``, or right behind the last piece if that is as good as there."""
        start = round(at_s * self._rate)
        if start < self.end or (self._pieces and abs(start - self.end) <= RESYNC_S * self._rate):
            start = self.end
        self.lay(start, samples)

    def lay(self, start: int, samples: Samples) -> None:
        """Audio that begins at this sample."""
        self._pieces.append((start, samples))
        self.end = start + len(samples)

    def cut(self, at_s: float) -> None:
        """Nothing that lies behind ``at_s`` was played."""
        end = round(at_s * self._rate)
        self._pieces = [(start, samples[: max(0, end - start)]) for start, samples in self._pieces if start < end]
        self.end = min(self.end, max(end, 0))

    def take(self, start: int, end: int) -> Samples:
        """The samples of a stretch, silent where there is nothing."""
        block: Samples = np.zeros(end - start, dtype=np.int16)
        later: list[tuple[int, Samples]] = []
        for at, samples in self._pieces:
            low, high = max(at, start), min(at + len(samples), end)
            if low < high:
                block[low - start : high - start] = samples[low - at : high - at]
            if at + len(samples) > end:
                later.append((at, samples))
        self._pieces = later
        return block


class HeardChannel:
    """The participant's channel: frames are held until it is clear where they belong."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._channel = Channel(rate)
        self._held: deque[tuple[float, Samples]] = deque()  # by their arrivals

    def hear(self, arrived_s: float, samples: Samples) -> None:
        """A frame arrived, complete."""
        self._held.append((arrived_s, samples))

    def settled(self, now_s: float) -> int:
        """Place what has been held for long enough; the sample before which only a late frame can still belong."""
        for start in self._starts():
            if self._held[0][0] > now_s - HOLD_S:
                return start
            self._place(start, self._held.popleft()[1])
        return round(now_s * self._rate)

    def take(self, start: int, end: int) -> Samples:
        """The samples of a stretch, silent where there is nothing."""
        return self._channel.take(start, end)

    def close(self) -> None:
        """Nothing follows: place the rest."""
        for start in self._starts():
            self._place(start, self._held.popleft()[1])

    def _starts(self) -> list[int]:
        """Where the frames that are held belong, by their own arrivals and those of all that follow them."""
        starts: list[int] = []
        following = float("inf")
        for arrived_s, samples in reversed(self._held):
            following = min(arrived_s * self._rate, following) - len(samples)
            starts.append(round(following))
        return starts[::-1]

    def _place(self, start: int, samples: Samples) -> None:
        end = self._channel.end
        if abs(start - end) <= TOLERANCE_S * self._rate:
            start = end
        if start < end:
            samples, start = samples[end - start :], end
        if len(samples):
            self._channel.lay(start, samples)


class Tape:
    """Both channels, and how far they are written."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self.user, self.agent = HeardChannel(rate), Channel(rate)
        self._written = 0

    def settled(self, awake_s: float) -> Samples:
        """The next block of (user, agent) samples that nothing can change any more; it may be empty.

        ``awake_s`` is when this was to be asked, which may be long ago if the process was held up: what arrived since
        then is possibly not here yet, and is waited for.
        """
        settled = self.user.settled(awake_s)
        return self._take(min(settled, round((awake_s - SETTLE_S) * self._rate)))

    def rest(self, now_s: float) -> Samples:
        """All that is left."""
        self.user.close()
        return self._take(round(now_s * self._rate))

    def _take(self, end: int) -> Samples:
        start, self._written = self._written, max(self._written, end)
        return np.stack((self.user.take(start, self._written), self.agent.take(start, self._written)), axis=1)
