"""The length of a conversation: notices before the end, then the end."""

import asyncio
from collections.abc import Callable
from typing import Literal

Notice = Literal["two_minutes", "thirty_seconds"]

NOTICES: tuple[tuple[Notice, float], ...] = (("two_minutes", 120.0), ("thirty_seconds", 30.0))


class TimeLimit:
    """Counts down once, from ``start``. What lies behind already, after an earlier attempt, is not said again."""

    def __init__(self, *, on_notice: Callable[[Notice], None], on_end: Callable[[], None]) -> None:
        self._on_notice, self._on_end = on_notice, on_end
        self._timers: list[asyncio.TimerHandle] = []

    def start(self, remaining_s: float) -> None:
        """Begin to count."""
        loop = asyncio.get_running_loop()
        self._timers = [loop.call_later(max(0.0, remaining_s), self._on_end)]
        for notice, before_s in NOTICES:
            if remaining_s > before_s:
                self._timers.append(loop.call_later(remaining_s - before_s, self._on_notice, notice))

    def stop(self) -> None:
        """The conversation ends for another reason."""
        for timer in self._timers:
            timer.cancel()
