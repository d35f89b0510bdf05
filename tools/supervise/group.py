"""The supervisor: starts the parts, watches them, and lets none outlive the others."""

import secrets
import signal
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.supervise.child import Child, Show
from tools.supervise.leash import leash
from tools.supervise.logs import rotate
from tools.supervise.part import Part
from tools.supervise.processes import kill_all, members

POLL_S = 0.05
FIRST_DELAY_S = 0.5
LONGEST_DELAY_S = 30.0
STEADY_S = 60.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(slots=True)
class Seat:
    """The place of one part in the group: the child that fills it now, if any, and its history."""

    part: Part
    child: Child | None = None
    healthy: bool = False
    n_restarts: int = 0
    start_at: float = 0.0


class PartFailedError(Exception):
    """A part ended, or never became healthy; the whole group must stop with ``exit_code``."""

    def __init__(self, name: str, words: str, *, exit_code: int, tail: Sequence[str] = ()) -> None:
        super().__init__(f"{name} {words}")
        self.name = name
        self.exit_code = exit_code
        self.tail = tuple(tail)


class Group:
    """Runs parts as one.

    Parts start in the given order and stop in the reverse one. When a part dies, all stop and its exit code is passed
    on; parts named in ``keep`` are started again instead, with a growing delay, once the group has been up.
    ``on_up`` is called when all are healthy, and again when a part that was kept is healthy again.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        *,
        logs: Path,
        show: Show,
        on_up: Callable[[dict[str, int]], None],
        keep: Collection[str] = (),
    ) -> None:
        self._seats = {part.name: Seat(part) for part in parts}
        self._logs = logs
        self._show = show
        self._on_up = on_up
        self._keep = frozenset(keep)
        self._mark = secrets.token_hex(16)
        self._been_up = False
        self._quiet = False
        self._n_signals = 0

    def run(self) -> int:
        """Run until a signal (gives 0) or until a part fails (gives its exit code, never 0)."""
        with self._signals(), leash(self._mark):
            try:
                while not self._n_signals:
                    self._turn()
                    time.sleep(POLL_S)
                self._say("stopping everything; the same signal again to hurry")
            except PartFailedError as failure:
                self._say(f"{failure}; stopping everything")
                self._quiet = True
                self._stop()
                self._explain(failure)
                return failure.exit_code
            finally:
                self._stop()
        return 0

    def _turn(self) -> None:
        was_up = self._is_up()
        for seat in self._seats.values():
            if seat.child is None:
                self._start(seat)
            elif (code := seat.child.exit_code()) is not None:
                self._lost(seat, seat.child, code)
            elif not seat.healthy:
                self._look(seat, seat.child)
        if self._is_up() and not was_up:
            self._been_up = True
            self._on_up({name: seat.child.pid for name, seat in self._seats.items() if seat.child})

    def _is_up(self) -> bool:
        return all(seat.healthy for seat in self._seats.values())

    def _start(self, seat: Seat) -> None:
        part = seat.part
        if time.monotonic() < seat.start_at or not all(self._seats[name].healthy for name in part.after):
            return
        log = self._logs / f"{part.name}.log"
        if not seat.n_restarts:
            if obstacle := part.obstacle():
                raise PartFailedError(part.name, f"cannot start: {obstacle}", exit_code=1)
            rotate(log)
        try:
            seat.child = Child(part, mark=self._mark, log=log, show=self._relay)
        except OSError as error:
            raise PartFailedError(part.name, f"cannot start: {error}", exit_code=127) from error

    def _look(self, seat: Seat, child: Child) -> None:
        if child.is_healthy():
            seat.healthy = True
            self._say(f"{seat.part.name} is healthy after {time.monotonic() - child.started_at:.1f} s")
        elif child.is_overdue():
            words = f"was not healthy after {seat.part.patience_s:.0f} s"
            raise PartFailedError(seat.part.name, words, exit_code=1, tail=child.tail)

    def _lost(self, seat: Seat, child: Child, code: int) -> None:
        name = seat.part.name
        child.stop(hurry=lambda: True)
        if not (self._been_up and name in self._keep):
            obstacle = None if seat.healthy else seat.part.obstacle()
            words = f"ended with exit code {code}" + (f": {obstacle}" if obstacle else "")
            raise PartFailedError(name, words, exit_code=code or 1, tail=() if obstacle else child.tail)
        if time.monotonic() - child.started_at > STEADY_S:
            seat.n_restarts = 0
        delay_s = min(FIRST_DELAY_S * 2**seat.n_restarts, LONGEST_DELAY_S)
        self._say(f"{name} ended with exit code {code}; starting it again in {delay_s:g} s")
        seat.child, seat.healthy = None, False
        seat.n_restarts += 1
        seat.start_at = time.monotonic() + delay_s

    def _stop(self) -> None:
        for seat in reversed(self._seats.values()):
            if seat.child is not None:
                code = seat.child.stop(hurry=lambda: self._n_signals > 1)
                self._say(f"{seat.part.name} stopped ({code})")
                seat.child = None
        kill_all(lambda: members(self._mark))

    def _explain(self, failure: PartFailedError) -> None:
        """The reason, once more and last: what the others said about it while they stopped would bury it."""
        if failure.tail:
            self._say(f"the last words of {failure.name}:")
        for line in failure.tail:
            self._say(f"    {line}")
        self._say(f"stopped, because {failure}; every line is in {self._logs}")

    def _relay(self, name: str, line: str) -> None:
        """A part's own words; once a part has failed, what the others say about it goes to their logs alone."""
        if not self._quiet:
            self._show(name, line)

    def _say(self, words: str) -> None:
        self._show("parley", words)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Count Ctrl-C and its like while the group runs: the first asks to stop, the second asks to hurry."""

        def count(_number: int, _frame: object) -> None:
            self._n_signals += 1

        before = {number: signal.signal(number, count) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
