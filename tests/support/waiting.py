"""Patience with a deadline: real processes are waited for by what they show, never by a fixed time."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


def wait_until(look: Callable[[], T | None], *, for_what: str, timeout_s: float, every_s: float = 0.05) -> T:
    """Look until the answer is truthy and return it. Raises TimeoutError naming what was waited for."""
    deadline = time.monotonic() + timeout_s
    while True:
        if seen := look():
            return seen
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {timeout_s:.0f} s for {for_what}; last seen: {seen!r}")
        time.sleep(every_s)


async def wait_for(
    look: Callable[[], Awaitable[T | None]], *, for_what: str, timeout_s: float, every_s: float = 0.05
) -> T:
    """The same for answers that are awaited."""
    deadline = time.monotonic() + timeout_s
    while True:
        if seen := await look():
            return seen
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {timeout_s:.0f} s for {for_what}; last seen: {seen!r}")
        await asyncio.sleep(every_s)
