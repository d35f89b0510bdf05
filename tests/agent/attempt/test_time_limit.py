import asyncio

import pytest

from agent.attempt.time_limit import TimeLimit
from tests.support.virtual_time import run_virtual


def happenings(remaining_s: float, *, for_s: float, stop_after_s: float | None = None) -> list[tuple[float, str]]:
    async def main() -> list[tuple[float, str]]:
        loop = asyncio.get_running_loop()
        seen: list[tuple[float, str]] = []
        limit = TimeLimit(
            on_notice=lambda kind: seen.append((loop.time(), kind)), on_end=lambda: seen.append((loop.time(), "end"))
        )
        limit.start(remaining_s)
        if stop_after_s is not None:
            await asyncio.sleep(stop_after_s)
            limit.stop()
        await asyncio.sleep(for_s)
        return seen

    return run_virtual(main())


def test_ten_minutes_have_two_notices() -> None:
    assert happenings(600, for_s=700) == [(480, "two_minutes"), (570, "thirty_seconds"), (600, "end")]


@pytest.mark.parametrize(
    ("remaining_s", "seen"),
    [
        (100, [(70, "thirty_seconds"), (100, "end")]),
        (10, [(10, "end")]),
        (-5, [(0, "end")]),
    ],
)
def test_what_lies_behind_is_not_said_again(remaining_s: float, seen: list[tuple[float, str]]) -> None:
    assert happenings(remaining_s, for_s=700) == seen


def test_nothing_happens_once_stopped() -> None:
    assert happenings(600, for_s=700, stop_after_s=500) == [(480, "two_minutes")]
