"""From what people did to what they are owed: one row for each component, and one more for what is learnt later."""

from collections import defaultdict
from dataclasses import asdict
from typing import cast

import structlog
from sqlmodel import Session, col, select

from server import tables
from server.parts import Parts
from server.services.case import Case, load_cases
from server.services.ledger.book import Entry, Pen, entries
from server.services.pay import earned_parts
from server.services.stages import stage_of
from server.services.views import earned_facts
from server.tables.ledger import Component

log = structlog.get_logger(__name__)
Earlier = dict[Component, list[Entry]]  # a submission's payments


def plan(parts: Parts, study_id: str) -> int:
    """Plan what is owed to everybody who is done, as far as it is not planned yet; how many rows that made.

    Planned again it changes nothing. What was planned and is more than what was earned is dropped and planned anew;
    what was approved is never taken back. Simulated participants and rehearsals earn nothing.
    """
    study = parts.shelf.find(study_id)
    if study is None or study.file.rehearsal:
        return 0
    with parts.database.write() as session:
        session.exec(select(tables.Study).where(tables.Study.id == study_id).with_for_update()).one()
        rows = select(tables.Submission).where(
            tables.Submission.study_id == study_id,
            col(tables.Submission.simulated).is_(False),
        )
        cases = [case for case in load_cases(session, session.exec(rows).all()) if _is_done(case)]
        known: dict[str, Earlier] = defaultdict(lambda: defaultdict(list))
        for entry in entries(session, study_id):
            known[entry.submission.id][cast("Component", entry.payment.component)].append(entry)
        n_planned = sum(_plan_case(parts, session, case, known[case.submission.id]) for case in cases)
    log.info("payments_planned", study=study_id, rows=n_planned)
    return n_planned


def _is_done(case: Case) -> bool:
    """Whether nothing more can be earned."""
    over = case.conversation is None or case.conversation.phase == "over"
    return over and stage_of(case) in ("complete", "closed")


def _plan_case(parts: Parts, session: Session, case: Case, known: Earlier) -> int:
    facts = earned_facts(session, case)
    rules = parts.shelf.study(case.submission.study_hash).file.pay
    due = earned_parts(rules, facts)
    pen = Pen(parts.clock(), parts.code_version)
    n_planned = 0
    for component in sorted({*due, *known}):
        earlier = known[component]
        missing = due.get(component, 0) - _standing(earlier)
        if missing < 0:
            only_planned = [entry for entry in earlier if entry.state == "planned"]
            pen.write(session, only_planned, "dropped", note="less was earned than was planned")
            missing += sum(entry.payment.amount_minor for entry in only_planned)
        if missing > 0:
            payment = tables.Payment(
                submission_id=case.submission.id,
                component=component,
                version=len(earlier) + 1,
                way="reward" if component == "base" and not earlier else "bonus",
                amount_minor=missing,
                currency=rules.currency,
                evidence=asdict(facts),
                study_hash=case.submission.study_hash,
                planned_at=pen.at,
                code_version=parts.code_version,
            )
            pen.first(session, payment)
            n_planned += 1
    return n_planned


def _standing(earlier: list[Entry]) -> int:
    """What is planned or more for a component."""
    return sum(entry.payment.amount_minor for entry in earlier if entry.state != "dropped")
