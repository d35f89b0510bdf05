"""What the agent's jobs ask and tell: a brief for a claim, and events that are stored once however often they come."""

from collections.abc import Iterable

import structlog
from sqlmodel import Session, col, select

from scenarios.events import Event, parse_event, to_line
from server import tables
from server.parts import Parts
from server.problems import RefusedError
from server.schemas.agent import BatchAnswer, Brief, EventBatch
from server.services import hindsight
from server.services.conversations import opened
from server.services.dialogue import Dialogue

log = structlog.get_logger(__name__)


def claim(parts: Parts, conversation_id: str, job_id: str) -> Brief:
    """Hand the conversation to a job. Raises RefusedError: 404 unknown, 409 over or carried on by another job."""
    with opened(parts, conversation_id) as (session, dialogue):
        attempt = dialogue.claim(job_id)
        brief = _brief(parts, session, dialogue, attempt.number)
    log.info("conversation_claimed", conversation_id=conversation_id, attempt=brief.attempt, job_id=job_id)
    return brief


def receive(parts: Parts, conversation_id: str, batch: EventBatch) -> BatchAnswer:
    """Store a batch and let the conversation move by it. Also the heartbeat of the job that holds the conversation.

    Events of an attempt that does not hold it any more are stored whoever brings them. They move nothing behind an end
    that the attempt reported itself; of one that was taken for lost they tell what it still did.
    """
    with opened(parts, conversation_id) as (session, dialogue):
        attempt = session.get(tables.Attempt, (conversation_id, batch.attempt))
        if attempt is None:
            raise RefusedError(409, "no_attempt", f"There was no attempt {batch.attempt} at this conversation.")
        fresh = _store(parts, session, attempt, batch.events)
        held = dialogue.carries(batch.job_id, batch.attempt)
        if held:
            dialogue.beat()
            for event in fresh:
                if dialogue.carries(batch.job_id, batch.attempt):
                    dialogue.apply(event)
        elif fresh:
            hindsight.learn(dialogue, attempt, fresh)
        return BatchAnswer(
            acknowledged=attempt.last_seq,
            end_requested=dialogue.conversation.end_requested_at is not None,
            superseded=not held and not _said_goodbye(attempt, batch.job_id),
        )


def stored_events(session: Session, conversation_id: str, *, before_attempt: int | None = None) -> list[Event]:
    """The conversation's events in order."""
    query = select(tables.Event.line).where(tables.Event.conversation_id == conversation_id)
    if before_attempt is not None:
        query = query.where(tables.Event.attempt < before_attempt)
    lines = session.exec(query.order_by(col(tables.Event.attempt), col(tables.Event.seq)))
    return [parse_event(line) for line in lines]


def _said_goodbye(attempt: tables.Attempt, job_id: str) -> bool:
    """Whether the job itself ended its attempt: it is not superseded when it posts what is left."""
    return (attempt.job_id, attempt.ended) == (job_id, "finished")


def _brief(parts: Parts, session: Session, dialogue: Dialogue, number: int) -> Brief:
    conversation = dialogue.conversation
    assignment = session.get_one(tables.Assignment, conversation.assignment_id)
    return Brief(
        conversation_id=conversation.id,
        attempt=number,
        study_hash=conversation.study_hash,
        model=assignment.model,
        scenario=parts.shelf.scenario(assignment.scenario_hash).document,
        limit_s=conversation.limit_s,
        talked_s=conversation.talked_s,
        nudges=parts.shelf.study(conversation.study_hash).file.nudges,
        started_at=conversation.started_at,
        history=stored_events(session, conversation.id, before_attempt=number),
    )


def _store(parts: Parts, session: Session, attempt: tables.Attempt, events: Iterable[Event]) -> list[Event]:
    """Insert what is new and move ``last_seq`` up to the first gap; the new events, in order."""
    known = _stored_beyond(session, attempt)
    fresh: dict[int, Event] = {}
    for event in events:
        if event.attempt != attempt.number:
            raise RefusedError(422, "other_attempt", f"Event {event.seq} is of attempt {event.attempt}.")
        if event.seq > attempt.last_seq and event.seq not in known:
            known.add(event.seq)
            fresh[event.seq] = event
            session.add(_row(parts, attempt.conversation_id, event))
    while attempt.last_seq + 1 in known:
        attempt.last_seq += 1
    return [fresh[seq] for seq in sorted(fresh)]


def _stored_beyond(session: Session, attempt: tables.Attempt) -> set[int]:
    """Numbers that are stored behind a gap: usually none."""
    query = select(tables.Event.seq).where(
        tables.Event.conversation_id == attempt.conversation_id,
        tables.Event.attempt == attempt.number,
        tables.Event.seq > attempt.last_seq,
    )
    return set(session.exec(query).all())


def _row(parts: Parts, conversation_id: str, event: Event) -> tables.Event:
    return tables.Event(
        conversation_id=conversation_id,
        attempt=event.attempt,
        seq=event.seq,
        type=event.type,
        occurred_at=event.at,
        offset_s=event.offset_s,
        line=to_line(event),
        stored_at=parts.clock(),
    )
