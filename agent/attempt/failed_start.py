"""Tells the server about an attempt that could not even open its log, so that nobody waits in a silent room."""

from pathlib import Path

import structlog

from agent.observers.event_log import read_events
from agent.observers.timeline import Timeline
from agent.reporting.study_server import Brief, ServerRefusedError, ServerUnreachableError, StudyServer, patiently
from scenarios.events import ConversationEnded, Event, Fault

REPORT_FOR_S = 8.0

_log = structlog.get_logger(__name__)


async def report_failed_start(
    server: StudyServer, brief: Brief, *, job_id: str, folder: Path, timeline: Timeline, error: Exception
) -> None:
    """Post the fault and the end of the attempt. Where that fails too, the missing heartbeat says the same."""
    _log.error("attempt_not_begun", exc_info=error)
    offset_s = timeline.now_s()
    seq, at = _last_seq(folder), timeline.at(offset_s)
    frame = {"attempt": brief.attempt, "at": at, "offset_s": offset_s}
    events: list[Event] = [
        Fault(**frame, seq=seq + 1, where="job", kind=type(error).__name__, message=str(error), fatal=True),
        ConversationEnded(**frame, seq=seq + 2, reason="agent_failed", talked_s=brief.talked_s),
    ]
    try:
        await patiently(
            lambda: server.post(brief.conversation_id, job_id=job_id, attempt=brief.attempt, events=events),
            for_s=REPORT_FOR_S,
        )
    except (ServerRefusedError, ServerUnreachableError) as failed:
        _log.warning("failed_start_not_reported", error=failed)


def _last_seq(folder: Path) -> int:
    """What another writer of this attempt has used up."""
    try:
        return max((event.seq for event in read_events(folder)), default=0)
    except OSError:
        return 0
