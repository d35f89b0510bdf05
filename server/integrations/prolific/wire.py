"""Prolific's objects, as far as Parley uses them. What else an answer holds is ignored: it changes without notice."""

from datetime import datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

StudyStatus = Literal["UNPUBLISHED", "SCHEDULED", "PUBLISHING", "ACTIVE", "PAUSED", "AWAITING REVIEW", "COMPLETED"]
StudyAction = Literal["PUBLISH", "SCHEDULE_PUBLISH", "CANCEL_PUBLISH", "PAUSE", "START", "STOP"]
SubmissionStatus = Literal[
    "RESERVED",
    "ACTIVE",
    "AWAITING REVIEW",
    "PROCESSING",
    "APPROVED",
    "REJECTED",
    "PARTIALLY APPROVED",
    "RETURNED",
    "TIMED-OUT",
    "SCREENED OUT",
    "UNKNOWN",
]
WITHOUT_PLACE: frozenset[str] = frozenset({"RETURNED", "TIMED-OUT", "REJECTED"})
CodeType = Literal["COMPLETED", "NO_CONSENT", "INCOMPATIBLE_DEVICE", "OTHER"]


def _known_status(found: Any) -> Any:
    """A status that this code has not heard of yet is as good as none."""
    return found if found in get_args(SubmissionStatus) else "UNKNOWN"


class Told(BaseModel):
    """What Prolific says."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Sent(BaseModel):
    """What Prolific is told: nothing but what is documented."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class User(Told):
    """Whose token it is."""

    id: str
    email: str


class Named(Told):
    """A workspace or a project."""

    id: str
    title: str


class Balance(Told):
    """A workspace's wallet, in minor units."""

    currency_code: str
    available_balance: float


class Action(Sent):
    """What entering a code does."""

    action: Literal["AUTOMATICALLY_APPROVE", "MANUALLY_REVIEW", "REQUEST_RETURN"]
    return_reason: str | None = None


class CompletionCode(Sent):
    """A code, what it means, and what it does."""

    code: str
    code_type: CodeType
    actor: Literal["participant", "researcher"] = "participant"
    actions: tuple[Action, ...]


class Range(Sent):
    """From one number to another, both included."""

    lower: int
    upper: int


class Filter(Sent):
    """Who may take part: some choices, or a range. Weights make quotas."""

    filter_id: str
    selected_values: tuple[str, ...] | None = None
    selected_range: Range | None = None
    weightings: dict[str, int] | None = None


class SubmissionsConfig(Sent):
    """How many submissions at once; -1 for as many as come."""

    max_submissions_per_participant: int = 1
    max_concurrent_submissions: int = -1


class StudyDraft(Sent):
    """A study to be created. ``reward`` is in minor units, times are in minutes."""

    name: str
    internal_name: str
    description: str
    external_study_url: str
    prolific_id_option: Literal["url_parameters"] = "url_parameters"
    total_available_places: Annotated[int, Field(ge=1)]
    estimated_completion_time: Annotated[int, Field(ge=1)]
    maximum_allowed_time: Annotated[int, Field(ge=1)]
    reward: Annotated[int, Field(ge=1)]
    completion_codes: tuple[CompletionCode, ...]
    filters: tuple[Filter, ...] = ()
    project: str | None = None
    device_compatibility: tuple[Literal["desktop", "tablet", "mobile"], ...] = ("desktop",)
    peripheral_requirements: tuple[Literal["audio", "camera", "download", "microphone"], ...] = ("audio", "microphone")
    submissions_config: SubmissionsConfig = SubmissionsConfig()
    study_labels: tuple[str, ...] = ("ai_evaluation",)
    metadata: str | None = None


class Study(Told):
    """A study, as Prolific keeps it."""

    id: str
    name: str
    status: StudyStatus
    total_available_places: int
    places_taken: int = 0
    reward: int
    external_study_url: str
    internal_name: str | None = None
    currency_code: str | None = None
    metadata: str | None = None


class Amount(Told):
    """An amount in minor units, possibly with a fraction."""

    amount: float
    currency: str


class CostLines(Told):
    """What a study costs, by kind."""

    rewards: Amount
    fees: Amount
    tax: Amount


class StudyCost(Told):
    """What a study cost so far."""

    rewards: CostLines
    bonuses: CostLines


class FilterInfo(Told):
    """A filter that Prolific offers now. ``choices`` are labels by id; a range has none."""

    filter_id: str
    title: str
    type: Literal["select", "range"]
    choices: dict[str, str] = {}
    min: float | None = None
    max: float | None = None


class Submission(Told):
    """A person's attempt. The list and the single object name participant and code differently."""

    id: str
    study_id: str | None = None  # the list of a study leaves it out
    participant: str = Field(validation_alias=AliasChoices("participant", "participant_id"))
    status: Annotated[SubmissionStatus, BeforeValidator(_known_status)]
    started_at: datetime | None = None
    completed_at: datetime | None = None
    entered_code: str | None = Field(None, validation_alias=AliasChoices("entered_code", "study_code"))
    return_requested: datetime | None = None
    bonus_payments: tuple[int, ...] | None = None  # minor units; only the single object is sure to tell


class BonusSetup(Told):
    """A set of bonuses that can be paid, once. Minor units."""

    id: str
    study: str
    amount: float
    fees: float
    vat: float
    total_amount: float


class Message(Told):
    """A message of a participant's, or of ours."""

    id: str | None = None
    sender_id: str
    body: str
    sent_at: datetime = Field(validation_alias=AliasChoices("sent_at", "datetime_created"))
    channel_id: str | None = None


class HookSecret(Told):
    """What signs a workspace's events."""

    id: str
    value: str
    workspace_id: str


class Subscription(Told):
    """Where events of a kind are sent."""

    id: str
    event_type: str
    target_url: str
    is_enabled: bool
