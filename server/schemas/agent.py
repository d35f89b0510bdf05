"""What the agent and the server say to each other over HTTP, guarded by the shared secret.

Every second the agent posts its new events, or none: the post is the heartbeat, and the answer carries the server's
wishes, so no other channel is needed between the two.
"""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from scenarios.events import Event

JobId = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]


class Claim(BaseModel):
    """A job that was dispatched for a conversation introduces itself. The same job may claim again."""

    model_config = ConfigDict(extra="forbid")

    job_id: JobId


class Brief(BaseModel):
    """All that the agent needs for one attempt at a conversation."""

    conversation_id: str
    attempt: int
    study_hash: str
    model: str  # the registry's id
    scenario: dict[str, Any]  # a whole scenario file, as scenarios.scenario reads it
    limit_s: float  # length of the conversation from assistant_ready
    talked_s: float  # used up by earlier attempts
    nudges: bool  # a participant who falls silent is spoken to
    started_at: datetime | None  # of the first attempt; None before there is one
    history: list[Event]  # every stored event of earlier attempts, in order


class EventBatch(BaseModel):
    """New events in order; empty is a heartbeat."""

    model_config = ConfigDict(extra="forbid")

    job_id: JobId
    attempt: int = Field(ge=1)
    events: list[Event] = Field(max_length=500)


class BatchAnswer(BaseModel):
    """``acknowledged`` is the last stored seq of that attempt: everything up to it is durable."""

    acknowledged: int
    end_requested: bool  # the participant or a researcher ended the conversation: say goodbye
    superseded: bool  # another job carries the conversation on: leave the room quietly
