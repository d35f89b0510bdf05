"""What a person decides: what is paid, within the study's cap, and what became of a payment that nobody can see."""

import csv
import io
from collections.abc import Collection

import structlog
from sqlmodel import Session, select

from server import tables
from server.parts import Parts
from server.problems import RefusedError
from server.services.ledger.book import SPENT, Entry, Pen, entries

log = structlog.get_logger(__name__)
COLUMNS = (
    "payment",
    "submission",
    "prolific_submission",
    "component",
    "version",
    "way",
    "amount",
    "currency",
    "state",
    "talked_s",
    "note",
)


def preview(parts: Parts, study_id: str) -> str:
    """A study's payments as CSV, to be read before they are approved; amounts in major units."""
    with parts.database.read() as session:
        found = entries(session, study_id)
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(COLUMNS)
    sheet.writerows(_row(entry) for entry in found)
    return out.getvalue()


def approve(parts: Parts, study_id: str, payments: Collection[int], *, by: str) -> None:
    """Approve payments that are planned, or were refused by Prolific and are to be tried again.

    All or none. Raises RefusedError beyond the cap, without one, or for what cannot be approved.
    """
    with parts.database.write() as session:
        chosen = _choose(session, study_id, payments, states=("planned", "refused"))
        check_cap(parts, session, study_id, more_minor=sum(entry.payment.amount_minor for entry in chosen))
        Pen(parts.clock(), parts.code_version, by).write(session, chosen, "approved")
    log.info("payments_approved", study=study_id, n=len(chosen), actor=by)


def resolve(parts: Parts, study_id: str, payments: Collection[int], *, paid: bool, by: str) -> None:
    """Say of payments whose fate is unknown whether Prolific paid them; what it did not is approved again.

    Raises RefusedError for payments that are not unknown.
    """
    with parts.database.write() as session:
        chosen = _choose(session, study_id, payments, states=("unknown",))
        note = "a person saw it paid" if paid else "a person saw it unpaid"
        Pen(parts.clock(), parts.code_version, by).write(
            session, chosen, "confirmed" if paid else "approved", note=note
        )
    log.info("payments_resolved", study=study_id, n=len(chosen), paid=paid, actor=by)


def give_up(parts: Parts, study_id: str, payments: Collection[int], *, by: str) -> None:
    """Drop payments that Prolific refused. Planned again, what was a reward becomes a bonus.

    Raises RefusedError for payments that were not refused.
    """
    with parts.database.write() as session:
        chosen = _choose(session, study_id, payments, states=("refused",))
        Pen(parts.clock(), parts.code_version, by).write(session, chosen, "dropped")
    log.info("payments_given_up", study=study_id, n=len(chosen), actor=by)


def check_cap(parts: Parts, session: Session, study_id: str, *, more_minor: int = 0) -> None:
    """Raise RefusedError when what was approved, and this on top, is more than the study may pay in all.

    Without Prolific's fees. A study without a cap pays nobody.
    """
    study = parts.shelf.find(study_id)
    cap = study.file.pay.cap_minor if study else None
    if cap is None:
        raise RefusedError(409, "no_cap", "The study has no cap on its payments; set pay.cap_minor in its file.")
    spent = sum(entry.payment.amount_minor for entry in entries(session, study_id, states=SPENT))
    if spent + more_minor > cap:
        told = f"{spent / 100:.2f} are approved, and this adds {more_minor / 100:.2f}"
        raise RefusedError(409, "over_cap", f"The study may pay {cap / 100:.2f} in all; {told}.")


def _choose(session: Session, study_id: str, payments: Collection[int], *, states: tuple[str, ...]) -> list[Entry]:
    session.exec(select(tables.Study).where(tables.Study.id == study_id).with_for_update()).one()
    chosen = [entry for entry in entries(session, study_id) if entry.id in payments]
    wrong = sorted(str(entry.id) for entry in chosen if entry.state not in states)
    missing = sorted(str(number) for number in {*payments} - {entry.id for entry in chosen})
    if wrong or missing:
        told = ", ".join(wrong + missing)
        raise RefusedError(409, "wrong_state", f"These payments are not {' or '.join(states)}: {told}.")
    return chosen


def _row(entry: Entry) -> tuple[object, ...]:
    payment, submission = entry.payment, entry.submission
    return (
        entry.id,
        submission.id,
        submission.session_id,
        payment.component,
        payment.version,
        payment.way,
        f"{payment.amount_minor // 100}.{payment.amount_minor % 100:02d}",
        payment.currency,
        entry.state,
        payment.evidence.get("talked_s"),
        entry.step.note or "",
    )
