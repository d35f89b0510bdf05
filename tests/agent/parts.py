"""What many agent tests need: a log in a folder, on a clock that tests can read, and quick ways to read it."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from agent.observers.event_log import EventLog, read_events
from agent.observers.timeline import Timeline
from scenarios.events import EventBase

NOON = datetime(2026, 6, 14, 12, 0, 0, tzinfo=UTC)

E = TypeVar("E", bound=EventBase)


def loop_timeline() -> Timeline:
    """Seconds of the running loop, counted from noon."""
    return Timeline(NOON, wall=NOON.timestamp, monotonic=asyncio.get_running_loop().time)


def new_log(folder: Path, *, attempt: int = 1) -> EventLog:
    """An attempt's log on the loop's clock."""
    return EventLog(folder / f"attempt-{attempt}", attempt=attempt, timeline=loop_timeline())


def logged(log: EventLog, kind: type[E]) -> list[E]:
    """The events of one type that are on the disk."""
    return [event for event in read_events(log.folder) if isinstance(event, kind)]


def fields(event: EventBase, *names: str) -> tuple[Any, ...]:
    """Some fields of an event."""
    return tuple(getattr(event, name) for name in names)
