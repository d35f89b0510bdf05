"""Carries one attempt's events to the study server, in order, and finds the one that the server will not have.

A batch is refused as a whole, for the sake of one event. It is halved until that event stands alone; the event is then
kept beside the log, and a fault is delivered in its place, under its number: the server's record has no hole, and tells
where to look. A refusal never costs the heartbeat: an empty batch goes out behind it.
"""

from collections import deque
from itertools import islice
from pathlib import Path

import structlog

from agent.reporting.folders import keep_refused, mark_delivered
from agent.reporting.study_server import BatchAnswer, ServerFailedError, ServerRefusedError, StudyServer
from scenarios.events import Event, Fault

LARGEST_BATCH = 200
ABOUT_THE_EVENTS = frozenset({400, 413, 422})
STAND_IN = "event_refused"

_log = structlog.get_logger(__name__)


class Courier:
    """``waiting`` are the events that are on the disk and not yet known to be at the server."""

    def __init__(self, server: StudyServer, folder: Path, *, conversation_id: str, job_id: str, attempt: int) -> None:
        self._server, self._folder = server, folder
        self._conversation_id, self._job_id, self._attempt = conversation_id, job_id, attempt
        self._at_most = LARGEST_BATCH
        self.waiting: deque[Event] = deque()

    async def post(self) -> tuple[BatchAnswer, bool]:
        """Post the next batch, or an empty one; the server's answer, and whether posting again at once makes sense.

        Raises ServerUnreachableError, and ServerRefusedError where it is not about the events.
        """
        batch = list(islice(self.waiting, self._at_most))
        try:
            answer = await self._send(batch)
        except (ServerFailedError, ServerRefusedError) as error:
            if not batch or (isinstance(error, ServerRefusedError) and error.status not in ABOUT_THE_EVENTS):
                raise
            answer = await self._send([])
            return answer, self._narrow(batch, error)
        self._at_most = min(self._at_most * 2, LARGEST_BATCH)
        self._acknowledge(answer.acknowledged)
        return answer, not batch or answer.acknowledged >= batch[0].seq

    async def _send(self, events: list[Event]) -> BatchAnswer:
        return await self._server.post(self._conversation_id, job_id=self._job_id, attempt=self._attempt, events=events)

    def _acknowledge(self, seq: int) -> None:
        before = len(self.waiting)
        while self.waiting and self.waiting[0].seq <= seq:
            self.waiting.popleft()
        if len(self.waiting) == before:
            return
        try:
            mark_delivered(self._folder, seq)
        except OSError as error:
            _log.warning("cursor_not_written", error=error)

    def _narrow(self, batch: list[Event], error: ServerFailedError | ServerRefusedError) -> bool:
        """Come closer to the event that is not taken. False when it is found and there is no remedy now."""
        if len(batch) > 1:
            self._at_most = len(batch) // 2
            return True
        [event] = batch
        if isinstance(error, ServerFailedError) or (isinstance(event, Fault) and event.kind == STAND_IN):
            _log.error("event_not_taken", seq=event.seq, event_type=event.type, error=error)
            return False
        _log.error("event_set_aside", seq=event.seq, event_type=event.type, error=error)
        try:
            keep_refused(self._folder, event, error.detail)
        except OSError as failed:
            _log.warning("refused_event_not_kept", error=failed)
        self.waiting[0] = _stand_in(event, error)
        return True


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
