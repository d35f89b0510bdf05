"""A participant's attempt at a study, up to the audio check."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from server.schemas.participant import ClosedReason
from server.tables.base import Table, UtcDateTime, one_of


class Submission(Table, table=True):
    """One person's attempt at a study, known by the recruiter's session id. Its row is the lock for all it owns."""

    __table_args__ = (UniqueConstraint("study_id", "session_id"), one_of("closed_reason", ClosedReason))

    id: str = Field(primary_key=True)
    study_id: str = Field(foreign_key="study.id", index=True)
    study_hash: str = Field(foreign_key="study_version.hash")
    prolific_pid: str
    prolific_study_id: str
    session_id: str
    scenario_wish: str | None = None  # rehearsal studies only
    entered_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    completed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # ratings and feedback are stored
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_reason: str | None = None
    simulated: bool = False  # a caller of ours, not a person: counted apart, paid nothing
    code_version: str


class Consent(Table, table=True):
    """The answer to the consent form. Append-only."""

    id: int | None = Field(default=None, primary_key=True)
    submission_id: str = Field(foreign_key="submission.id", unique=True)
    study_hash: str
    consent_version: str
    consent_hash: str  # of the text that was shown
    agreed: bool
    answered_at: datetime = Field(sa_type=UtcDateTime)
    code_version: str


class AudioCheck(Table, table=True):
    """One report of the audio check. Append-only: every try is kept."""

    __tablename__ = "audio_check"

    id: int | None = Field(default=None, primary_key=True)
    submission_id: str = Field(foreign_key="submission.id", index=True)
    passed: bool
    given_up: bool
    microphone_error: str | None = None
    microphone_peak_db: float | None = None
    word_correct: bool | None = None
    attempts: int
    user_agent: str
    study_hash: str
    reported_at: datetime = Field(sa_type=UtcDateTime)
    code_version: str
