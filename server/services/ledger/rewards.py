"""The reward is paid by approving the submission, which may be asked as often as one likes."""

import structlog

from server.integrations.prolific import (
    BadAnswerError,
    CrowdedError,
    NotThereError,
    Prolific,
    ProlificRefusedError,
    UnreachableError,
)
from server.integrations.prolific.wire import WITHOUT_PLACE, Submission
from server.parts import Parts
from server.services.ledger.book import Entry, Pen, entries
from server.tables import PaymentState

log = structlog.get_logger(__name__)


def settle_rewards(parts: Parts, prolific: Prolific, study_id: str) -> None:
    """Approve the submissions whose reward was approved, as soon as they can be."""
    with parts.database.read() as session:
        found = entries(session, study_id, states=["approved", "pay_sent"], way="reward")
    promised: dict[str, int] = {}
    for entry in found:
        study = entry.submission.prolific_study_id
        try:
            if study not in promised:
                promised[study] = prolific.studies.get(study).reward
            there = prolific.submissions.get(entry.submission.session_id)
        except NotThereError as error:
            _write(parts, entry, "refused", note=str(error))
        else:
            _settle(parts, prolific, entry, there, promised[study])


def _settle(parts: Parts, prolific: Prolific, entry: Entry, there: Submission, reward_minor: int) -> None:
    if there.status == "APPROVED":
        _write(parts, entry, "confirmed")
    elif there.status in WITHOUT_PLACE:
        _write(parts, entry, "refused", note=f"the submission is {there.status}: only a bonus can be paid")
    elif reward_minor != entry.payment.amount_minor:
        note = f"Prolific's reward is {reward_minor} cents and not {entry.payment.amount_minor}"
        _write(parts, entry, "refused", note=note)
    elif there.status == "AWAITING REVIEW":
        _approve(parts, prolific, entry, there)


def _approve(parts: Parts, prolific: Prolific, entry: Entry, there: Submission) -> None:
    sent = _write(parts, entry, "pay_sent") if entry.state == "approved" else entry
    try:
        approved = prolific.submissions.approve(there.id)
    except (CrowdedError, UnreachableError, BadAnswerError) as error:  # asked again in the next round
        log.warning("approval_not_answered", submission_id=entry.submission.id, error=str(error))
    except ProlificRefusedError as error:
        _write(parts, sent, "refused", note=str(error))
    else:
        if approved.status == "APPROVED":
            _write(parts, sent, "confirmed")


def _write(parts: Parts, entry: Entry, state: PaymentState, *, note: str | None = None) -> Entry:
    with parts.database.write() as session:
        return Pen(parts.clock(), parts.code_version).write(session, [entry], state, note=note)[0]
