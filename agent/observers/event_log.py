"""The append-only log of one attempt: a line is on the disk before anything else sees the event.

A line is one unbuffered ``write`` to a file opened for appending, so the death of this process loses nothing of what
was logged. The open log holds a lock that the kernel releases with the process: a log that can be locked has no writer.
"""

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import structlog
from pydantic import ValidationError

from agent.observers.cleaning import clean
from agent.observers.timeline import Timeline
from scenarios.events import Event, EventBase, parse_event, to_line

EVENTS_FILE = "events.jsonl"
CLOSED = -1  # no descriptor: the number of a closed one soon belongs to another file

E = TypeVar("E", bound=EventBase)
Watcher = Callable[[Event], None]

_log = structlog.get_logger(__name__)


class EventLog:
    """Numbers, times and writes the events of one attempt, then shows them to its watchers in order."""

    def __init__(self, folder: Path, *, attempt: int, timeline: Timeline) -> None:
        """Open a new log. Raises FileExistsError when the attempt has one, OSError when the disk refuses."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.attempt, self.timeline = folder, attempt, timeline
        self._file = os.open(folder / EVENTS_FILE, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND, 0o640)
        fcntl.flock(self._file, fcntl.LOCK_EX)  # free, but for the moment in which someone asks whether it is
        self._seq = 0
        self._watchers: list[Watcher] = []
        self.on_broken: Callable[[], None] = lambda: None  # the disk refuses: nothing that happens now is on record

    @property
    def last_seq(self) -> int:
        """Number of the newest event, 0 before the first."""
        return self._seq

    def watch(self, watcher: Watcher) -> None:
        """Show every later event to ``watcher``, after it is on the disk."""
        self._watchers.append(watcher)

    def append(self, event_type: type[E], /, **fields: Any) -> E:
        """Write one event, of clean values; after the end of the log, none.

        Raises pydantic.ValidationError for a malformed one, OSError when the disk refuses.
        """
        offset_s = round(self.timeline.now_s(), 4)
        frame = {"attempt": self.attempt, "seq": self._seq + 1, "at": self.timeline.at(offset_s), "offset_s": offset_s}
        event = event_type(**frame, **clean(fields))
        if self._file == CLOSED:
            _log.warning("event_after_the_end", folder=str(self.folder), event_type=event_type.__name__)
            return event
        try:
            append_line(self._file, to_line(event))  # type: ignore[arg-type]
        except OSError:
            self.on_broken()
            raise
        self._seq += 1
        for watcher in self._watchers:
            watcher(event)  # type: ignore[arg-type]
        return event

    def close(self) -> None:
        """Force the log to the disk and let go of it. Raises OSError when the disk refuses."""
        if self._file == CLOSED:
            return
        file, self._file = self._file, CLOSED
        try:
            os.fsync(file)
        finally:
            os.close(file)


def append_line(file: int, line: str) -> None:
    """Write a whole line or nothing at a file's end: half of one would spoil the next. Raises OSError."""
    content = f"{line}\n".encode()
    size = os.fstat(file).st_size
    if (n_written := os.write(file, content)) != len(content):
        os.ftruncate(file, size)
        raise OSError(errno.ENOSPC, f"only {n_written} of {len(content)} bytes could be written")


def read_events(folder: Path, *, after_seq: int = 0) -> Iterator[Event]:
    """The events of an attempt's folder, in order. A last line that was cut by a crash is left out."""
    try:
        lines = (folder / EVENTS_FILE).read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return
    for line in lines:
        if not line.endswith(b"\n"):
            _log.warning("torn_last_line", folder=str(folder))
            return
        try:
            event = parse_event(line)
        except ValidationError:
            _log.exception("unreadable_event", folder=str(folder))
            continue
        if event.seq > after_seq:
            yield event


def is_being_written(folder: Path) -> bool:
    """Whether a living process holds this attempt's log."""
    try:
        descriptor = os.open(folder / EVENTS_FILE, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
