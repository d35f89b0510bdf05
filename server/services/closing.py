"""How conversations and submissions end early: in plain words, with the code that fits, never a dead end."""

from server.schemas.participant import ClosedReason
from server.study_file import Codes, StudyFile

PROLIFIC_COMPLETE = "/submissions/complete?cc="
REHEARSAL_COMPLETE = "/rehearsal/complete?cc="

TITLES: dict[ClosedReason, str] = {
    "declined": "You chose not to take part",
    "audio_check_failed": "Your sound could not be set up",
    "our_fault": "We are sorry: the assistant failed",
    "study_full": "The study is full",
    "study_closed": "The study is closed",
    "abandoned": "This session has ended",
}

MESSAGES: dict[ClosedReason, str] = {
    "declined": "Nothing was recorded and there is no penalty. Please use the button to return your submission.",
    "audio_check_failed": (
        "The conversation needs a working microphone and speaker. There is no penalty: please use the button to "
        "return your submission, and thank you for trying."
    ),
    "our_fault": (
        "The assistant could not be kept running. This was our fault, not yours, and you will be paid {amount} for "
        "your time. Please use the button so that the payment can be made."
    ),
    "study_full": (
        "All places were taken before your conversation could begin. There is no penalty: please return your "
        "submission. Thank you for your interest."
    ),
    "study_closed": (
        "The study takes no new participants at the moment. There is no penalty: please return your submission."
    ),
    "abandoned": (
        "You were away for so long that the conversation could not be continued. There is no penalty: please return "
        "your submission, or write to us if you think that this is wrong."
    ),
}

KEPT = " What you earned until then, {amount}, is yours: it is paid as a bonus after the return."


NOTICES: dict[str, str] = {
    "agent_failed": (
        "The assistant stopped before the time was over. This was our fault. Please rate the conversation up to that "
        "point; you are paid for it as promised."
    ),
    "participant_gone": "You were away for a while, so the conversation was ended. Please rate it up to that point.",
}


def message_for(reason: ClosedReason, *, amount: str | None) -> str:
    """What the participant is told; ``amount`` is what was earned, as people write it, None where it is nothing."""
    message = MESSAGES[reason] + (KEPT if amount and reason == "abandoned" else "")
    return message.format(amount=amount)


def code_for(reason: ClosedReason, codes: Codes) -> str | None:
    """The recruiter's code for this end; None where the submission is simply returned."""
    return {
        "declined": codes.no_consent,
        "audio_check_failed": codes.incompatible_device,
        "our_fault": codes.our_fault,
    }.get(reason)


def redirect_for(study: StudyFile, code: str, *, prolific: str) -> str:
    """Where the page sends the participant with a code; ``prolific`` is the address that they came from."""
    return REHEARSAL_COMPLETE + code if study.rehearsal else f"{prolific.rstrip('/')}{PROLIFIC_COMPLETE}{code}"
