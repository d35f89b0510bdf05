"""Moves a conversation inside a transaction, and does after it what cannot be taken back: calling and closing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from sqlmodel import Session, col, select, update

from server import tables
from server.identifiers import new_conversation_id, new_rtc_identity
from server.integrations.rooms import RoomsError
from server.parts import Parts
from server.problems import RefusedError, WrongStageError
from server.services.case import Case, load_case
from server.services.dialogue import Dialogue
from server.services.leases import keep_place, renew_lease
from server.services.stages import require, stage_of

log = structlog.get_logger(__name__)


def dialogue_of(parts: Parts, case: Case) -> Dialogue:
    """The case's conversation with its rules."""
    assert case.conversation is not None
    return Dialogue(
        case.submission,
        case.conversation,
        case.attempt,
        parts.clock(),
        parts.patience,
        parts.code_version,
        previous=case.previous_attempt,
    )


@contextmanager
def opened(parts: Parts, conversation_id: str) -> Iterator[tuple[Session, Dialogue]]:
    """A conversation to be moved, locked until the block ends. Raises RefusedError when there is none."""
    with parts.database.write() as session:
        owner = select(tables.Conversation.submission_id).where(tables.Conversation.id == conversation_id)
        submission_id = session.exec(owner).one_or_none()
        if submission_id is None:
            raise RefusedError(404, "no_conversation", "There is no such conversation.")
        case = load_case(session, submission_id, to_change=True)
        dialogue = dialogue_of(parts, case)
        yield session, dialogue
        _keep(parts, session, case, dialogue)
    _follow_up(parts, dialogue)


def start(parts: Parts, submission_id: str) -> None:
    """Open the conversation of an assignment and call the assistant. Doing it twice changes nothing.

    An assignment that lost its place while nobody was here closes instead.
    """
    with parts.database.write() as session:
        case = load_case(session, submission_id, to_change=True)
        if stage_of(case) == "conversation":
            return
        require(case, "assignment")
        if not keep_place(parts, session, case, parts.clock()):
            return
        case.conversation = _new_conversation(parts, case)
        session.add(case.conversation)
        session.flush()
        dialogue = dialogue_of(parts, case)
        dialogue.start()
        _keep(parts, session, case, dialogue)
    log.info("conversation_started", submission_id=submission_id, conversation_id=dialogue.conversation.id)
    _follow_up(parts, dialogue)


def end(parts: Parts, submission_id: str) -> None:
    """The participant ends the conversation before its time."""
    _move(parts, submission_id, Dialogue.request_end, done_at=("rating", "complete"))


def retry(parts: Parts, submission_id: str) -> None:
    """The participant asks for the assistant again."""
    _move(parts, submission_id, Dialogue.retry)


def leave(parts: Parts, submission_id: str) -> None:
    """The participant leaves with pay because no assistant is there."""
    _move(parts, submission_id, Dialogue.leave, done_at=("closed",))


def _new_conversation(parts: Parts, case: Case) -> tables.Conversation:
    assert case.assignment is not None
    assert case.assignment.id is not None
    now = parts.clock()
    return tables.Conversation(
        id=new_conversation_id(),
        submission_id=case.submission.id,
        assignment_id=case.assignment.id,
        study_hash=case.assignment.study_hash,
        code_version=parts.code_version,
        rtc_identity=new_rtc_identity(),
        limit_s=parts.shelf.study(case.submission.study_hash).file.limit_s,
        phase="connecting",
        phase_since=now,
        created_at=now,
    )


def _move(parts: Parts, submission_id: str, move: Callable[[Dialogue], None], *, done_at: tuple[str, ...] = ()) -> None:
    """Let the participant move the conversation; at the stages ``done_at`` the wish is fulfilled already."""
    with parts.database.write() as session:
        case = load_case(session, submission_id, to_change=True)
        stage = stage_of(case)
        if stage in done_at and case.conversation is not None:
            return
        if stage != "conversation":
            raise WrongStageError
        dialogue = dialogue_of(parts, case)
        move(dialogue)
        _keep(parts, session, case, dialogue)
    _follow_up(parts, dialogue)


def _keep(parts: Parts, session: Session, case: Case, dialogue: Dialogue) -> None:
    renew_lease(parts, session, case, dialogue.now)
    if dialogue.attempt is not None:
        session.add(dialogue.attempt)


def _follow_up(parts: Parts, dialogue: Dialogue) -> None:
    conversation_id = dialogue.conversation.id
    if dialogue.to_call is not None:
        _place_call(parts, conversation_id, dialogue.to_call.number)
    if dialogue.to_close:
        try:
            parts.rooms.close(conversation_id)
        except RoomsError as error:
            log.warning("room_not_closed", conversation_id=conversation_id, error=str(error))


def _place_call(parts: Parts, conversation_id: str, number: int) -> None:
    """Dispatch an agent job. A media server that refuses is told to the page at once."""
    try:
        dispatch_id = parts.rooms.call_assistant(conversation_id)
    except RoomsError as error:
        log.warning("dispatch_failed", conversation_id=conversation_id, attempt=number, error=str(error))
        with opened(parts, conversation_id) as (_, dialogue):
            dialogue.not_called(number)
        return
    log.info("assistant_called", conversation_id=conversation_id, attempt=number, dispatch_id=dispatch_id)
    attempt = (col(tables.Attempt.conversation_id) == conversation_id, col(tables.Attempt.number) == number)
    with parts.database.write() as session:
        session.exec(update(tables.Attempt).where(*attempt).values(dispatch_id=dispatch_id))
