"""Time as an argument: whoever needs the time is handed a clock, so that tests can turn it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


class ManualClock:
    """A clock that moves only when it is told to."""

    def __init__(self, now: datetime = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)) -> None:
        self._now = now

    def __call__(self) -> datetime:
        """The time that it shows."""
        return self._now

    def advance(self, seconds: float) -> datetime:
        """Turn it forward and return the new time."""
        self._now += timedelta(seconds=seconds)
        return self._now
