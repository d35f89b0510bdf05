"""Before the conversation: consent and the audio check, which draws the assignment."""

import structlog
from sqlmodel import Session

from server import tables
from server.parts import Parts
from server.problems import RefusedError, WrongStageError
from server.schemas.participant import AudioCheckResult, ClosedReason, ConsentAnswer
from server.services.assignment import assign
from server.services.case import Case, load_case
from server.services.stages import require, stage_of

log = structlog.get_logger(__name__)


def answer_consent(parts: Parts, submission_id: str, answer: ConsentAnswer) -> None:
    """Store the answer to exactly the text that was shown. The same answer twice changes nothing."""
    with parts.database.write() as session:
        case = load_case(session, submission_id, to_change=True)
        if case.consent is not None:
            _require_same(case.consent, answer)
            return
        require(case, "consent")
        consent = parts.shelf.study(case.submission.study_hash).file.consent
        if answer.hash != consent.hash:
            raise RefusedError(409, "other_text", "This is not the consent text of the study; please reload the page.")
        now = parts.clock()
        session.add(
            tables.Consent(
                submission_id=submission_id,
                study_hash=case.submission.study_hash,
                consent_version=consent.version,
                consent_hash=consent.hash,
                agreed=answer.agreed,
                answered_at=now,
                code_version=parts.code_version,
            )
        )
        if not answer.agreed:
            _close(parts, case, "declined")


def report_audio_check(parts: Parts, submission_id: str, result: AudioCheckResult) -> None:
    """Store a report; a passed check draws the assignment, giving up closes without penalty."""
    with parts.database.write() as session:
        case = load_case(session, submission_id, to_change=True)
        stage = stage_of(case)
        if (result.passed and case.assignment is not None) or (result.given_up and stage == "closed"):
            return
        require(case, "audio_check")
        _store_report(parts, session, case, result)
        if result.passed:
            if not assign(parts, session, case):
                _close(parts, case, "study_full")
        elif result.given_up:
            _close(parts, case, "audio_check_failed")


def _store_report(parts: Parts, session: Session, case: Case, result: AudioCheckResult) -> None:
    session.add(
        tables.AudioCheck(
            submission_id=case.submission.id,
            passed=result.passed,
            given_up=result.given_up,
            microphone_error=result.microphone_error,
            microphone_peak_db=result.microphone_peak_db,
            word_correct=result.word_correct,
            attempts=result.attempts,
            user_agent=result.user_agent,
            study_hash=case.submission.study_hash,
            reported_at=parts.clock(),
            code_version=parts.code_version,
        )
    )


def _require_same(consent: tables.Consent, answer: ConsentAnswer) -> None:
    if (consent.consent_hash, consent.agreed) != (answer.hash, answer.agreed):
        raise WrongStageError


def _close(parts: Parts, case: Case, reason: ClosedReason) -> None:
    case.close(reason, parts.clock())
    log.info("submission_closed", submission_id=case.submission.id, reason=reason)
