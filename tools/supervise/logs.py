"""The parts' log files: a new one at each start, a few old ones kept; and how their lines look on a terminal."""

import contextlib
import os
import sys
import threading
from pathlib import Path
from typing import TextIO

N_KEPT = 3
COLOURS = {"parley": 1, "livekit": 35, "speech": 33, "server": 36, "agent": 32}


def rotate(log: Path) -> None:
    """Move ``x.log`` to ``x.log.1``, that to ``x.log.2`` and so on; the oldest is overwritten."""
    log.parent.mkdir(parents=True, exist_ok=True)
    names = [log, *(log.with_name(f"{log.name}.{number}") for number in range(1, N_KEPT + 1))]
    for older, newer in reversed(list(zip(names[1:], names, strict=False))):
        if newer.exists():
            newer.replace(older)


class Console:
    """Writes lines with the part's name in front. Safe to call from several threads."""

    def __init__(self, width: int, out: TextIO = sys.stderr) -> None:
        self._width = width
        self._out = out
        self._coloured = out.isatty() and "NO_COLOR" not in os.environ
        self._lock = threading.Lock()

    def show(self, name: str, line: str) -> None:
        """Write one line. A reader that went away is no reason to stop: the log files have every line."""
        label = f"{name:<{self._width}} |"
        if self._coloured:
            label = f"\033[{COLOURS.get(name, 37)}m{label}\033[0m"
        with self._lock, contextlib.suppress(BrokenPipeError):
            self._out.write(f"{label} {line}\n")
            self._out.flush()
