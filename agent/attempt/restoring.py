"""What an earlier attempt left behind, read back from its events, so that a new job can carry the conversation on."""

import wave
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog

from agent.models.base import (
    AssistantMessage,
    Audio,
    Message,
    ToolCallMessage,
    ToolResultMessage,
    UserMessage,
    Utterance,
)
from agent.observers.event_log import read_events
from agent.observers.utterance_files import read_wav
from agent.reporting.folders import attempts
from agent.tools.base import Returned
from scenarios.events import (
    Event,
    LatencyMarked,
    ModelUsed,
    Reply,
    ToolCalled,
    ToolReturned,
    UserTranscript,
    UserUtterance,
)
from scenarios.run import paired

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Past:
    """Everything that counts on from an earlier attempt."""

    events: tuple[Event, ...] = ()
    messages: tuple[Message, ...] = ()
    utterances: int = 0
    replies: int = 0
    turns: int = 0
    unreadable: tuple[UserUtterance, ...] = ()  # whose audio is not on this disk, or is none

    @property
    def call_ids(self) -> frozenset[str]:
        """The names of all tool calls."""
        return frozenset(event.call_id for event in self.events if isinstance(event, ToolCalled))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said before: the assistant greets as if for the first time."""
        return not self.messages


def read_past(history: Iterable[Event], conversation: Path, *, before_attempt: int) -> Past:
    """The past from the server's history and from this disk, which may know more of it."""
    known = {(event.attempt, event.seq): event for event in history}
    for attempt, folder in attempts(conversation):
        if attempt < before_attempt:
            known.update({(event.attempt, event.seq): event for event in read_events(folder)})
    events = tuple(known[key] for key in sorted(known))
    audio = {e: _audio(conversation / e.audio) for e in events if isinstance(e, UserUtterance)}
    utterances = max((e.utterance for e in events if isinstance(e, UserUtterance)), default=0)
    return Past(
        events=events,
        messages=tuple(_messages(events, audio)),
        utterances=utterances,
        replies=max((e.reply for e in events if isinstance(e, Reply)), default=0),
        turns=max((utterances, *(e.turn for e in events if isinstance(e, LatencyMarked | ModelUsed)))),
        unreadable=tuple(e for e in audio if audio[e] is None),
    )


def _messages(events: tuple[Event, ...], audio: Mapping[UserUtterance, Audio | None]) -> list[Message]:
    """The dialogue. Of an utterance without audio the words remain, if they are known; otherwise nothing does."""
    returned = {(called.attempt, called.call_id): answer for called, answer in paired(events)}
    messages: list[Message] = []
    for event in sorted(events, key=_place):
        match event:
            case UserUtterance():
                heard_audio = audio[event]
                _hear(messages, () if heard_audio is None else (Utterance(event.utterance, heard_audio),))
            case UserTranscript(text=text):
                _transcribe(messages, text)
            case Reply(heard=heard, purpose=purpose) if heard and purpose != "notice":
                messages.append(AssistantMessage(heard))
            case ToolCalled() if answer := returned.get((event.attempt, event.call_id)):
                messages += _tool_messages(event, answer)
            case _:
                pass
    return [m for m in messages if not isinstance(m, UserMessage) or m.utterances or m.transcript]


def _place(event: Event) -> tuple[int, float]:
    """When a message began: a reply is logged when it was played, perhaps behind the tool calls that it announced."""
    begun_s = event.begun_s if isinstance(event, Reply) else None
    return event.attempt, event.offset_s if begun_s is None else begun_s


def _hear(messages: list[Message], utterances: tuple[Utterance, ...]) -> None:
    last = messages[-1] if messages else None
    if isinstance(last, UserMessage) and (last.utterances or not last.transcript):
        messages[-1] = UserMessage(last.utterances + utterances)
    else:
        messages.append(UserMessage(utterances))


def _transcribe(messages: list[Message], text: str) -> None:
    for index in range(len(messages) - 1, -1, -1):
        if isinstance(message := messages[index], UserMessage):
            messages[index] = UserMessage(message.utterances, text)
            return


def _tool_messages(called: ToolCalled, answer: ToolReturned) -> tuple[Message, Message]:
    output = Returned(ok=answer.ok, result=answer.result, error=answer.error).as_json()
    return (
        ToolCallMessage(called.call_id, called.tool, called.raw or "{}"),
        ToolResultMessage(called.call_id, called.tool, output, answer.ok),
    )


def _audio(path: Path) -> Audio | None:
    try:
        audio = read_wav(path)
    except (OSError, wave.Error, EOFError) as error:
        _log.warning("utterance_not_readable", path=str(path), error=error)
        return None
    return audio if audio.pcm else None
