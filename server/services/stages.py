"""Where a submission stands: a pure function of its rows. The page draws what this names."""

from typing import Literal

from server.problems import WrongStageError
from server.services.case import Case

StageName = Literal["consent", "audio_check", "assignment", "conversation", "rating", "complete", "closed"]
STAGES: tuple[StageName, ...] = (
    "consent",
    "audio_check",
    "assignment",
    "conversation",
    "rating",
    "complete",
    "closed",
)


def stage_of(case: Case) -> StageName:
    """The stage, from the end backwards: what is done last decides."""
    if case.submission.closed_at is not None:
        return "closed"
    if case.submission.completed_at is not None:
        return "complete"
    if case.conversation is not None:
        return "rating" if case.conversation.phase == "over" else "conversation"
    if case.assignment is not None:
        return "assignment"
    if case.consent is not None and case.consent.agreed:
        return "audio_check"
    return "consent"


def require(case: Case, *stages: StageName) -> None:
    """Raise WrongStageError unless the case stands at one of these stages."""
    if stage_of(case) not in stages:
        raise WrongStageError
