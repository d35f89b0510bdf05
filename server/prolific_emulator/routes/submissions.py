"""Submissions: look, review, ask to return. List and single object name participant and code differently."""

from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, Request

from server.prolific_emulator import submissions
from server.prolific_emulator.refusals import RefusalError
from server.prolific_emulator.routes.access import Sent, WorldOf, find, paged
from server.prolific_emulator.state import Chore, Submission

router = APIRouter()
APPROVAL_LAG = timedelta(seconds=20)


@router.get("/submissions/")
async def search(study: str, world: WorldOf, request: Request) -> dict[str, Any]:
    """The submissions of a study, by page."""
    with world.open() as state:
        return paged([listed(submission) for submission in submissions.of_study(state, study)], request)


@router.get("/submissions/{submission_id}/")
async def get(submission_id: str, world: WorldOf) -> dict[str, Any]:
    """One submission."""
    with world.open() as state:
        return detailed(find(state.submissions, submission_id))


@router.post("/submissions/{submission_id}/transition/")
async def transition(submission_id: str, sent: Sent, world: WorldOf) -> dict[str, Any]:
    """Approve, reject, complete."""
    with world.open() as state:
        submission = find(state.submissions, submission_id)
        if sent.get("action") == "APPROVE":
            submissions.approve(state, submission, world.now)
        elif sent.get("action") == "REJECT":
            submissions.reject(state, submission, sent, world.now)
        elif sent.get("action") == "COMPLETE":
            submissions.complete(state, submission, str(sent.get("completion_code")), world.now)
        else:
            raise RefusalError(400, "Unknown action", {"action": ["The emulator knows APPROVE, REJECT, COMPLETE."]})
        return detailed(submission)


@router.post("/submissions/bulk-approve/")
async def bulk_approve(sent: Sent, world: WorldOf) -> dict[str, Any]:
    """Queue approvals: what awaits review is in processing for a moment."""
    with world.open() as state:
        found = [find(state.submissions, str(submission_id)) for submission_id in sent.get("submission_ids") or ()]
        for submission in found:
            if submission.status == "AWAITING REVIEW":
                submissions.move(state, submission, "PROCESSING", world.now)
                state.chores.append(Chore(due_at=world.now + APPROVAL_LAG, kind="approve", subject=submission.id))
        return {"message": "The request to bulk approve has been made successfully."}


@router.post("/submissions/{submission_id}/request-return/")
async def request_return(submission_id: str, sent: Sent, world: WorldOf) -> dict[str, Any]:
    """Ask the participant to return it."""
    with world.open() as state:
        submission = find(state.submissions, submission_id)
        if not sent.get("request_return_reasons"):
            raise RefusalError(400, "Bad request", {"request_return_reasons": ["This field is required."]})
        submission.return_requested = world.now
        return detailed(submission)


def listed(submission: Submission) -> dict[str, Any]:
    """As lists have it."""
    return _shown(submission) | {"participant_id": submission.person_id, "study_code": submission.code}


def detailed(submission: Submission) -> dict[str, Any]:
    """As the single object has it."""
    return _shown(submission) | {
        "participant": submission.person_id,
        "entered_code": submission.code,
        "study_id": submission.study_id,
        "bonus_payments": submission.bonuses,
    }


def _shown(submission: Submission) -> dict[str, Any]:
    return {
        "id": submission.id,
        "status": submission.status,
        "started_at": _text(submission.started_at),
        "completed_at": _text(submission.completed_at),
        "return_requested": _text(submission.return_requested),
    }


def _text(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
