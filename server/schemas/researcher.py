"""What the researcher's console is told: everything, models included. Participants never reach these routes."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from scenarios.card import Card
from scenarios.events import Event, Verification
from server.schemas.participant import PayLine, Strict, Told


class SignIn(Strict):
    """The researcher's key."""

    key: str = Field(max_length=200)


class Session(Told):
    """Who is signed in, and until when."""

    expires_at: datetime


class CellCount(Told):
    """How full a cell of model and category is."""

    model: str
    category: str
    share: float  # of all conversations, as the study's file wants it
    completed: int
    assigned: int  # have their scenario and have not begun to talk
    live: int  # in the conversation
    rating: int
    lost: int  # closed, or run out


class StudyOverview(Told):
    """A study at a glance."""

    id: str
    title: str
    version: str
    hash: str
    rehearsal: bool
    accepting: bool
    places: int | None
    stages: dict[str, int]  # people's submissions by stage
    simulated: int  # submissions of simulated participants, counted nowhere else
    cells: list[CellCount]


class StudySwitch(Strict):
    """Let new participants in, or not. Those inside may finish."""

    accepting: bool


class SubmissionRow(Told):
    """One submission in a list."""

    id: str
    study: str
    entered_at: datetime
    seen_at: datetime
    stage: str
    phase: str | None
    closed_reason: str | None
    model: str | None
    category: str | None
    scenario_id: str | None
    conversation_id: str | None
    talked_s: float | None
    attempts: int
    simulated: bool


class SubmissionPage(Told):
    """A page of submissions, newest first."""

    items: list[SubmissionRow]
    page: int
    page_size: int
    total: int


class AssignmentRecord(Told):
    """The draw."""

    model: str
    category: str
    scenario_id: str
    scenario_hash: str
    card: Card
    seed: str  # a 62-bit number: text, because JavaScript's numbers end earlier
    reason: dict[str, Any]
    assigned_at: datetime


class AttemptRecord(Told):
    """One agent job's share."""

    number: int
    code_version: str
    dispatched_at: datetime
    dispatch_id: str | None
    job_id: str | None
    claimed_at: datetime | None
    ready_at: datetime | None
    heartbeat_at: datetime | None
    events: int
    ended_at: datetime | None
    ended: str | None


class TranscriptLine(Told):
    """One turn's words with their time in the conversation, in seconds."""

    attempt: int
    who: Literal["participant", "assistant"]
    started_s: float
    ended_s: float | None
    text: str | None  # None: nothing has transcribed it
    interrupted: bool = False
    purpose: str | None = None
    audio: list[str] = Field(default_factory=list)  # paths for the audio route


class LatencySummary(Told):
    """How long one stretch between two anchors took, over the conversation's turns."""

    start: str
    end: str
    n: int
    median_ms: float
    p95_ms: float | None  # None below 20 turns
    max_ms: float


class RatingRecord(Told):
    """One scale's answer."""

    scale: str
    value: int


class FeedbackRecord(Told):
    """What was written and said about it."""

    text: str | None
    audio: str | None
    given_at: datetime | None


class ConsentRecord(Told):
    """What was agreed to."""

    version: str
    hash: str
    answered_at: datetime


class ConversationRecord(Told):
    """Everything that is known about a conversation."""

    id: str
    submission_id: str
    simulated: bool
    study: str
    study_hash: str
    code_version: str
    stage: str
    phase: str
    created_at: datetime
    started_at: datetime | None
    ready_at: datetime | None
    ended_at: datetime | None
    end_reason: str | None
    talked_s: float
    limit_s: float
    consent: ConsentRecord
    assignment: AssignmentRecord
    attempts: list[AttemptRecord]
    transcript: list[TranscriptLine]
    latency: list[LatencySummary]
    verification: Verification | None
    ratings: list[RatingRecord]
    feedback: FeedbackRecord
    pay: list[PayLine]
    audio: list[str]
    events: list[Event]
