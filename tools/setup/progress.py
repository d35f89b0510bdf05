"""What the person sees meanwhile: numbered steps, what each does, and how long it has taken."""

import sys
import time
from typing import TextIO

WIDTH = 44
QUIET_S = 15


class Progress:
    """One line per step. On a terminal it counts seconds; elsewhere a new line says every 15 s that it goes on."""

    def __init__(self, n_steps: int, out: TextIO = sys.stderr) -> None:
        self._n_steps = n_steps
        self._out = out
        self._live = out.isatty()
        self._number = 0
        self._title = ""
        self._note = ""
        self._started = self._spoke = time.monotonic()

    def start(self, title: str) -> None:
        """Begin the next step."""
        self._number += 1
        self._title, self._note = title, ""
        self._started = self._spoke = time.monotonic()

    def note(self, words: str) -> None:
        """Say what the current step is about to do."""
        self._note = words
        self._show(words, ends=not self._live)

    def tick(self) -> None:
        """Show that the current step goes on. Cheap; call it about once a second."""
        now = time.monotonic()
        if self._live:
            self._show(f"{self._note} ({self._elapsed()})".strip(), ends=False)
        elif now - self._spoke >= QUIET_S:
            self._spoke = now
            self._show(f"still at it ({self._elapsed()})", ends=True)

    def end(self, words: str) -> None:
        """Close the current step with its result."""
        self._show(words, ends=True)

    def done(self, words: str = "done") -> None:
        """Close the current step as done now, with its time."""
        self.end(f"{words} in {self._elapsed()}")

    def _elapsed(self) -> str:
        seconds = time.monotonic() - self._started
        return f"{seconds:.0f} s" if seconds < 60 else f"{int(seconds // 60)}:{int(seconds % 60):02d} min"

    def _show(self, words: str, *, ends: bool) -> None:
        line = f"[{self._number}/{self._n_steps}] {self._title:<{WIDTH}} {words}"
        self._out.write(f"\r\033[K{line}" if self._live else line)
        self._out.write("\n" if ends else "")
        self._out.flush()
