"""A submission with all that belongs to it, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from server import tables
from server.problems import RefusedError

Row = TypeVar("Row", bound=SQLModel)


@dataclass
class Case:
    """The rows of one submission."""

    submission: tables.Submission
    consent: tables.Consent | None = None
    audio_passed: bool = False
    assignment: tables.Assignment | None = None
    lease: tables.Lease | None = None
    conversation: tables.Conversation | None = None
    attempt: tables.Attempt | None = None  # the current one


def load_case(session: Session, submission_id: str, *, to_change: bool = False) -> Case:
    """One case; ``to_change`` locks it until the transaction ends. Raises RefusedError when there is none."""
    query = select(tables.Submission).where(tables.Submission.id == submission_id)
    submission = session.exec(query.with_for_update() if to_change else query).one_or_none()
    if submission is None:
        raise RefusedError(404, "no_submission", "There is no such submission.")
    return load_cases(session, [submission])[0]


def load_cases(session: Session, submissions: Sequence[tables.Submission]) -> list[Case]:
    """Many cases in a fixed number of queries."""
    cases = {submission.id: Case(submission) for submission in submissions}
    for consent in _belonging(session, tables.Consent, "submission_id", cases):
        cases[consent.submission_id].consent = consent
    for check in _belonging(session, tables.AudioCheck, "submission_id", cases):
        cases[check.submission_id].audio_passed |= check.passed
    for conversation in _belonging(session, tables.Conversation, "submission_id", cases):
        cases[conversation.submission_id].conversation = conversation
    _load_assignments(session, cases)
    _load_attempts(session, cases)
    return list(cases.values())


def _load_assignments(session: Session, cases: dict[str, Case]) -> None:
    assignments = {row.id: row for row in _belonging(session, tables.Assignment, "submission_id", cases)}
    leases = {row.assignment_id: row for row in _belonging(session, tables.Lease, "assignment_id", assignments)}
    for assignment_id, assignment in assignments.items():
        case = cases[assignment.submission_id]
        case.assignment = assignment
        case.lease = leases.get(assignment_id or 0)


def _load_attempts(session: Session, cases: dict[str, Case]) -> None:
    by_conversation = {case.conversation.id: case for case in cases.values() if case.conversation}
    for attempt in _belonging(session, tables.Attempt, "conversation_id", by_conversation):
        case = by_conversation[attempt.conversation_id]
        if case.conversation and attempt.number == case.conversation.attempts:
            case.attempt = attempt


def _belonging(session: Session, table: type[Row], column: str, keys: dict[Any, Any]) -> Sequence[Row]:
    return session.exec(select(table).where(col(getattr(table, column)).in_(list(keys)))).all() if keys else []
