"""The rows. Services read them as ``tables.Submission`` and so on; names shared with schemas stay apart that way."""

from server.tables.answers import Draft, Feedback, FeedbackAudio, Rating
from server.tables.assignment import Assignment, Lease
from server.tables.base import Table
from server.tables.conversation import Attempt, AttemptEnd, Conversation, Event, Phase
from server.tables.ledger import PayerTurn, Payment, PaymentState, PaymentStep, Payout, PayoutLine
from server.tables.recruiter_event import RecruiterEvent
from server.tables.study import ScenarioVersion, Study, StudyVersion
from server.tables.submission import AudioCheck, Consent, Submission

APPEND_ONLY = (
    StudyVersion,
    ScenarioVersion,
    Consent,
    AudioCheck,
    Assignment,
    Event,
    Rating,
    Feedback,
    Payment,
    Payout,
    PayoutLine,
    PaymentStep,
    RecruiterEvent,
)

__all__ = [
    "APPEND_ONLY",
    "Assignment",
    "Attempt",
    "AttemptEnd",
    "AudioCheck",
    "Consent",
    "Conversation",
    "Draft",
    "Event",
    "Feedback",
    "FeedbackAudio",
    "Lease",
    "PayerTurn",
    "Payment",
    "PaymentState",
    "PaymentStep",
    "Payout",
    "PayoutLine",
    "Phase",
    "Rating",
    "RecruiterEvent",
    "ScenarioVersion",
    "Study",
    "StudyVersion",
    "Submission",
    "Table",
]
