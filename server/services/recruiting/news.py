"""News from Prolific: an event that was sent to us, or what we see when we look. Both lead to the same."""

from collections.abc import Mapping

import structlog
from sqlmodel import Session, col, select

from server import tables
from server.database import insert_once
from server.integrations.prolific import NotThereError
from server.integrations.prolific.webhooks import HookEvent, HookRefusedError, verify
from server.integrations.prolific.wire import WITHOUT_PLACE
from server.parts import Parts
from server.problems import RefusedError
from server.services.case import load_case
from server.services.conversations import opened

log = structlog.get_logger(__name__)
OF_SUBMISSIONS = "submission.status.change"


def receive(parts: Parts, raw: bytes, headers: Mapping[str, str]) -> None:
    """Take an event in, once. Raises RefusedError for what is not Prolific's, is too old, or cannot be checked here."""
    secret = parts.settings.prolific_hook_secret
    if not secret:
        raise RefusedError(404, "no_events", "This server takes no events.")
    try:
        event = verify(raw, headers, secret=secret, now=parts.clock())
    except HookRefusedError as error:
        raise RefusedError(401, "not_prolific", f"This is not accepted: {error}.") from error
    with parts.database.read() as session:
        known = session.get(tables.RecruiterEvent, event.id) is not None
    if known:
        return
    if event.body.event_type == OF_SUBMISSIONS and event.body.status is not None:
        learn(parts, event.body.resource_id, event.body.status)
    _remember(parts, event)


def look(parts: Parts) -> None:
    """Look at everybody who is inside, for the events that never came. Raises ProlificError."""
    if parts.prolific is None:
        return
    with parts.database.read() as session:
        waiting = {(row.prolific_study_id, row.session_id) for row in _inside(parts, session)}
    for study in sorted({study for study, _ in waiting}):
        try:
            for found in parts.prolific.submissions.of_study(study):
                if (study, found.id) in waiting:
                    learn(parts, found.id, found.status)
        except NotThereError:
            log.warning("prolific_study_not_there", prolific_study=study)


def learn(parts: Parts, session_id: str, status: str) -> None:
    """A submission has this status on Prolific: who is out there is out here, and the place is free.

    Nothing that was earned is lost: what was talked stays, and is paid. Learning it again changes nothing.
    """
    if status not in WITHOUT_PLACE:
        return
    with parts.database.read() as session:
        rows = [row for row in _inside(parts, session) if row.session_id == session_id]
        ids = [row.id for row in rows]
        talking = select(tables.Conversation.id).where(
            col(tables.Conversation.submission_id).in_(ids), tables.Conversation.phase != "over"
        )
        conversations = list(session.exec(talking))
    for conversation_id in conversations:
        with opened(parts, conversation_id) as (_, dialogue):
            if dialogue.conversation.phase != "over":
                dialogue.end("participant_gone")
    for submission_id in ids:
        with parts.database.write() as session:
            case = load_case(session, submission_id, to_change=True)
            if case.submission.closed_at is None and case.submission.completed_at is None:
                case.close("abandoned", parts.clock())
                log.info("submission_left", submission_id=submission_id, status=status)


def _inside(parts: Parts, session: Session) -> list[tables.Submission]:
    """People who have neither finished nor left."""
    rehearsals = [study.file.id for study in parts.shelf.current() if study.file.rehearsal]
    query = select(tables.Submission).where(
        col(tables.Submission.completed_at).is_(None),
        col(tables.Submission.closed_at).is_(None),
        col(tables.Submission.simulated).is_(False),
        col(tables.Submission.study_id).not_in(rehearsals),
    )
    return list(session.exec(query).all())


def _remember(parts: Parts, event: HookEvent) -> None:
    with parts.database.write() as session:
        row = tables.RecruiterEvent(
            id=event.id,
            event_type=event.body.event_type,
            resource_id=event.body.resource_id,
            status=event.body.status,
            received_at=parts.clock(),
            code_version=parts.code_version,
        )
        insert_once(session, [row])
