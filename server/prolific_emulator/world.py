"""The emulator's heart: one state, one clock, one lock. What the modules beside it do, they do to a ``World``."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from server.prolific_emulator import hooks, submissions
from server.prolific_emulator.people import make_people
from server.prolific_emulator.state import State

STEP_S = 60.0  # how coarse a leap of the clock is: what falls due inside is done in the order of these steps


def new_id() -> str:
    """An id as Prolific makes them: 24 hexadecimal digits."""
    return secrets.token_hex(12)


class World:
    """A state with its clock. ``file`` keeps it over a restart; None forgets it."""

    def __init__(self, clock: Callable[[], datetime], file: Path | None = None) -> None:
        self.clock = clock  # of this machine: the world's own may be ahead of it
        self._file = file
        self._lock = threading.RLock()
        self.state = self._load()

    @property
    def now(self) -> datetime:
        """The world's time."""
        return self.clock() + timedelta(seconds=self.state.offset_s)

    @contextmanager
    def open(self) -> Iterator[State]:
        """The state as it stands now, for one caller at a time. It is kept when the block ends, however it ends."""
        with self._lock:
            self._settle()
            try:
                yield self.state
            finally:
                self._settle()
                self._keep()

    def forward(self, seconds: float) -> None:
        """Turn the clock forward; what falls due on the way happens."""
        with self._lock:
            while seconds > 0:
                self.state.offset_s += min(STEP_S, seconds)
                seconds -= STEP_S
                self._settle()
            self._keep()

    def _settle(self) -> None:
        submissions.settle(self.state, self.now)
        hooks.forget_old(self.state)

    def _load(self) -> State:
        if self._file is not None and self._file.exists():
            return State.model_validate_json(self._file.read_bytes())
        return State(user_id=new_id(), workspace_id=new_id(), project_id=new_id(), people=dict(make_people()))

    def _keep(self) -> None:
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_bytes(self.state.model_dump_json().encode())
        fresh.replace(self._file)
