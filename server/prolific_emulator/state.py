"""All that the emulator remembers. One JSON file, so that a restart changes nothing."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

StudyStatus = Literal["UNPUBLISHED", "ACTIVE", "PAUSED", "AWAITING REVIEW", "COMPLETED"]
SubmissionStatus = Literal[
    "RESERVED", "ACTIVE", "AWAITING REVIEW", "PROCESSING", "APPROVED", "REJECTED", "RETURNED", "TIMED-OUT"
]
WITHOUT_PLACE = ("RETURNED", "TIMED-OUT", "REJECTED")
INSIDE = ("RESERVED", "ACTIVE")


class Person(BaseModel):
    """Somebody of the pool. ``answers`` are labels, or a number, by the title of the question."""

    id: str
    name: str
    answers: dict[str, str | int]


class Wanted(BaseModel):
    """One filter of a study, as labels or a span; ``weights`` by label make quotas."""

    title: str
    labels: list[str] = []
    span: tuple[float, float] | None = None
    weights: dict[str, int] = {}


class Study(BaseModel):
    """A study: what was sent when it was created, and what became of it."""

    id: str
    sent: dict[str, Any]
    wanted: list[Wanted]
    status: StudyStatus = "UNPUBLISHED"
    created_at: datetime
    published_at: datetime | None = None
    waiting: int = 0  # people who come as soon as a place is free

    @property
    def places(self) -> int:
        """How many may take part."""
        return int(self.sent["total_available_places"])


class Submission(BaseModel):
    """One person's attempt. Amounts in minor units."""

    id: str
    study_id: str
    person_id: str
    status: SubmissionStatus
    reserved_at: datetime
    started_at: datetime | None = None
    completed_at: datetime | None = None
    code: str | None = None
    return_requested: datetime | None = None
    bonuses: list[int] = []


class Setup(BaseModel):
    """Bonuses that were announced: minor units by submission. ``n_paid`` counts how often they were paid."""

    id: str
    study_id: str
    amounts: dict[str, int]
    n_paid: int = 0


class Chore(BaseModel):
    """Something that Prolific has accepted and does a little later."""

    due_at: datetime
    kind: Literal["approve", "pay"]
    subject: str


class Message(BaseModel):
    """A message between researcher and participant."""

    id: str
    sender_id: str
    recipient_id: str
    study_id: str | None
    body: str
    sent_at: datetime


class Subscription(BaseModel):
    """Where events of a kind go; ``secret`` confirms it."""

    id: str
    workspace_id: str
    event_type: str
    target_url: str
    secret: str
    is_enabled: bool = False


class Delivery(BaseModel):
    """An event on its way to a receiver."""

    event_id: str
    target_url: str
    body: str
    happened_at: datetime
    due_at: datetime
    tries: int = 0
    status: Literal["PENDING", "SUCCEEDED", "FAILED"] = "PENDING"


class Fault(BaseModel):
    """A fault to come: the next ``times`` requests whose method and path fit, or the next events."""

    kind: Literal["429", "502", "slow", "lost", "hook_twice", "hook_late", "hook_never"]
    method: str = "POST"
    path: str = ""  # a part of it
    times: int = 1
    seconds: float = 0.0


class State(BaseModel):
    """Everything."""

    offset_s: float = 0.0  # by how much the clock is ahead
    drift: int = 0  # which edition of the filters' ids is offered
    user_id: str
    workspace_id: str
    project_id: str
    currency: str = "USD"
    deposited: int = 5_000_000  # minor units
    hook_secret: str | None = None
    n_refusals: int = 0
    people: dict[str, Person] = {}
    studies: dict[str, Study] = {}
    submissions: dict[str, Submission] = {}
    setups: dict[str, Setup] = {}
    messages: list[Message] = []
    subscriptions: dict[str, Subscription] = {}
    deliveries: list[Delivery] = []
    faults: list[Fault] = []
    chores: list[Chore] = Field([], description="in the order in which they were accepted")
