"""Draws under a lock and keeps the place: completed submissions and live leases count, so a burst stays balanced."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import or_
from sqlmodel import Session, col, select

from server import tables
from server.parts import Parts
from server.services.case import Case
from server.services.draw import Draw, Place, draw, draw_wished
from server.services.shelf import scenarios_of, wished_scenarios
from server.study_file import Study

log = structlog.get_logger(__name__)


def taken_places(
    session: Session, study_id: str, now: datetime, *, simulated: bool = False, but: int | None = None
) -> list[Place]:
    """The places that count in a study, over all its versions, but that of one assignment.

    Those of people, or those of simulated participants: neither takes one from the other.
    """
    columns = (tables.Assignment.model, tables.Assignment.category, tables.Assignment.scenario_id)
    alive = col(tables.Submission.closed_at).is_(None) & (col(tables.Lease.expires_at) > now)
    query = (
        select(*columns)
        .join(tables.Submission, col(tables.Submission.id) == col(tables.Assignment.submission_id))
        .join(tables.Lease, col(tables.Lease.assignment_id) == col(tables.Assignment.id))
        .where(tables.Submission.study_id == study_id, tables.Submission.simulated == simulated)
        .where(or_(col(tables.Submission.completed_at).is_not(None), alive))
    )
    if but is not None:
        query = query.where(tables.Assignment.id != but)
    return [Place(*row) for row in session.exec(query)]


def count_taken(session: Session, study_id: str, now: datetime) -> int:
    """How many of a study's places are taken."""
    return len(taken_places(session, study_id, now))


def assign(parts: Parts, session: Session, case: Case) -> bool:
    """Draw for a case and lease the place. False, and nothing is written, when the study has no place left.

    The study's row is locked first: everyone else's draw is seen, or waits for this one.
    """
    study = parts.shelf.study(case.submission.study_hash)
    session.exec(select(tables.Study).where(tables.Study.id == study.file.id).with_for_update()).one()
    now = parts.clock()
    simulated = case.submission.simulated
    taken = taken_places(session, study.file.id, now, simulated=simulated)
    if not simulated and study.file.places is not None and len(taken) >= study.file.places:
        return False
    drawn = _draw_for(parts, study, case, taken)
    case.assignment = _row(parts, case, drawn, now)
    session.add(case.assignment)
    session.flush()
    assert case.assignment.id is not None
    expires_at = now + timedelta(minutes=study.file.lease_minutes)
    case.lease = tables.Lease(assignment_id=case.assignment.id, expires_at=expires_at)
    session.add(case.lease)
    log.info("assigned", submission_id=case.submission.id, scenario_id=drawn.scenario.id, seed=drawn.seed)
    return True


def _draw_for(parts: Parts, study: Study, case: Case, taken: Sequence[Place]) -> Draw:
    seed = secrets.randbits(62)
    catalog = parts.shelf.catalog
    may_wish = study.file.rehearsal or case.submission.simulated
    if may_wish and (wished := wished_scenarios(study, catalog, case.submission.scenario_wish)):
        return draw_wished(study=study, wished=wished, taken=taken, seed=seed)
    scenarios = {category: scenarios_of(study, catalog, category) for category in study.file.mix.shares()}
    return draw(study=study, scenarios=scenarios, taken=taken, seed=seed)


def _row(parts: Parts, case: Case, drawn: Draw, now: datetime) -> tables.Assignment:
    return tables.Assignment(
        submission_id=case.submission.id,
        study_hash=case.submission.study_hash,
        model=drawn.model,
        category=drawn.scenario.category,
        scenario_id=drawn.scenario.id,
        scenario_hash=drawn.scenario.hash,
        seed=drawn.seed,
        reason=drawn.reason,
        assigned_at=now,
        code_version=parts.code_version,
    )
