"""How far a run is, what it has cost and how long it will take, for somebody who watches it."""

from collections.abc import Callable
from typing import TextIO

from scenarios.generate.cost import Bill

LINE_EVERY_S = 10.0  # where lines cannot be overwritten


class Progress:
    """One line that is overwritten in a terminal, and a line now and then elsewhere."""

    def __init__(self, *, n_records: int, bill: Bill, out: TextIO, clock: Callable[[], float]) -> None:
        """``clock`` gives seconds; only their differences count."""
        self._n_records, self._bill, self._out, self._clock = n_records, bill, out, clock
        self._n_done = self._n_kept = 0
        self._first: tuple[float, int] | None = None  # when the first answer came, and how many were done by then
        self._told_at = clock()

    def answered(self) -> None:
        """An answer has come that was paid for now."""
        if self._first is None:
            self._first = self._clock(), self._n_done
        self._tell()

    def settled(self, *, kept: bool) -> None:
        """One record is done."""
        self._n_done += 1
        self._n_kept += kept
        self._tell()

    def close(self) -> None:
        """Leave the last line standing."""
        if self._out.isatty():
            self._out.write(f"\r\033[K{self.line}\n")

    @property
    def line(self) -> str:
        """The state in words."""
        parts = [f"{self._n_done} of {self._n_records} conversations", f"{self._n_kept} kept", self._bill.in_words]
        left = self._seconds_left()
        if left is not None:
            parts.append(f"about {duration(left)} left")
        return ", ".join(parts)

    def _seconds_left(self) -> float | None:
        if self._first is None:
            return None
        began, n_before = self._first
        n_new = self._n_done - n_before
        return (self._clock() - began) / n_new * (self._n_records - self._n_done) if n_new else None

    def _tell(self) -> None:
        now = self._clock()
        if self._out.isatty():
            self._out.write(f"\r\033[K{self.line}")
            self._out.flush()
        elif now - self._told_at >= LINE_EVERY_S:
            self._told_at = now
            self._out.write(f"{self.line}\n")
            self._out.flush()


def duration(seconds: float) -> str:
    """A length of time in round words."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"
