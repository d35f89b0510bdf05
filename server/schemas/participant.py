"""What the participant's page is told and may send. The server names the stage; the page renders it.

No field of any answer names a model, and none may be added that does.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from scenarios.card import Card


class Strict(BaseModel):
    """What comes in: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Told(BaseModel):
    """What goes out: every field is always there, and the generated client knows it."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


def _without_nul(text: str) -> str:
    return text.replace("\0", "")


StoredText = Annotated[str, AfterValidator(_without_nul)]  # PostgreSQL stores every character but NUL


class Entry(Strict):
    """The recruiter's link, as the page received it. In a rehearsal study the three ids may be absent."""

    study: str = Field(pattern=r"^[a-z0-9-]{1,60}$")
    prolific_pid: str | None = Field(None, pattern=r"^[A-Za-z0-9_-]{1,64}$")
    study_id: str | None = Field(None, pattern=r"^[A-Za-z0-9_-]{1,64}$")
    session_id: str | None = Field(None, pattern=r"^[A-Za-z0-9_-]{1,64}$")
    scenario: str | None = Field(None, pattern=r"^[a-z0-9_-]{1,80}$")  # in rehearsal studies: this one, or a category


class ConsentSection(Told):
    """One headed part of the consent text; paragraphs are plain text."""

    heading: str
    paragraphs: list[str]


class ConsentText(Told):
    """The consent form; ``hash`` is SHA-256 over the text as stored."""

    version: str
    hash: str
    title: str
    sections: list[ConsentSection]
    statement: str  # the sentence that the participant agrees to


class PayLine(Told):
    """One part of the pay, as promised or as earned; minor units (cents)."""

    label: str
    amount_minor: int
    currency: str
    note: str | None = None


class StageBase(Told):
    """Common to all stages."""

    study_title: str
    rehearsal: bool  # a practice study: the page says so on every stage
    help_text: str  # whom to ask; in the same place on every page


class ConsentStage(StageBase):
    """Landing and informed consent (figure 16)."""

    stage: Literal["consent"] = "consent"
    how_it_works: list[str]
    consent: ConsentText
    pay: list[PayLine]
    minutes_min: int
    minutes_max: int


class AudioCheckStage(StageBase):
    """Microphone and speaker check."""

    stage: Literal["audio_check"] = "audio_check"
    words: list[str]  # the options for "which word did you hear?"; clip i is at clip_urls[i]
    clip_urls: list[str]


class AssignmentStage(StageBase):
    """The scenario card before the conversation (figures 17-19)."""

    stage: Literal["assignment"] = "assignment"
    card: Card
    limit_s: int
    quick_start: list[str]


ConversationPhase = Literal[
    "connecting",  # the assistant was called and is not there yet
    "live",
    "recovering",  # the assistant was lost; another one is on its way
    "no_assistant",  # none came in time: the page offers to try again or to leave with pay
    "ending",  # goodbye is being said
    "paused",  # the participant was away too long: the page offers to continue (retry) or to finish (end)
]


class RoomAccess(Told):
    """How the page joins the room. The token allows a microphone and nothing else."""

    url: str
    token: str


class ConversationStage(StageBase):
    """The conversation page (figure 20)."""

    stage: Literal["conversation"] = "conversation"
    card: Card
    limit_s: int
    phase: ConversationPhase
    ready_at: datetime | None  # when the assistant was first ready; time counts from here
    talked_s: float  # by the server's knowledge, now
    room: RoomAccess
    verified: bool  # a tool scenario: show the verification panel
    actions: dict[str, str]  # what each of the assistant's tools does, in a few words, by the tool's name


class ScaleLevel(Told):
    """One level of a scale, named and described."""

    value: int
    name: str
    description: str


class Scale(Told):
    """One rating dimension."""

    id: str
    name: str
    question: str
    levels: list[ScaleLevel]


class Instrument(Told):
    """Everything on the rating page (figures 21-22); ``hash`` is stored with every rating."""

    hash: str
    guidance_title: str
    guidance: list[str]
    scales: list[Scale]
    feedback_prompt: str
    feedback_example: str
    feedback_min_chars: int
    audio_feedback_questions: list[str]
    audio_feedback_max_s: int


class RatingDraft(Strict):
    """Answers so far, saved as they are given."""

    ratings: dict[str, Annotated[int, Field(ge=1, le=6)]] = {}
    feedback: StoredText = Field("", max_length=20_000)


class RatingStage(StageBase):
    """Ratings and feedback (figures 21-22)."""

    stage: Literal["rating"] = "rating"
    scenario_title: str
    notice: str | None = None  # why the conversation ended early, when it was not the participant's doing
    instrument: Instrument
    draft: RatingDraft
    audio_feedback_saved: bool


class CompleteStage(StageBase):
    """Everything is stored; only now the code is shown."""

    stage: Literal["complete"] = "complete"
    code: str
    redirect_url: str
    pay: list[PayLine]


ClosedReason = Literal["declined", "audio_check_failed", "our_fault", "study_full", "study_closed", "abandoned"]


class ClosedStage(StageBase):
    """The submission ended before ratings, with what happens next in plain words."""

    stage: Literal["closed"] = "closed"
    reason: ClosedReason
    title: str
    message: str
    code: str | None
    redirect_url: str | None
    paid: bool


Stage = Annotated[
    ConsentStage | AudioCheckStage | AssignmentStage | ConversationStage | RatingStage | CompleteStage | ClosedStage,
    Field(discriminator="stage"),
]


class SubmissionView(Told):
    """Answer to every participant call: where this submission stands now."""

    submission: Stage


class EntryView(SubmissionView):
    """Answer to the entry call: ``token`` goes into ``Authorization: Bearer`` of all further calls.

    The three ids are those of the link; in a rehearsal study the server makes up what is missing, and the page puts
    them into its address so that a reload finds the same submission.
    """

    token: str
    prolific_pid: str
    study_id: str
    session_id: str


class ConsentAnswer(Strict):
    """Agreement (or refusal) to exactly the text that was shown."""

    hash: str
    agreed: bool


class AudioCheckResult(Strict):
    """What the check found. ``microphone_error`` is the DOMException's name; levels in dBFS."""

    passed: bool
    microphone_error: StoredText | None = Field(None, max_length=60)
    microphone_peak_db: float | None = None
    word_correct: bool | None = None
    attempts: int = Field(1, ge=1, le=1000)
    user_agent: StoredText = Field("", max_length=500)
    given_up: bool = False  # the participant asked to leave without the check


class Ratings(RatingDraft):
    """The final answers: every scale, and feedback that is more than white space."""
