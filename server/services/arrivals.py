"""From the recruiter's link to a submission: found or created, and the same one however often it is opened."""

import structlog
from sqlmodel import Session, select

from server import tables
from server.identifiers import new_stand_in_id, new_submission_id
from server.parts import Parts
from server.problems import RefusedError
from server.schemas.participant import ClosedReason, Entry, EntryView
from server.services import views
from server.services.assignment import count_taken
from server.services.case import load_case
from server.services.leases import keep_place, renew_lease
from server.services.recruiting.entry import verify_entry
from server.services.shelf import wished_scenarios
from server.services.stages import stage_of
from server.study_file import Study

log = structlog.get_logger(__name__)


def enter(parts: Parts, entry: Entry, *, simulated: bool = False) -> EntryView:
    """Find or create the submission of a link, or of a simulated participant, who needs none.

    Raises RefusedError when the link cannot be right.
    """
    study = parts.shelf.find(entry.study)
    if study is None:
        raise RefusedError(404, "no_study", "There is no study at this address; please check the link.")
    _check_wish(parts, study, entry, free=simulated or study.file.rehearsal)
    if not simulated:
        _check_link(parts, study, entry)
        _check_person(parts, study, entry)
    with parts.database.write() as session:
        session.exec(select(tables.Study).where(tables.Study.id == study.file.id).with_for_update()).one()
        submission = _find(session, study, entry, simulated=simulated) or _create(
            parts, session, study, entry, simulated=simulated
        )
    with parts.database.write() as session:
        case = load_case(session, submission.id, to_change=True)
        case.submission.seen_at = parts.clock()
        if stage_of(case) == "assignment":
            keep_place(parts, session, case, case.submission.seen_at)
        else:
            renew_lease(parts, session, case, case.submission.seen_at)
    return EntryView(
        submission=views.show(parts, submission.id).submission,
        token=parts.participant_tokens.sign(submission.id),
        prolific_pid=submission.prolific_pid,
        study_id=submission.prolific_study_id,
        session_id=submission.session_id,
    )


def _check_wish(parts: Parts, study: Study, entry: Entry, *, free: bool) -> None:
    """Who may wish for a scenario, and for which."""
    if entry.scenario is None:
        return
    if not free:
        raise RefusedError(422, "no_choice", "In this study the scenario is drawn and cannot be chosen.")
    if not wished_scenarios(study, parts.shelf.catalog, entry.scenario):
        raise RefusedError(422, "no_scenario", f"There is no scenario {entry.scenario}.")


def _check_link(parts: Parts, study: Study, entry: Entry) -> None:
    """What a person's link must have."""
    if study.file.rehearsal and not parts.settings.rehearsal_is_open:
        raise RefusedError(
            404, "rehearsal_closed", "The practice study is closed here. Please use the link of your own study."
        )
    if not study.file.rehearsal and not (entry.prolific_pid and entry.study_id and entry.session_id):
        raise RefusedError(
            422, "incomplete_link", "The link must carry PROLIFIC_PID, STUDY_ID and SESSION_ID; open it from Prolific."
        )


def _check_person(parts: Parts, study: Study, entry: Entry) -> None:
    """Whoever comes for the first time is who they say; whoever is known may always come back."""
    if study.file.rehearsal:
        return
    with parts.database.read() as session:
        known = _find(session, study, entry, simulated=False) is not None
    if not known:
        verify_entry(parts, entry)


def _find(session: Session, study: Study, entry: Entry, *, simulated: bool) -> tables.Submission | None:
    if entry.session_id is None:
        return None
    query = select(tables.Submission).where(
        tables.Submission.study_id == study.file.id, tables.Submission.session_id == entry.session_id
    )
    submission = session.exec(query).one_or_none()
    if submission is None:
        return None
    if entry.prolific_pid not in (None, submission.prolific_pid) or submission.simulated != simulated:
        raise RefusedError(409, "wrong_person", "This session belongs to another participant.")
    return submission


def _create(parts: Parts, session: Session, study: Study, entry: Entry, *, simulated: bool) -> tables.Submission:
    now = parts.clock()
    closed_reason = None if simulated else _shut(parts, session, study)
    submission = tables.Submission(
        id=new_submission_id(),
        study_id=study.file.id,
        study_hash=study.hash,
        prolific_pid=entry.prolific_pid or new_stand_in_id(simulated=simulated),
        prolific_study_id=entry.study_id or new_stand_in_id(simulated=simulated),
        session_id=entry.session_id or new_stand_in_id(simulated=simulated),
        scenario_wish=entry.scenario,
        entered_at=now,
        seen_at=now,
        closed_at=now if closed_reason else None,
        closed_reason=closed_reason,
        simulated=simulated,
        code_version=parts.code_version,
    )
    session.add(submission)
    session.flush()
    log.info("submission_created", submission_id=submission.id, study=study.file.id, closed=closed_reason)
    return submission


def _shut(parts: Parts, session: Session, study: Study) -> ClosedReason | None:
    """Why nobody new is let in, if so."""
    if not session.get_one(tables.Study, study.file.id).accepting:
        return "study_closed"
    if study.file.places is not None and count_taken(session, study.file.id, parts.clock()) >= study.file.places:
        return "study_full"
    return None
