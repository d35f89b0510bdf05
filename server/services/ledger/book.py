"""The ledger's book: reading where payments stand, and the only way to write a step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from server import tables
from server.tables import PaymentState

PARLEY = "parley"  # the actor of what the server does by itself
NEXT: Mapping[PaymentState, frozenset[PaymentState]] = {
    "planned": frozenset({"approved", "dropped"}),
    "approved": frozenset({"setup_sent", "pay_sent", "confirmed", "refused"}),
    "setup_sent": frozenset({"setup_ok", "approved", "refused"}),
    "setup_ok": frozenset({"pay_sent"}),
    "pay_sent": frozenset({"confirmed", "unknown", "setup_ok", "refused"}),
    "unknown": frozenset({"confirmed", "approved"}),
    "refused": frozenset({"approved", "dropped"}),
    "confirmed": frozenset(),
    "dropped": frozenset(),
}
SPENT: frozenset[PaymentState] = frozenset(
    {"approved", "setup_sent", "setup_ok", "pay_sent", "confirmed", "unknown"}
)  # counts against the cap
UNDER_WAY: frozenset[PaymentState] = frozenset({"setup_sent", "setup_ok", "pay_sent", "unknown"})


class BookError(Exception):
    """A step that cannot follow: somebody else was faster, or the code is wrong. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A payment, where it stands, and whose it is."""

    payment: tables.Payment
    step: tables.PaymentStep
    submission: tables.Submission

    @property
    def id(self) -> int:
        """The payment's number."""
        assert self.payment.id is not None
        return self.payment.id

    @property
    def state(self) -> str:
        """Where it stands."""
        return self.step.state


def entries(
    session: Session, study_id: str, *, states: Iterable[PaymentState] | None = None, way: str | None = None
) -> list[Entry]:
    """A study's payments in the order of their planning."""
    last = (
        select(col(tables.PaymentStep.payment_id).label("id"), func.max(tables.PaymentStep.number).label("number"))
        .group_by(col(tables.PaymentStep.payment_id))
        .subquery()
    )
    query = (
        select(tables.Payment, tables.PaymentStep, tables.Submission)
        .join(last, last.c.id == tables.Payment.id)
        .join(
            tables.PaymentStep,
            (col(tables.PaymentStep.payment_id) == last.c.id) & (col(tables.PaymentStep.number) == last.c.number),
        )
        .join(tables.Submission, col(tables.Submission.id) == col(tables.Payment.submission_id))
        .where(tables.Submission.study_id == study_id)
        .order_by(col(tables.Payment.id))
    )
    if states is not None:
        query = query.where(col(tables.PaymentStep.state).in_(sorted(states)))
    if way is not None:
        query = query.where(tables.Payment.way == way)
    return [Entry(*row) for row in session.exec(query)]


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes steps at a time, in somebody's name."""

    at: datetime
    code_version: str
    actor: str = PARLEY

    def first(self, session: Session, payment: tables.Payment) -> None:
        """The first step of a payment that was just planned."""
        session.add(payment)
        session.flush()
        assert payment.id is not None
        session.add(self._step(payment.id, 1, "planned"))

    def write(
        self,
        session: Session,
        found: Sequence[Entry],
        state: PaymentState,
        *,
        payout_id: int | None = None,
        setup_id: str | None = None,
        note: str | None = None,
    ) -> list[Entry]:
        """The next step of these payments, and the payments as they then stand. Payout and set-up are carried on.

        Raises BookError when it cannot follow; the database raises IntegrityError when another was faster.
        """
        written = []
        for entry in found:
            if state not in NEXT[entry.state]:  # type: ignore[index]
                raise BookError(f"payment {entry.id} is {entry.state} and cannot become {state}")
            step = self._step(entry.id, entry.step.number + 1, state)
            starts_anew = state in ("approved", "dropped")
            step.payout_id = payout_id or (None if starts_anew else entry.step.payout_id)
            step.setup_id = setup_id or (None if starts_anew else entry.step.setup_id)
            step.note = note
            session.add(step)
            written.append(Entry(entry.payment, step, entry.submission))
        session.flush()
        return written

    def _step(self, payment_id: int, number: int, state: PaymentState) -> tables.PaymentStep:
        return tables.PaymentStep(
            payment_id=payment_id,
            number=number,
            state=state,
            at=self.at,
            actor=self.actor,
            code_version=self.code_version,
        )
