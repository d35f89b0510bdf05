"""A conversation, the attempts of agent jobs to hold it, and the events that they reported."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import BigInteger, CheckConstraint, Integer, Text, UniqueConstraint
from sqlmodel import Field

from scenarios.events import EndReason
from server.tables.base import Table, UtcDateTime, one_of

Phase = Literal["connecting", "live", "recovering", "no_assistant", "ending", "paused", "over"]
PHASES: tuple[Phase, ...] = get_args(Phase)
AttemptEnd = Literal["finished", "failed", "lost", "no_show", "not_called", "superseded"]


class Conversation(Table, table=True):
    """One dialogue. ``phase`` moves by the rules of services/dialogue.py alone."""

    __table_args__ = (one_of("phase", Phase), one_of("end_reason", EndReason))

    id: str = Field(primary_key=True)
    submission_id: str = Field(foreign_key="submission.id", unique=True)
    assignment_id: int = Field(foreign_key="assignment.id", unique=True)
    study_hash: str
    code_version: str
    rtc_identity: str
    limit_s: float
    phase: str = Field(index=True)
    phase_since: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # of the first attempt
    ready_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # when the assistant was first ready
    talked_s: float = 0.0  # in attempts that are over
    utterances: int = 0  # of the participant
    losses: int = 0  # since the participant last asked for the assistant
    attempts: int = 0  # the current attempt's number
    end_requested_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    end_reason: str | None = None


class Attempt(Table, table=True):
    """One agent job's share of a conversation, from its dispatch on."""

    __table_args__ = (one_of("ended", AttemptEnd),)

    conversation_id: str = Field(foreign_key="conversation.id", primary_key=True)
    number: int = Field(primary_key=True)
    study_hash: str
    code_version: str
    dispatched_at: datetime = Field(sa_type=UtcDateTime)
    dispatch_id: str | None = None
    job_id: str | None = None
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ready_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    heartbeat_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_seq: int = 0  # every event up to it is stored
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended: str | None = None


class Event(Table, table=True):
    """One line of the log. Append-only; (attempt, seq) makes a second delivery harmless."""

    __table_args__ = (
        UniqueConstraint("conversation_id", "attempt", "seq"),
        CheckConstraint("attempt >= 1 AND seq >= 1", name="numbers"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger().with_variant(Integer, "sqlite"))
    conversation_id: str = Field(foreign_key="conversation.id")
    attempt: int
    seq: int
    type: str
    occurred_at: datetime = Field(sa_type=UtcDateTime)
    offset_s: float
    line: str = Field(sa_type=Text)  # the event itself, as scenarios.events.to_line writes it
    stored_at: datetime = Field(sa_type=UtcDateTime)
