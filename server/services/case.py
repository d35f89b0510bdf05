"""A submission with all that belongs to it, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from server import tables
from server.problems import RefusedError
from server.schemas.participant import ClosedReason

_CURRENT_ATTEMPT = and_(
    col(tables.Attempt.conversation_id) == col(tables.Conversation.id),
    col(tables.Attempt.number) == col(tables.Conversation.attempts),
)
_Previous = aliased(tables.Attempt)
_PREVIOUS_ATTEMPT = and_(
    col(_Previous.conversation_id) == col(tables.Conversation.id),
    col(_Previous.number) == col(tables.Conversation.attempts) - 1,
)
_CASES = (  # built once: it is asked at every heartbeat
    select(  # type: ignore[call-overload]
        tables.Submission,
        tables.Consent,
        tables.Assignment,
        tables.Lease,
        tables.Conversation,
        tables.Attempt,
        _Previous,
    )
    .outerjoin(tables.Consent, col(tables.Consent.submission_id) == col(tables.Submission.id))
    .outerjoin(tables.Assignment, col(tables.Assignment.submission_id) == col(tables.Submission.id))
    .outerjoin(tables.Lease, col(tables.Lease.assignment_id) == col(tables.Assignment.id))
    .outerjoin(tables.Conversation, col(tables.Conversation.submission_id) == col(tables.Submission.id))
    .outerjoin(tables.Attempt, _CURRENT_ATTEMPT)
    .outerjoin(_Previous, _PREVIOUS_ATTEMPT)
    .where(col(tables.Submission.id).in_(bindparam("ids", expanding=True)))
)


@dataclass
class Case:
    """The rows of one submission."""

    submission: tables.Submission
    consent: tables.Consent | None = None
    assignment: tables.Assignment | None = None
    lease: tables.Lease | None = None
    conversation: tables.Conversation | None = None
    attempt: tables.Attempt | None = None  # the current one
    previous_attempt: tables.Attempt | None = None

    def close(self, reason: ClosedReason, now: datetime) -> None:
        """The submission ends here, for this reason."""
        self.submission.closed_reason = reason
        self.submission.closed_at = now


def load_case(session: Session, submission_id: str, *, to_change: bool = False) -> Case:
    """One case; ``to_change`` locks it until the transaction ends. Raises RefusedError when there is none.

    The lock is taken by a query of its own, so that what is read next was written before it was free.
    """
    query = select(tables.Submission).where(tables.Submission.id == submission_id)
    submission = session.exec(query.with_for_update() if to_change else query).one_or_none()
    if submission is None:
        raise RefusedError(404, "no_submission", "There is no such submission.")
    return load_cases(session, [submission])[0]


def load_cases(session: Session, submissions: Sequence[tables.Submission]) -> list[Case]:
    """Many cases, in the order of their submissions."""
    ids = [submission.id for submission in submissions]
    cases = {row[0].id: Case(*row) for row in session.exec(_CASES, params={"ids": ids})}
    return [cases[submission_id] for submission_id in ids]
