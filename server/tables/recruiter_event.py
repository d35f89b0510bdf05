"""Which events of the recruiter's were taken in: each may come many times, and counts once."""

from datetime import datetime

from sqlmodel import Field

from server.tables.base import Table, UtcDateTime


class RecruiterEvent(Table, table=True):
    """An event that proved to be Prolific's. Append-only."""

    __tablename__ = "recruiter_event"

    id: str = Field(primary_key=True)
    event_type: str
    resource_id: str
    status: str | None = None
    received_at: datetime = Field(sa_type=UtcDateTime)
    code_version: str
