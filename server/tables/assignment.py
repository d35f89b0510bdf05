"""The recorded random draw of model and scenario, and the lease that keeps its place."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field

from scenarios.card import Category
from server.tables.base import Table, UtcDateTime, one_of


class Assignment(Table, table=True):
    """A draw. Append-only; ``seed`` and the candidates in ``reason`` reproduce it."""

    __table_args__ = (one_of("category", Category),)

    id: int | None = Field(default=None, primary_key=True)
    submission_id: str = Field(foreign_key="submission.id", unique=True)
    study_hash: str
    model: str
    category: str
    scenario_id: str = Field(index=True)
    scenario_hash: str = Field(foreign_key="scenario_version.hash")
    seed: int = Field(sa_type=BigInteger)
    reason: dict[str, object] = Field(sa_type=JSON)
    assigned_at: datetime = Field(sa_type=UtcDateTime)
    code_version: str


class Lease(Table, table=True):
    """How long an assignment keeps its place without being completed; renewed by every sign of life."""

    assignment_id: int = Field(foreign_key="assignment.id", primary_key=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
