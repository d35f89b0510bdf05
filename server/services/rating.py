"""After the conversation: the draft, the ratings with written feedback, and the code that they earn."""

from typing import Any
from unicodedata import category

import structlog
from sqlmodel import Session

from server import tables
from server.parts import Parts
from server.problems import RefusedError
from server.schemas.participant import RatingDraft, Ratings
from server.services.case import Case, load_case
from server.services.stages import require, stage_of
from server.study_file import InstrumentText

BLANKS = "\u115f\u1160\u2800\u3164"  # letters and symbols that show nothing

log = structlog.get_logger(__name__)


def save_draft(parts: Parts, submission_id: str, draft: RatingDraft) -> None:
    """Keep the answers so far."""
    with parts.database.write() as session:
        case = load_case(session, submission_id, to_change=True)
        require(case, "rating")
        instrument = parts.shelf.study(case.submission.study_hash).file.instrument
        _refuse_unknown_scales(instrument, draft)
        row = session.get(tables.Draft, submission_id) or tables.Draft(
            submission_id=submission_id, ratings={}, feedback="", saved_at=parts.clock()
        )
        row.ratings, row.feedback, row.saved_at = dict(draft.ratings), draft.feedback, parts.clock()
        session.add(row)


def submit(parts: Parts, submission_id: str, ratings: Ratings) -> None:
    """Store every rating and the feedback, then complete the submission. Submitting twice changes nothing."""
    with parts.database.write() as session:
        case = load_case(session, submission_id, to_change=True)
        if stage_of(case) == "complete":
            return
        require(case, "rating")
        instrument = parts.shelf.study(case.submission.study_hash).file.instrument
        _refuse_unknown_scales(instrument, ratings)
        _refuse_incomplete(instrument, ratings)
        _store(parts, session, case, ratings)
        case.submission.completed_at = parts.clock()
        draft = session.get(tables.Draft, submission_id)
        if draft is not None:
            session.delete(draft)
    log.info("submission_completed", submission_id=submission_id)


def _store(parts: Parts, session: Session, case: Case, ratings: Ratings) -> None:
    assert case.conversation is not None
    now = parts.clock()
    instrument = parts.shelf.study(case.submission.study_hash).file.instrument
    shared: dict[str, Any] = {
        "submission_id": case.submission.id,
        "conversation_id": case.conversation.id,
        "study_hash": case.submission.study_hash,
        "instrument_hash": instrument.hash,
        "code_version": parts.code_version,
    }
    for scale in instrument.scales:
        session.add(tables.Rating(scale=scale.id, value=ratings.ratings[scale.id], rated_at=now, **shared))
    session.add(tables.Feedback(text=ratings.feedback.strip(), given_at=now, **shared))


def _refuse_unknown_scales(instrument: InstrumentText, draft: RatingDraft) -> None:
    known = [scale.id for scale in instrument.scales]
    unknown = sorted(set(draft.ratings) - set(known))
    if unknown:
        raise RefusedError(
            422, "unknown_scale", f"There is no scale {', '.join(unknown)}; scales are {', '.join(known)}."
        )


def _refuse_incomplete(instrument: InstrumentText, ratings: Ratings) -> None:
    missing = [scale.name for scale in instrument.scales if scale.id not in ratings.ratings]
    if missing:
        raise RefusedError(422, "missing_rating", f"Please rate every scale; missing: {', '.join(missing)}.")
    if feedback_length(ratings.feedback) < instrument.feedback_min_chars:
        raise RefusedError(
            422,
            "missing_feedback",
            f"Please explain your ratings in at least {instrument.feedback_min_chars} characters.",
        )


def feedback_length(feedback: str) -> int:
    """Characters that count, as the page counts them: what shows nothing is one space between words."""
    seen = (" " if category(letter)[0] in "ZC" or letter in BLANKS else letter for letter in feedback)
    return len(" ".join("".join(seen).split()))
