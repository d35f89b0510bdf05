"""What the participant's page calls. Every answer says where the submission stands now."""

from fastapi import APIRouter, UploadFile

from server.schemas.participant import (
    AudioCheckResult,
    ConsentAnswer,
    Entry,
    EntryView,
    RatingDraft,
    Ratings,
    SubmissionView,
)
from server.schemas.problem import Problem

REFUSALS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": text}
    for status, text in {
        401: "The token is missing or wrong",
        404: "There is no such thing",
        409: "The submission stands elsewhere: ask for it again (code `wrong_stage`)",
        422: "A field is wrong; `fields` says which and what is right",
    }.items()
}

router = APIRouter(prefix="/api/participant", tags=["participant"], responses=REFUSALS)


@router.post("/entry")
def enter(entry: Entry) -> EntryView:
    """Find or create the submission of the recruiter's link."""
    raise NotImplementedError


@router.get("/submission")
def get_submission() -> SubmissionView:
    """Where the submission stands."""
    raise NotImplementedError


@router.post("/consent")
def answer_consent(answer: ConsentAnswer) -> SubmissionView:
    """Agree to the text that was shown, or decline."""
    raise NotImplementedError


@router.post("/audio-check")
def report_audio_check(result: AudioCheckResult) -> SubmissionView:
    """Report what the audio check found; passing it draws the assignment."""
    raise NotImplementedError


@router.post("/conversation")
def start_conversation() -> SubmissionView:
    """Call the assistant; from the assignment card."""
    raise NotImplementedError


@router.post("/conversation/end")
def end_conversation() -> SubmissionView:
    """End the conversation before its time: the assistant says goodbye."""
    raise NotImplementedError


@router.post("/conversation/retry")
def retry_conversation() -> SubmissionView:
    """Call the assistant again; in the phases no_assistant and paused."""
    raise NotImplementedError


@router.post("/conversation/leave")
def leave_conversation() -> SubmissionView:
    """Leave with pay because of our fault; in the phases no_assistant and recovering."""
    raise NotImplementedError


@router.put("/ratings/draft")
def save_rating_draft(draft: RatingDraft) -> SubmissionView:
    """Save the answers so far."""
    raise NotImplementedError


@router.post("/ratings")
def submit_ratings(ratings: Ratings) -> SubmissionView:
    """Submit every rating and the written feedback: stored before the completion code is shown."""
    raise NotImplementedError


@router.post("/feedback-audio")
def save_feedback_audio(audio: UploadFile) -> SubmissionView:
    """Store spoken feedback (WebM, Ogg or MP4), replacing an earlier recording."""
    raise NotImplementedError


@router.delete("/feedback-audio")
def delete_feedback_audio() -> SubmissionView:
    """Delete the spoken feedback again."""
    raise NotImplementedError
