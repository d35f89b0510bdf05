"""The one interface that every voice model is held behind, and the three parts that pipelines are composed of.

A model sees a ``Turn`` (what was said so far, the tools it may call) and answers with a stream of deltas. It knows
nothing of LiveKit, rooms or turn taking; the bridge knows nothing of providers.
"""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Kind = Literal["end_to_end", "speech_to_text", "pipeline"]


@dataclass(frozen=True, slots=True)
class Audio:
    """Mono signed 16-bit little-endian PCM."""

    pcm: bytes
    sample_rate: int

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.pcm) / 2 / self.sample_rate


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch of the user's speech, exact: 200 ms before its onset to 200 ms after its end."""

    number: int
    audio: Audio


@dataclass(frozen=True, slots=True)
class UserMessage:
    """A turn of the user: its utterances, and the words once a model or recogniser has delivered them.

    There is one utterance or more; none after a restart that found the audio gone, and then the words are known.
    """

    utterances: tuple[Utterance, ...]
    transcript: str | None = None


@dataclass(frozen=True, slots=True)
class AssistantMessage:
    """What the user heard of a reply: cut at the interruption."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCallMessage:
    """An earlier tool call of the model; ``arguments`` is JSON text as the model wrote it."""

    call_id: str
    tool: str
    arguments: str


@dataclass(frozen=True, slots=True)
class ToolResultMessage:
    """What that call returned, as JSON text."""

    call_id: str
    tool: str
    output: str
    ok: bool


Message = UserMessage | AssistantMessage | ToolCallMessage | ToolResultMessage


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool that the model may call: ``name`` fits ``[a-zA-Z0-9_-]{1,64}``, ``parameters`` is JSON Schema."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything a model needs to answer. ``messages`` ends with the user's message or with tool results."""

    instructions: str
    messages: tuple[Message, ...]
    tools: tuple[ToolSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDelta:
    """More of the reply's text. In an audio-out model: the transcript of its audio."""

    text: str


@dataclass(frozen=True, slots=True)
class AudioDelta:
    """More of the reply's audio, from models that speak themselves."""

    audio: Audio


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model wants a tool; ``arguments`` is JSON text."""

    call_id: str
    tool: str
    arguments: str


@dataclass(frozen=True, slots=True)
class UserTranscript:
    """The words of the turn's last user message, as this model's recogniser (or the model itself) heard them."""

    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What answered and what it used; at most one per response, last."""

    model_reported: str | None
    counts: Mapping[str, float] = field(default_factory=dict)


Delta = TextDelta | AudioDelta | ToolCall | UserTranscript | Usage


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the bridge must know: who speaks, and whether tools are native."""

    kind: Kind
    audio_out: bool
    native_tools: bool = True


class ModelError(Exception):
    """A model could not answer. The message is for researchers; it never reaches the participant.

    The kinds below are what the record tells failures apart by: a class's name is the fault's kind.
    """


class ModelTimeoutError(ModelError):
    """The model stayed silent past its limit."""


class ModelUnavailableError(ModelError):
    """Nobody answered, or the provider said that it has a fault of its own."""


class ModelOverloadedError(ModelError):
    """The provider asks to be asked less often."""


class ModelAccessError(ModelError):
    """The provider does not let us: a wrong key, no credit, a model that it does not have."""


class ModelRequestError(ModelError):
    """The provider will not read what it was sent, for instance because it is too long."""


class ModelBrokeOffError(ModelError):
    """The answer stopped before its end."""


class ModelMalformedError(ModelError):
    """The answer cannot be read: broken JSON, audio that is none, a call that is none."""


class ModelRefusedError(ModelError):
    """The provider's filter held the answer back."""


class ModelEmptyError(ModelError):
    """The model answered nothing that the user could notice."""


class VoiceModel(ABC):
    """A voice model under evaluation. One instance serves one conversation."""

    capabilities: Capabilities

    @abstractmethod
    def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """Answer a turn. Cancelling the iterator must stop the work. Raises ModelError."""

    def anticipate(self, utterance: Utterance) -> None:
        """Hear what may be the whole utterance before the VAD is sure; called again if speech went on."""

    async def aclose(self) -> None:
        """Let go of connections."""


class Recogniser(Protocol):
    """Speech to text, for pipelines."""

    def anticipate(self, audio: Audio) -> None:
        """Start on audio that may soon be asked for; a later call supersedes it."""

    async def recognise(self, audio: Audio) -> str:
        """The words in the audio, '' for none. Raises ModelError."""


class Voice(Protocol):
    """Text to speech: the study's one voice."""

    sample_rate: int

    def speak(self, text: str) -> AsyncIterator[Audio]:
        """The text as audio, without silence before or after. Raises ModelError."""


class TextModel(Protocol):
    """The text part of a pipeline. It reads ``UserMessage.transcript`` and never the audio."""

    def reply(self, turn: Turn) -> AsyncIterator[Delta]:
        """Answer in TextDelta, ToolCall and Usage. Raises ModelError."""

    async def aclose(self) -> None:
        """Let go of connections."""
