"""A pace counts who is inside and when the next may start, on a clock of the test's."""

import asyncio
from typing import Any

import pytest

from analysis.benchmark.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


async def test_starts_keep_their_distance() -> None:
    clock = Clock()
    pace = Pace(at_once=1, per_minute=30, clock=lambda: clock.now, sleep=clock.sleep)
    starts = []
    for _ in range(4):
        async with pace.turn():
            starts.append(clock.now)
    assert starts == [0.0, 2.0, 4.0, 6.0]


async def test_no_more_are_inside_than_allowed() -> None:
    pace = Pace(at_once=3)
    inside, most = 0, 0

    async def visit() -> None:
        nonlocal inside, most
        async with pace.turn():
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(visit() for _ in range(10)))
    assert most == 3


@pytest.mark.parametrize("given", [{"at_once": 0}, {"per_minute": 0}])
def test_a_pace_that_lets_nobody_through_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="one or more"):
        Pace(**given)
