"""How long this machine kept a thread waiting that had nothing to do but to wake: what bounds in seconds allow for.

A promise in seconds is one about a machine that has time. A sleeper that wakes late shows when it had none.
"""

import threading
import time
from types import TracebackType
from typing import Self

_NAP_S = 0.02
_USUAL_S = 0.01  # to wake up takes this on any machine


class Stalls:
    """Watches from a thread of its own while its block runs."""

    def __init__(self) -> None:
        self._late: list[tuple[float, float]] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="stalls", daemon=True)

    def within_s(self, since: float, until: float) -> float:
        """Seconds lost between two wall times."""
        return sum(max(0.0, min(end, until) - max(begin, since)) for begin, end in self._late)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        due_at = time.time() + _NAP_S
        while not self._over.wait(_NAP_S):
            now = time.time()
            if now - due_at > _USUAL_S:
                self._late.append((due_at, now))
            due_at = time.time() + _NAP_S
