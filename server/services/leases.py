"""How an assignment keeps its place: renewed by every sign of life, and once it ran out only where a place is free."""

from datetime import datetime, timedelta

import structlog
from sqlmodel import Session, select

from server import tables
from server.parts import Parts
from server.services.assignment import taken_places
from server.services.case import Case
from server.study_file import Study

log = structlog.get_logger(__name__)

LEASE_STEP = timedelta(seconds=60)  # a lease is renewed in steps, not at every heartbeat


def renew_lease(parts: Parts, session: Session, case: Case, now: datetime) -> bool:
    """A sign of life. False when the lease ran out and others took the places meanwhile.

    Whoever began the conversation keeps the place: it was theirs when they began, and what they do is paid.
    """
    lease = case.lease
    if lease is None:
        return True
    study = parts.shelf.study(case.submission.study_hash)
    length = timedelta(minutes=study.file.lease_minutes)
    step = min(LEASE_STEP, length / 4)
    safe = lease.expires_at - now > step  # nobody can count it as free before this transaction is over
    if not safe and case.conversation is None and not _place_is_free(session, study, case, now):
        return lease.expires_at > now
    if now + length - lease.expires_at > step:
        lease.expires_at = now + length
    return True


def keep_place(parts: Parts, session: Session, case: Case, now: datetime) -> bool:
    """Renew the lease, or close a submission whose place is gone; whether it was kept."""
    kept = renew_lease(parts, session, case, now)
    if not kept:
        case.close("study_full", now)
        log.info("submission_closed", submission_id=case.submission.id, reason="study_full")
    return kept


def _place_is_free(session: Session, study: Study, case: Case, now: datetime) -> bool:
    """Judged under the study's lock, as draws are: of those who come at once for the last place, one gets it."""
    if study.file.places is None or case.submission.simulated:
        return True
    session.exec(select(tables.Study).where(tables.Study.id == study.file.id).with_for_update()).one()
    assert case.assignment is not None
    others = taken_places(session, study.file.id, now, but=case.assignment.id)
    return len(others) < study.file.places
