"""One conversation with everything that belongs to it, for the researcher's page about it."""

from sqlmodel import Session, col, select

from server import tables
from server.parts import Parts
from server.problems import RefusedError
from server.schemas.researcher import (
    AssignmentRecord,
    AttemptRecord,
    ConsentRecord,
    ConversationRecord,
    FeedbackRecord,
    RatingRecord,
)
from server.services import pay
from server.services.agents import stored_events
from server.services.case import Case, load_case
from server.services.conversations import dialogue_of
from server.services.stages import stage_of
from server.services.transcript import latency_of, transcript_of
from server.services.views import earned_facts, last_verification


def conversation_record(parts: Parts, conversation_id: str) -> ConversationRecord:
    """Everything that is known about a conversation. Raises RefusedError when there is none."""
    with parts.database.read() as session:
        conversation = session.get(tables.Conversation, conversation_id)
        if conversation is None:
            raise RefusedError(404, "no_conversation", "There is no such conversation.")
        return _record(parts, session, conversation, load_case(session, conversation.submission_id))


def _record(parts: Parts, session: Session, conversation: tables.Conversation, case: Case) -> ConversationRecord:
    events = stored_events(session, conversation.id)
    verified = last_verification(session, conversation.id)
    rules = parts.shelf.study(case.submission.study_hash).file.pay
    shared = conversation.model_dump(
        include={
            "id", "submission_id", "study_hash", "code_version", "phase", "created_at",
            "started_at", "ready_at", "ended_at", "end_reason", "limit_s",
        }
    )  # fmt: skip
    return ConversationRecord(
        **shared,
        simulated=case.submission.simulated,
        study=case.submission.study_id,
        stage=stage_of(case),
        talked_s=dialogue_of(parts, case).talked_s(),
        consent=_consent(case),
        assignment=_assignment(parts, case),
        attempts=_attempts(session, conversation.id),
        transcript=transcript_of(events),
        latency=latency_of(events),
        verification=verified.verification if verified else None,
        ratings=_ratings(session, case),
        feedback=_feedback(session, case),
        pay=[] if case.submission.simulated else pay.earned(rules, earned_facts(session, case)),
        audio=parts.storage.list_audio(conversation.id),
        events=events,
    )


def _consent(case: Case) -> ConsentRecord:
    assert case.consent is not None
    return ConsentRecord(
        version=case.consent.consent_version, hash=case.consent.consent_hash, answered_at=case.consent.answered_at
    )


def _assignment(parts: Parts, case: Case) -> AssignmentRecord:
    assert case.assignment is not None
    drawn = case.assignment
    return AssignmentRecord(
        model=drawn.model,
        category=drawn.category,
        scenario_id=drawn.scenario_id,
        scenario_hash=drawn.scenario_hash,
        card=parts.shelf.scenario(drawn.scenario_hash).card,
        seed=str(drawn.seed),
        reason=drawn.reason,
        assigned_at=drawn.assigned_at,
    )


def _attempts(session: Session, conversation_id: str) -> list[AttemptRecord]:
    query = select(tables.Attempt).where(tables.Attempt.conversation_id == conversation_id)
    rows = session.exec(query.order_by(col(tables.Attempt.number))).all()
    return [
        AttemptRecord(**row.model_dump(exclude={"conversation_id", "study_hash", "last_seq"}), events=row.last_seq)
        for row in rows
    ]


def _ratings(session: Session, case: Case) -> list[RatingRecord]:
    query = select(tables.Rating).where(tables.Rating.submission_id == case.submission.id)
    rows = session.exec(query.order_by(col(tables.Rating.id))).all()
    return [RatingRecord(scale=row.scale, value=row.value) for row in rows]


def _feedback(session: Session, case: Case) -> FeedbackRecord:
    written = session.get(tables.Feedback, case.submission.id)
    spoken = session.get(tables.FeedbackAudio, case.submission.id)
    return FeedbackRecord(
        text=written.text if written else None,
        audio=spoken.path if spoken else None,
        given_at=written.given_at if written else None,
    )
