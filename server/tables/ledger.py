"""Who is owed what, and every step on the way to paying it. A step is a row, so no step is ever forgotten."""

from datetime import datetime
from typing import Literal

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from server.tables.base import Table, UtcDateTime, one_of

Component = Literal["base", "minutes", "task", "feedback", "fault"]
Way = Literal["reward", "bonus"]
PaymentState = Literal[
    "planned",
    "approved",
    "setup_sent",
    "setup_ok",
    "pay_sent",
    "confirmed",
    "unknown",
    "refused",
    "dropped",
]


class Payment(Table, table=True):
    """One component of what a submission earned. A later version adds to the earlier ones. Append-only."""

    __table_args__ = (
        UniqueConstraint("submission_id", "component", "version"),
        one_of("component", Component),
        one_of("way", Way),
        CheckConstraint("amount_minor > 0", name="amount_minor"),
    )

    id: int | None = Field(default=None, primary_key=True)
    submission_id: str = Field(foreign_key="submission.id", index=True)
    component: str
    version: int
    way: str  # the first base is Prolific's reward, all else are bonuses
    amount_minor: int
    currency: str
    evidence: dict[str, object] = Field(sa_type=JSON)
    study_hash: str
    planned_at: datetime = Field(sa_type=UtcDateTime)
    code_version: str


class Payout(Table, table=True):
    """One set of bonuses, as it is announced to Prolific and paid once. Append-only."""

    id: int | None = Field(default=None, primary_key=True)
    study_id: str = Field(foreign_key="study.id", index=True)
    prolific_study_id: str
    currency: str
    made_at: datetime = Field(sa_type=UtcDateTime)
    code_version: str


class PayoutLine(Table, table=True):
    """One submission's sum in a set of bonuses, and the bonuses that Prolific showed before. Append-only."""

    __tablename__ = "payout_line"

    payout_id: int = Field(foreign_key="payout.id", primary_key=True)
    submission_id: str = Field(foreign_key="submission.id", primary_key=True)
    amount_minor: int
    seen_before: list[int] = Field(sa_type=JSON)


class PaymentStep(Table, table=True):
    """One step of a payment. The last one says where it stands; whoever writes a number first, wins. Append-only."""

    __tablename__ = "payment_step"
    __table_args__ = (one_of("state", PaymentState),)

    payment_id: int = Field(foreign_key="payment.id", primary_key=True)
    number: int = Field(primary_key=True)
    state: str
    at: datetime = Field(sa_type=UtcDateTime)
    actor: str  # who approved or decided; ``parley`` for what the server does by itself
    payout_id: int | None = Field(default=None, foreign_key="payout.id", index=True)
    setup_id: str | None = None  # Prolific's id of the announced set
    note: str | None = None
    code_version: str


class PayerTurn(Table, table=True):
    """Which server may pay now: payments to Prolific go one at a time. One row, which changes."""

    __tablename__ = "payer_turn"

    id: int = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_type=UtcDateTime)
