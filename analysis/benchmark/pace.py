"""How fast a service may be asked: so many at once, so many a minute. Time and waiting are injected."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


class Pace:
    """Lets callers through one by one: ``at_once`` inside together, starts ``60 / per_minute`` seconds apart."""

    def __init__(
        self,
        *,
        at_once: int = 4,
        per_minute: float | None = None,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        if at_once < 1 or (per_minute is not None and per_minute <= 0):
            raise ValueError("a pace lets one or more through")
        self.at_once = at_once
        self.sleep = sleep
        self._gap_s = 60.0 / per_minute if per_minute else 0.0
        self._clock = clock
        self._inside = asyncio.Semaphore(at_once)
        self._next_start = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a place and for the next start."""
        async with self._inside:
            now = self._clock()
            start = max(now, self._next_start)
            self._next_start = start + self._gap_s
            if start > now:
                await self.sleep(start - now)
            yield
