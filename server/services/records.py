"""What a researcher looks at: studies, submissions, and one conversation with everything that belongs to it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import structlog
from sqlmodel import Session, col, func, select

from server import tables
from server.integrations.storage import AUDIO_SUFFIXES
from server.parts import Parts
from server.problems import RefusedError
from server.schemas.researcher import (
    CellCount,
    StudyOverview,
    SubmissionPage,
    SubmissionRow,
)
from server.services.case import Case, load_cases
from server.services.conversations import dialogue_of
from server.services.draw import cell_shares
from server.services.stages import STAGES, stage_of
from server.study_file import Study

log = structlog.get_logger(__name__)

PAGE_SIZE = 50


def list_studies(parts: Parts) -> list[StudyOverview]:
    """All studies with how they fill."""
    with parts.database.read() as session:
        return [_overview(parts, session, study) for study in parts.shelf.current()]


def switch_study(parts: Parts, study_id: str, *, accepting: bool) -> StudyOverview:
    """Let new participants in, or not. Raises RefusedError when there is no such study."""
    study = _find_study(parts, study_id)
    with parts.database.write() as session:
        session.get_one(tables.Study, study_id).accepting = accepting
    log.info("study_switched", study=study_id, accepting=accepting)
    with parts.database.read() as session:
        return _overview(parts, session, study)


def list_submissions(parts: Parts, *, study_id: str | None, page: int) -> SubmissionPage:
    """One page of submissions, newest first; ``page`` counts from 1 and may lie behind the last."""
    chosen = select(tables.Submission)
    counted = select(func.count()).select_from(tables.Submission)
    if study_id is not None:
        chosen = chosen.where(tables.Submission.study_id == study_id)
        counted = counted.where(tables.Submission.study_id == study_id)
    newest_first = chosen.order_by(col(tables.Submission.entered_at).desc(), col(tables.Submission.id))
    with parts.database.read() as session:
        submissions = session.exec(newest_first.offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE)).all()
        rows = [_submission_row(parts, case) for case in load_cases(session, submissions)]
        return SubmissionPage(items=rows, page=page, page_size=PAGE_SIZE, total=session.exec(counted).one())


def audio_file(parts: Parts, conversation_id: str, path: str) -> Path:
    """A recording of a conversation. Raises RefusedError when there is none by that path."""
    with parts.database.read() as session:
        known = session.get(tables.Conversation, conversation_id) is not None
    found = parts.storage.audio_path(conversation_id, path) if known else None
    if found is None:
        raise RefusedError(404, "no_audio", "This conversation has no such recording.")
    return found


def media_type(path: Path) -> str:
    """What kind of audio a recording is."""
    return AUDIO_SUFFIXES[path.suffix]


def _find_study(parts: Parts, study_id: str) -> Study:
    study = parts.shelf.find(study_id)
    if study is None:
        raise RefusedError(404, "no_study", "There is no such study.")
    return study


def _overview(parts: Parts, session: Session, study: Study) -> StudyOverview:
    submissions = session.exec(select(tables.Submission).where(tables.Submission.study_id == study.file.id)).all()
    cases = [case for case in load_cases(session, submissions) if not case.submission.simulated]
    stages = Counter(stage_of(case) for case in cases)
    return StudyOverview(
        id=study.file.id,
        title=study.file.title,
        version=study.file.version,
        hash=study.hash,
        rehearsal=study.file.rehearsal,
        accepting=_is_accepting(parts, session, study),
        places=study.file.places,
        stages={stage: stages[stage] for stage in STAGES},
        simulated=len(submissions) - len(cases),
        cells=_cells(parts, study, cases),
    )


def _is_accepting(parts: Parts, session: Session, study: Study) -> bool:
    """Whether new participants are let in: a rehearsal study, only where rehearsals are open."""
    may_open = parts.settings.rehearsal_is_open or not study.file.rehearsal
    return may_open and session.get_one(tables.Study, study.file.id).accepting


def _cells(parts: Parts, study: Study, cases: Sequence[Case]) -> list[CellCount]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for case in cases:
        if case.assignment is not None:
            counts[(case.assignment.model, case.assignment.category, _fate(parts, case))] += 1
    shares = cell_shares(study)
    total = sum(shares.values())
    return [
        CellCount(
            model=model,
            category=category,
            share=share / total,
            completed=counts[(model, category, "completed")],
            assigned=counts[(model, category, "assigned")],
            live=counts[(model, category, "live")],
            rating=counts[(model, category, "rating")],
            lost=counts[(model, category, "lost")],
        )
        for (model, category), share in shares.items()
    ]


def _fate(parts: Parts, case: Case) -> str:
    """What became of an assignment's place."""
    if case.submission.completed_at is not None:
        return "completed"
    leased = case.lease is not None and case.lease.expires_at > parts.clock()
    if not leased or case.submission.closed_at is not None:
        return "lost"
    return {"conversation": "live", "rating": "rating"}.get(stage_of(case), "assigned")


def _submission_row(parts: Parts, case: Case) -> SubmissionRow:
    assignment, conversation = case.assignment, case.conversation
    return SubmissionRow(
        id=case.submission.id,
        study=case.submission.study_id,
        entered_at=case.submission.entered_at,
        seen_at=case.submission.seen_at,
        stage=stage_of(case),
        phase=conversation.phase if conversation else None,
        closed_reason=case.submission.closed_reason,
        model=assignment.model if assignment else None,
        category=assignment.category if assignment else None,
        scenario_id=assignment.scenario_id if assignment else None,
        conversation_id=conversation.id if conversation else None,
        talked_s=dialogue_of(parts, case).talked_s() if conversation else None,
        attempts=conversation.attempts if conversation else 0,
        simulated=case.submission.simulated,
    )
