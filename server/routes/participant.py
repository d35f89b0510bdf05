"""What the participant's page calls. Every answer says where the submission stands now."""

from fastapi import APIRouter, UploadFile

from server.routes.access import PartsOf, SubmissionId
from server.routes.refusals import refusals
from server.schemas.participant import (
    AudioCheckResult,
    ConsentAnswer,
    Entry,
    EntryView,
    RatingDraft,
    Ratings,
    SubmissionView,
)
from server.services import arrivals, conversations, feedback_audio, preparation, rating, views

router = APIRouter(prefix="/api/participant", tags=["participant"], responses=refusals(401, 404, 409, 422))


@router.post("/entry")
def enter(entry: Entry, parts: PartsOf) -> EntryView:
    """Find or create the submission of the recruiter's link."""
    return arrivals.enter(parts, entry)


@router.get("/submission")
def get_submission(parts: PartsOf, submission_id: SubmissionId) -> SubmissionView:
    """Where the submission stands."""
    return views.show(parts, submission_id)


@router.post("/consent")
def answer_consent(answer: ConsentAnswer, parts: PartsOf, submission_id: SubmissionId) -> SubmissionView:
    """Agree to the text that was shown, or decline."""
    preparation.answer_consent(parts, submission_id, answer)
    return views.show(parts, submission_id)


@router.post("/audio-check")
def report_audio_check(result: AudioCheckResult, parts: PartsOf, submission_id: SubmissionId) -> SubmissionView:
    """Report what the audio check found; passing it draws the assignment."""
    preparation.report_audio_check(parts, submission_id, result)
    return views.show(parts, submission_id)


@router.post("/conversation")
def start_conversation(parts: PartsOf, submission_id: SubmissionId) -> SubmissionView:
    """Call the assistant; from the assignment card."""
    conversations.start(parts, submission_id)
    return views.show(parts, submission_id)


@router.post("/conversation/end")
def end_conversation(parts: PartsOf, submission_id: SubmissionId) -> SubmissionView:
    """End the conversation before its time: the assistant says goodbye."""
    conversations.end(parts, submission_id)
    return views.show(parts, submission_id)


@router.post("/conversation/retry")
def retry_conversation(parts: PartsOf, submission_id: SubmissionId) -> SubmissionView:
    """Call the assistant again; in the phases no_assistant and paused."""
    conversations.retry(parts, submission_id)
    return views.show(parts, submission_id)


@router.post("/conversation/leave")
def leave_conversation(parts: PartsOf, submission_id: SubmissionId) -> SubmissionView:
    """Leave with pay because of our fault; in the phases no_assistant and recovering."""
    conversations.leave(parts, submission_id)
    return views.show(parts, submission_id)


@router.put("/ratings/draft")
def save_rating_draft(draft: RatingDraft, parts: PartsOf, submission_id: SubmissionId) -> SubmissionView:
    """Save the answers so far."""
    rating.save_draft(parts, submission_id, draft)
    return views.show(parts, submission_id)


@router.post("/ratings")
def submit_ratings(ratings: Ratings, parts: PartsOf, submission_id: SubmissionId) -> SubmissionView:
    """Submit every rating and the written feedback: stored before the completion code is shown."""
    rating.submit(parts, submission_id, ratings)
    return views.show(parts, submission_id)


@router.post("/feedback-audio", responses=refusals(413))
def save_feedback_audio(audio: UploadFile, parts: PartsOf, submission_id: SubmissionId) -> SubmissionView:
    """Store spoken feedback (WebM, Ogg or MP4), replacing an earlier recording."""
    feedback_audio.save(parts, submission_id, audio.file.read(feedback_audio.MAX_BYTES + 1))
    return views.show(parts, submission_id)


@router.delete("/feedback-audio")
def delete_feedback_audio(parts: PartsOf, submission_id: SubmissionId) -> SubmissionView:
    """Delete the spoken feedback again."""
    feedback_audio.delete(parts, submission_id)
    return views.show(parts, submission_id)
