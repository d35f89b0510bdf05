"""The ledger's book: reading where payments stand, and the only way to write a step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from server import tables
from server.tables import PaymentState
from server.tables.ledger import Way

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


_LAST = (
    select(col(tables.PaymentStep.payment_id).label("id"), func.max(tables.PaymentStep.number).label("number"))
    .group_by(col(tables.PaymentStep.payment_id))
    .subquery()
)
_ENTRIES = (  # built once: a round asks it many times
    select(tables.Payment, tables.PaymentStep, tables.Submission)
    .join(_LAST, _LAST.c.id == tables.Payment.id)
    .join(
        tables.PaymentStep,
        (col(tables.PaymentStep.payment_id) == _LAST.c.id) & (col(tables.PaymentStep.number) == _LAST.c.number),
    )
    .join(tables.Submission, col(tables.Submission.id) == col(tables.Payment.submission_id))
    .where(col(tables.Submission.study_id) == bindparam("study_id"))
    .where(col(tables.PaymentStep.state).in_(bindparam("states", expanding=True)))
    .order_by(col(tables.Payment.id))
)


def entries(
    session: Session, study_id: str, *, states: Iterable[PaymentState] = NEXT, way: Way | None = None
) -> list[Entry]:
    """A study's payments that stand so, all of them without ``states``, in the order of their planning."""
    rows = session.exec(_ENTRIES, params={"study_id": study_id, "states": sorted(states)})
    return [Entry(*row) for row in rows if way in (None, row[0].way)]


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
