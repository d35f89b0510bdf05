"""What an attempt's folder says about its delivery: whose events they are, how many arrived, which were refused."""

import json
import re
from contextlib import suppress
from pathlib import Path

from agent.observers.event_log import EVENTS_FILE, append_line
from scenarios.events import Event, to_line

JOB_FILE = "job.json"
DELIVERED_FILE = "delivered"
REFUSED_FILE = "events.refused.jsonl"
_ATTEMPT = re.compile(r"attempt-([1-9]\d*)")


def attempts(conversation: Path) -> list[tuple[int, Path]]:
    """The attempts that left a log in a conversation's folder, in order."""
    found = [
        (int(name[1]), log.parent)
        for log in conversation.glob(f"attempt-*/{EVENTS_FILE}")
        if (name := _ATTEMPT.fullmatch(log.parent.name))
    ]
    return sorted(found)


def write_job_id(folder: Path, job_id: str) -> None:
    """Whose attempt it is. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / JOB_FILE).write_text(json.dumps({"job_id": job_id}))


def read_job_id(folder: Path) -> str:
    """Whose attempt it was, "unknown" where that is not on the disk."""
    try:
        return str(json.loads((folder / JOB_FILE).read_text())["job_id"])
    except (FileNotFoundError, ValueError, KeyError):
        return "unknown"


def mark_delivered(folder: Path, seq: int) -> None:
    """Remember that everything up to ``seq`` is at the server. Replaced in one step: never half a number.

    Raises OSError; what is not remembered is delivered again, which changes nothing.
    """
    temporary = folder / f"{DELIVERED_FILE}.new"
    temporary.write_text(str(seq))
    temporary.replace(folder / DELIVERED_FILE)


def delivered(folder: Path) -> int:
    """Number of the last event known to be at the server, 0 for none."""
    try:
        return int((folder / DELIVERED_FILE).read_text())
    except (FileNotFoundError, ValueError):
        return 0


def keep_refused(folder: Path, event: Event, reason: str) -> None:
    """Put an event that the server will not have beside the log, once, with the server's words. Raises OSError."""
    if event.seq in _refused(folder):
        return
    try:
        kept = json.loads(to_line(event))
    except ValueError:
        kept = repr(event)
    with (folder / REFUSED_FILE).open("ab", buffering=0) as file:
        append_line(file.fileno(), json.dumps({"seq": event.seq, "reason": reason, "event": kept}))


def _refused(folder: Path) -> set[int]:
    """Numbers of the events that are kept already."""
    numbers: set[int] = set()
    with suppress(FileNotFoundError):
        for line in (folder / REFUSED_FILE).read_text().splitlines():
            with suppress(ValueError, KeyError, TypeError):
                numbers.add(int(json.loads(line)["seq"]))
    return numbers
