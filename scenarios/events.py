"""What happened in a conversation: an append-only log, one event a line.

The agent writes it, the server stores it, the verifier grades it and the analysis reads it, so all of them mean the
same by a field. An event is known by (attempt, seq): writing or sending it twice changes nothing.
"""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, FiniteFloat, TypeAdapter

AgentState = Literal["initializing", "listening", "thinking", "speaking"]
UserState = Literal["listening", "speaking", "away"]
ReplyPurpose = Literal["greeting", "answer", "apology", "notice", "goodbye"]
EndReason = Literal["time_limit", "participant_ended", "participant_gone", "agent_failed", "superseded", "shutdown"]
Anchor = Literal[
    "user_speech_end",  # last speech sample of the user, as the VAD timed it
    "vad_end",  # the VAD declared the end of the turn (min_silence after user_speech_end)
    "request_sent",  # the bridge asked the model
    "transcript",  # the pipeline's recogniser delivered the user's words
    "first_delta",  # first text, audio or tool call from the model
    "first_audio",  # first audio frame of the answer, from the model or the voice
    "published",  # first audio frame handed to the room
]


class EventBase(BaseModel):
    """Fields that every event has. ``offset_s`` counts from the conversation's start, the first attempt's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    attempt: int = Field(ge=1)
    seq: int = Field(ge=1)  # from 1 within an attempt, without gaps
    at: AwareDatetime
    offset_s: float


class ConversationStarted(EventBase):
    """The agent's job has its brief. First event of every attempt."""

    type: Literal["conversation_started"] = "conversation_started"
    model: str
    kind: Literal["end_to_end", "speech_to_text", "pipeline"]
    scenario_id: str
    scenario_hash: str
    study_hash: str
    code_version: str
    tool_calls: Literal["native", "prompt"] = "native"


class AssistantReady(EventBase):
    """The assistant can be talked to: elapsed time counts from here. ``talked_s`` was used by earlier attempts."""

    type: Literal["assistant_ready"] = "assistant_ready"
    talked_s: float = 0.0


class RtcParticipantChanged(EventBase):
    """The participant's page joined or left the room."""

    type: Literal["rtc_participant_changed"] = "rtc_participant_changed"
    change: Literal["joined", "left"]


class AgentStateChanged(EventBase):
    """The assistant's side of the floor."""

    type: Literal["agent_state"] = "agent_state"
    state: AgentState


class UserStateChanged(EventBase):
    """The participant's side of the floor."""

    type: Literal["user_state"] = "user_state"
    state: UserState


class UserUtterance(EventBase):
    """One stretch of the participant's speech, as the VAD cut it; ``audio`` is relative to its conversation."""

    type: Literal["user_utterance"] = "user_utterance"
    utterance: int = Field(ge=1)
    started_s: float
    ended_s: float
    audio: str


class UserTranscript(EventBase):
    """What the recogniser of a pipeline (or the model itself) heard in one or more utterances."""

    type: Literal["user_transcript"] = "user_transcript"
    utterances: tuple[int, ...]
    text: str


class Reply(EventBase):
    """What the assistant said. ``heard`` is what was played: less where it was ``interrupted``, or broke off itself."""

    type: Literal["reply"] = "reply"
    reply: int = Field(ge=1)
    purpose: ReplyPurpose
    text: str
    heard: str
    interrupted: bool
    begun_s: float | None = None  # the model began to write it; among tool calls this is its place
    started_s: float | None = None
    ended_s: float | None = None


class ModelUsed(EventBase):
    """One call of the model: what was asked for, what answered, what it used."""

    type: Literal["model_used"] = "model_used"
    turn: int = Field(ge=1)
    model: str
    model_reported: str | None = None
    usage: dict[str, FiniteFloat] = {}


class ToolCalled(EventBase):
    """The model called a tool. ``arguments`` as parsed; ``raw`` as the model wrote them."""

    type: Literal["tool_call"] = "tool_call"
    call_id: str
    tool: str
    arguments: dict[str, Any]
    raw: str


class ToolReturned(EventBase):
    """A tool's answer. A failed call changed nothing in the world."""

    type: Literal["tool_result"] = "tool_result"
    call_id: str
    tool: str
    ok: bool
    result: Any = None
    error: str | None = None


class StepStatus(BaseModel):
    """One checkable thing on the card, as the panel shows it. ``label`` never holds the answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    status: Literal["open", "done", "lost"]
    done: int
    of: int


class Violation(BaseModel):
    """A forbidden operation or a change outside the task."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    severity: Literal["fail", "note"]
    call_id: str | None = None


class Verification(BaseModel):
    """How far the goal is reached (``progress`` in [0, 1]), and by which version of the rules; the first told none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    progress: float = Field(ge=0, le=1)
    success: bool
    state_ok: bool
    steps: tuple[StepStatus, ...]
    violations: tuple[Violation, ...] = ()
    verifier: str = "1"


class Verified(EventBase):
    """The verifier's view after a tool call."""

    type: Literal["verification"] = "verification"
    verification: Verification


class LatencyMarked(EventBase):
    """A stretch of one turn, named by its two anchors."""

    type: Literal["latency"] = "latency"
    turn: int = Field(ge=1)
    start: Anchor
    end: Anchor
    ms: float


class RecordingStarted(EventBase):
    """A stereo recording (left the participant, right the assistant) begins at ``offset_s``."""

    type: Literal["recording_started"] = "recording_started"
    audio: str
    sample_rate: int


class Fault(EventBase):
    """Something failed. ``message`` is for researchers and never reaches the participant."""

    type: Literal["fault"] = "fault"
    where: Literal["model", "voice", "tool", "recorder", "room", "server", "job"]
    kind: str
    message: str
    fatal: bool


class ConversationEnded(EventBase):
    """Last event of an attempt that could say goodbye."""

    type: Literal["conversation_ended"] = "conversation_ended"
    reason: EndReason
    talked_s: float


Event = Annotated[
    ConversationStarted
    | AssistantReady
    | RtcParticipantChanged
    | AgentStateChanged
    | UserStateChanged
    | UserUtterance
    | UserTranscript
    | Reply
    | ModelUsed
    | ToolCalled
    | ToolReturned
    | Verified
    | LatencyMarked
    | RecordingStarted
    | Fault
    | ConversationEnded,
    Field(discriminator="type"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def parse_event(line: str | bytes) -> Event:
    """Read one line of a log. Raises pydantic.ValidationError when it is no event."""
    return EVENT.validate_json(line)


def to_line(event: Event) -> str:
    """Write one event as one line, without the newline."""
    return EVENT.dump_json(event, exclude_none=True).decode()
