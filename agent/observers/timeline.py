"""One clock for a conversation, so that log, recording and latency marks agree to the millisecond."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Timeline:
    """Seconds since the conversation's start, the first attempt's, and the aware UTC times that belong to them.

    Runs on a monotonic clock after it was anchored, so a step of the machine's clock bends nothing.
    """

    def __init__(
        self,
        started_at: datetime | None = None,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._monotonic = monotonic
        self._wall_anchor, self._monotonic_anchor = wall(), monotonic()
        self.started_at = started_at or datetime.fromtimestamp(self._wall_anchor, UTC)

    def now_s(self) -> float:
        """Seconds since the start."""
        return self.offset_of(self._wall_anchor + self._monotonic() - self._monotonic_anchor)

    def offset_of(self, epoch_s: float) -> float:
        """The offset of a ``time.time()`` stamp, as LiveKit's events carry them."""
        return epoch_s - self.started_at.timestamp()

    def at(self, offset_s: float) -> datetime:
        """The time that an offset stands for."""
        return self.started_at + timedelta(seconds=offset_s)
