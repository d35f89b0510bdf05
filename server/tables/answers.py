"""What the participant answered: the draft may change, what was submitted may not."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from server.tables.base import Table, UtcDateTime


class Draft(Table, table=True):
    """Answers so far, so that nobody has to give them twice."""

    submission_id: str = Field(foreign_key="submission.id", primary_key=True)
    ratings: dict[str, int] = Field(sa_type=JSON)
    feedback: str = Field(sa_type=Text)
    saved_at: datetime = Field(sa_type=UtcDateTime)


class Rating(Table, table=True):
    """One scale's answer. Append-only."""

    __table_args__ = (
        UniqueConstraint("submission_id", "scale"),
        CheckConstraint("value BETWEEN 1 AND 6", name="value"),
    )

    id: int | None = Field(default=None, primary_key=True)
    submission_id: str = Field(foreign_key="submission.id")
    conversation_id: str = Field(foreign_key="conversation.id")
    scale: str
    value: int
    study_hash: str
    instrument_hash: str
    rated_at: datetime = Field(sa_type=UtcDateTime)
    code_version: str


class Feedback(Table, table=True):
    """The written feedback. Append-only."""

    submission_id: str = Field(foreign_key="submission.id", primary_key=True)
    conversation_id: str = Field(foreign_key="conversation.id")
    text: str = Field(sa_type=Text)
    study_hash: str
    instrument_hash: str
    given_at: datetime = Field(sa_type=UtcDateTime)
    code_version: str


class FeedbackAudio(Table, table=True):
    """The spoken feedback: a file in the conversation's folder, which the participant may delete until submitting."""

    __tablename__ = "feedback_audio"

    submission_id: str = Field(foreign_key="submission.id", primary_key=True)
    conversation_id: str = Field(foreign_key="conversation.id")
    path: str  # relative to the conversation's folder
    media_type: str
    n_bytes: int
    study_hash: str
    saved_at: datetime = Field(sa_type=UtcDateTime)
    code_version: str
