"""Carries one attempt's events to the study server, in order, and finds the one that the server will not have.

A batch fails as a whole, for the sake of one event. It is halved until that event stands alone. What is refused is kept
beside the log, and a fault is delivered in its place, under its number. What the server stumbles over again and again,
or what could not be kept, is set aside: those behind it go on, and it is tried again now and then. The number of an
event that is set aside is not marked as delivered, so whoever looks at the disk later finds it. None of this costs the
heartbeat: an empty batch goes out behind each failure.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import structlog

from agent.reporting.folders import keep_refused, mark_delivered
from agent.reporting.study_server import BatchAnswer, ServerFailedError, ServerRefusedError, StudyServer
from scenarios.events import Event, Fault

LARGEST_BATCH = 200
ABOUT_THE_EVENTS = frozenset({400, 413, 422})
TRIES = 5  # with an event that stands alone, before it is set aside
TRY_AGAIN_S = 10.0  # with what was set aside
STAND_IN = "event_refused"

SetAside = Callable[[Event, Exception], None]

_log = structlog.get_logger(__name__)


def _tell_nobody(event: Event, error: Exception) -> None:
    """The log of this process alone says it."""


class Courier:
    """``waiting`` are the events that are on the disk and not yet known to be at the server, but for those set aside.

    ``tries``: how often an event is tried alone. ``on_set_aside`` is told what was set aside, and why.
    """

    def __init__(
        self,
        server: StudyServer,
        folder: Path,
        *,
        conversation_id: str,
        job_id: str,
        attempt: int,
        tries: int = TRIES,
        on_set_aside: SetAside = _tell_nobody,
    ) -> None:
        self._server, self._folder = server, folder
        self._conversation_id, self._job_id, self._attempt = conversation_id, job_id, attempt
        self._at_most = LARGEST_BATCH
        self._tries, self._tried = tries, 0
        self._on_set_aside = on_set_aside
        self._aside: deque[tuple[float, Event]] = deque()  # when each is tried again; the next one first
        self.waiting: deque[Event] = deque()

    @property
    def n_left(self) -> int:
        """How many events are not at the server."""
        return len(self.waiting) + len(self._aside)

    @property
    def is_due(self) -> bool:
        """Whether there is anything to post now."""
        return bool(self.waiting) or self._is_aside_due

    def try_all_again(self) -> None:
        """What was set aside need not wait any longer."""
        self._aside = deque((0.0, event) for _, event in self._aside)

    async def post(self) -> tuple[BatchAnswer, bool]:
        """Post the next batch, or an empty one; the server's answer, and whether posting again at once makes sense.

        Raises ServerUnreachableError, and ServerRefusedError where it is not about the events.
        """
        batch = self._next()
        try:
            answer = await self._send(batch)
        except (ServerFailedError, ServerRefusedError) as error:
            if not batch or (isinstance(error, ServerRefusedError) and error.status not in ABOUT_THE_EVENTS):
                raise
            answer = await self._send([])
            return answer, self._narrow(batch, error)
        self._at_most, self._tried = min(self._at_most * 2, LARGEST_BATCH), 0
        return answer, self._acknowledge(batch, answer.acknowledged)

    @property
    def _is_aside_due(self) -> bool:
        return bool(self._aside) and self._aside[0][0] <= asyncio.get_running_loop().time()

    def _next(self) -> list[Event]:
        if self.waiting:
            return list(islice(self.waiting, self._at_most))
        return [self._aside[0][1]] if self._is_aside_due else []

    async def _send(self, events: list[Event]) -> BatchAnswer:
        return await self._server.post(self._conversation_id, job_id=self._job_id, attempt=self._attempt, events=events)

    def _acknowledge(self, batch: list[Event], seq: int) -> bool:
        """Let go of what is at the server: up to ``seq``, and behind a gap of ours what was in this batch.

        Gives whether that was anything of the batch.
        """
        gap = min((event.seq for _, event in self._aside if event not in batch), default=None)
        taken = batch[-1].seq if batch and gap is not None and seq >= gap - 1 else seq
        n_before = self.n_left
        while self.waiting and self.waiting[0].seq <= taken:
            self.waiting.popleft()
        self._aside = deque(
            (at, event) for at, event in self._aside if event.seq > seq and not (event in batch and event.seq <= taken)
        )
        if self.n_left < n_before:
            self._mark_delivered(seq)
        return not batch or taken >= batch[0].seq

    def _mark_delivered(self, seq: int) -> None:
        try:
            mark_delivered(self._folder, seq)
        except OSError as error:
            _log.warning("cursor_not_written", error=error)

    def _narrow(self, batch: list[Event], error: ServerFailedError | ServerRefusedError) -> bool:
        """Come closer to the event that is not taken. False when it is found and is to be tried again later."""
        if len(batch) > 1:
            self._at_most, self._tried = len(batch) // 2, 0
            return True
        [event] = batch
        if isinstance(error, ServerRefusedError) and not _is_stand_in(event) and self._keep(event, error):
            self._remove(event)
            self.waiting.appendleft(_stand_in(event, error))
            return True
        self._tried += 1
        if self._is_waiting(event) and self._tried < self._tries:
            _log.warning("event_not_taken", seq=event.seq, event_type=event.type, error=error)
            return False
        self._set_aside(event, error)
        return True

    def _keep(self, event: Event, error: ServerRefusedError) -> bool:
        _log.error("event_refused", seq=event.seq, event_type=event.type, error=error)
        try:
            keep_refused(self._folder, event, error.detail)
        except OSError as failed:
            _log.error("refused_event_not_kept", seq=event.seq, error=failed)
            return False
        return True

    def _set_aside(self, event: Event, error: Exception) -> None:
        is_new = self._is_waiting(event)
        self._remove(event)
        self._aside.append((asyncio.get_running_loop().time() + TRY_AGAIN_S, event))
        self._tried = 0
        _log.error("event_set_aside", seq=event.seq, event_type=event.type, error=error)
        if is_new:
            self._on_set_aside(event, error)

    def _is_waiting(self, event: Event) -> bool:
        """Whether it is the next one, and not one that was set aside."""
        return bool(self.waiting) and self.waiting[0] is event

    def _remove(self, event: Event) -> None:
        self.waiting = deque(other for other in self.waiting if other is not event)
        self._aside = deque(entry for entry in self._aside if entry[1] is not event)


def _is_stand_in(event: Event) -> bool:
    return isinstance(event, Fault) and event.kind == STAND_IN


def _stand_in(event: Event, error: ServerRefusedError) -> Fault:
    return Fault(
        attempt=event.attempt,
        seq=event.seq,
        at=event.at,
        offset_s=event.offset_s,
        where="server",
        kind=STAND_IN,
        message=f"{event.type}: {error}",
        fatal=False,
    )
