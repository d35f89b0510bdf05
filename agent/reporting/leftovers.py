"""What dead jobs left on the disk: posted by the next job of the conversation, or by the worker's sweep.

The lock on a log tells whether its job lives. It is looked at behind the reading, since it is taken before the first
line is written: events without a writer are then a dead job's for sure. And a sweep leaves fresh logs alone, because a
post under a dead job's name would be taken for its heartbeat.
"""

import asyncio
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from agent.observers.event_log import EVENTS_FILE, is_being_written, read_events
from agent.reporting.courier import Courier
from agent.reporting.folders import attempts, delivered, read_job_id
from agent.reporting.study_server import ServerFailedError, ServerRefusedError, ServerUnreachableError, StudyServer
from scenarios.events import Event

SWEEP_EVERY_S = 60.0
MOST_A_ROUND = 500  # conversations that are looked into
FRESH_S = 30.0  # the server has long noticed the death of a job that last wrote before that
NOT_KNOWN_THERE = frozenset({404, 409})

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Leftovers:
    """The events of one attempt that are not known to be at the server."""

    attempt: int
    folder: Path
    events: tuple[Event, ...]


def leftovers_of(attempt: int, folder: Path) -> Leftovers | None:
    """What an attempt left; None while a living process writes its log."""
    events = tuple(read_events(folder, after_seq=delivered(folder)))
    return None if is_being_written(folder) else Leftovers(attempt, folder, events)


async def deliver_leftovers(server: StudyServer, conversation: Path) -> None:
    """Post what dead jobs of a conversation left. Raises ServerUnreachableError, ServerRefusedError."""
    for attempt, folder in attempts(conversation):
        if left := leftovers_of(attempt, folder):
            await _deliver(server, left)


async def _deliver(server: StudyServer, left: Leftovers) -> None:
    conversation = left.folder.parent.name
    courier = Courier(
        server,
        left.folder,
        conversation_id=conversation,
        job_id=read_job_id(left.folder),
        attempt=left.attempt,
        tries=1,  # the next round is the next try
    )
    courier.waiting.extend(left.events)
    while courier.waiting:
        _, worthwhile = await courier.post()
        if not worthwhile:
            break
    if courier.n_left:
        raise ServerFailedError(f"{courier.n_left} of {len(left.events)} events were not taken")
    if left.events:
        _log.info("leftovers_delivered", conversation=conversation, attempt=left.attempt, n_events=len(left.events))


class Sweep:
    """Looks through the conversations of this disk, again and again, a bounded number at a time.

    A conversation is settled when every attempt is over and nothing of it is left. It is then not opened again, unless
    a new attempt changes its folder.
    """

    def __init__(
        self,
        server: StudyServer,
        conversations: Path,
        *,
        clock: Callable[[], float] = time.time,
        most_a_round: int = MOST_A_ROUND,
    ) -> None:
        self._server, self._conversations, self._clock = server, conversations, clock
        self._most_a_round = most_a_round
        self._settled: dict[str, int] = {}  # folder's name: when it was last changed, in ns
        self._last = ""

    async def run(self) -> None:
        """Sweep for ever."""
        while True:
            try:
                await self.round()
            except Exception:  # the sweep's edge: the next round may find the disk well again
                _log.exception("sweep_stumbled")
            await asyncio.sleep(SWEEP_EVERY_S)

    async def round(self) -> None:
        """Deliver what can be delivered now. One conversation that is refused does not keep back the others."""
        for name, changed_ns in await asyncio.to_thread(self._due):
            self._last = name
            try:
                over = await self._sweep(self._conversations / name)
            except (ServerFailedError, OSError) as error:
                _log.warning("leftovers_kept", conversation=name, error=error)
                continue
            except ServerUnreachableError as error:
                _log.warning("sweep_put_off", error=error)
                return
            except ServerRefusedError as error:
                _log.warning("leftovers_refused", conversation=name, error=error)
                over = error.status in NOT_KNOWN_THERE
            if over:
                self._settled[name] = changed_ns

    async def _sweep(self, conversation: Path) -> bool:
        """Deliver what a conversation's dead jobs left; whether all its attempts are over."""
        over, left = await asyncio.to_thread(self._look, conversation)
        for leftovers in left:
            await _deliver(self._server, leftovers)
        return over

    def _due(self) -> list[tuple[str, int]]:
        """The next conversations that are not settled, going round."""
        names = sorted(self._unsettled())
        first = bisect_right(names, (self._last, 1 << 63))
        return (names[first:] + names[:first])[: self._most_a_round]

    def _unsettled(self) -> Iterator[tuple[str, int]]:
        if not self._conversations.is_dir():
            return
        for folder in self._conversations.iterdir():
            with suppress(FileNotFoundError):  # withdrawn in this moment
                changed_ns = folder.stat().st_mtime_ns
                if self._settled.get(folder.name) != changed_ns:
                    yield folder.name, changed_ns

    def _look(self, conversation: Path) -> tuple[bool, list[Leftovers]]:
        """Whether all attempts are over, and what they left."""
        over, left = True, []
        for attempt, folder in attempts(conversation):
            found = None if self._is_fresh(folder) else leftovers_of(attempt, folder)
            if found is None:
                over = False
            elif found.events:
                left.append(found)
        return over, left

    def _is_fresh(self, folder: Path) -> bool:
        return 0 <= self._clock() - (folder / EVENTS_FILE).stat().st_mtime < FRESH_S
