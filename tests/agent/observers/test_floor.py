import asyncio
from collections.abc import Callable
from pathlib import Path

from agent.observers.event_log import read_events
from agent.observers.floor import Floor
from scenarios.events import AgentStateChanged, UserStateChanged
from tests.agent.parts import new_log
from tests.support.virtual_time import run_virtual

Script = Callable[[Floor, Callable[[bool], None]], None]


def states(folder: Path, *steps: tuple[float, str, bool]) -> list[tuple[float, str]]:
    """Play steps of (seconds to wait first, what, on or off) and list the changes with their times."""

    async def main() -> None:
        log = new_log(folder)
        about = False
        floor = Floor(log, lambda: about)
        for wait_s, what, active in steps:
            await asyncio.sleep(wait_s)
            if what == "ready":
                floor.ready()
            elif what == "about":
                about = active
            else:
                getattr(floor, what)(active)
        floor.close()

    run_virtual(main())
    return [
        (round(e.offset_s, 1), e.state if isinstance(e, AgentStateChanged) else f"user {e.state}")
        for e in read_events(folder / "attempt-1")
        if isinstance(e, AgentStateChanged | UserStateChanged)
    ]


READY = (0.0, "ready", True)


def test_nothing_is_shown_before_the_assistant_is_ready(tmp_path: Path) -> None:
    assert states(tmp_path, (0.0, "user_speaking", True), (0.0, "generating", True)) == []


def test_thinking_then_speaking_then_listening(tmp_path: Path) -> None:
    seen = states(
        tmp_path,
        READY,
        (1.0, "generating", True),
        (1.0, "playing", True),
        (1.0, "generating", False),
        (1.0, "playing", False),
    )
    assert seen == [(0.0, "listening"), (1.0, "thinking"), (2.0, "speaking"), (4.0, "listening")]


def test_a_complete_answer_that_is_not_heard_yet_is_thinking(tmp_path: Path) -> None:
    seen = states(
        tmp_path,
        READY,
        (1.0, "generating", True),
        (0.0, "about", True),
        (0.1, "generating", False),
        (0.4, "about", False),
        (0.0, "playing", True),
    )
    assert seen == [(0.0, "listening"), (1.0, "thinking"), (1.5, "speaking")]


def test_while_the_user_speaks_the_assistant_listens(tmp_path: Path) -> None:
    seen = states(tmp_path, READY, (1.0, "generating", True), (1.0, "user_speaking", True))
    assert seen == [(0.0, "listening"), (1.0, "thinking"), (2.0, "listening"), (2.0, "user speaking")]


def test_the_user_is_away_after_15_seconds_in_which_both_only_listen(tmp_path: Path) -> None:
    seen = states(
        tmp_path,
        READY,
        (14.0, "generating", True),
        (30.0, "generating", False),
        (20.0, "user_speaking", True),
        (5.0, "user_speaking", False),
    )
    assert [s for s in seen if s[1].startswith("user")] == [
        (59.0, "user away"),
        (64.0, "user speaking"),
        (69.0, "user listening"),
    ]


def test_nobody_is_away_once_it_is_over(tmp_path: Path) -> None:
    assert states(tmp_path, READY) == [(0.0, "listening")]
