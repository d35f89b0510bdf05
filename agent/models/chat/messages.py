"""The dialogue as a chat endpoint reads it: roles, the user's audio or words, calls and their results (paper F.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agent.models.base import (
    AssistantMessage,
    Audio,
    Message,
    ToolCallMessage,
    ToolResultMessage,
    ToolSpec,
    Turn,
    UserMessage,
)
from agent.models.chat.clips import Clips
from agent.models.wire_audio import wav_base64
from agent.tools.base import parse_arguments

NOTHING_HEARD = "(The user made a sound that could not be understood.)"
NO_LONGER_HEARD = "(What the user said here can no longer be heard.)"
CALL_BEGINS = "(The call begins.)"
CUT_SHORT = "…"

Wire = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """What an endpoint can read. ``hears``: the user's audio, as ``clips`` bound it, otherwise their words.

    ``strict_roles``: its chat template wants user and assistant in turns, the user first (Mistral, Gemma).
    """

    hears: bool = False
    strict_roles: bool = False
    clips: Clips = field(default_factory=Clips)

    def messages(self, turn: Turn) -> list[Wire]:
        """The system prompt and the dialogue; calls of one step together, each followed by its result."""
        wire: list[Wire] = []
        clips = self.clips.sent(turn.messages) if self.hears else {}
        for place, message in enumerate(turn.messages):
            self._add(wire, message, clips.get(place, ()))
        if self.strict_roles:
            wire = _in_turns(wire)
        return [{"role": "system", "content": turn.instructions}, *wire]

    def _add(self, wire: list[Wire], message: Message, clips: Sequence[Audio]) -> None:
        match message:
            case UserMessage():
                wire.append({"role": "user", "content": self._said(message, clips)})
            case AssistantMessage(text=text):
                wire.append({"role": "assistant", "content": text})
            case ToolCallMessage():
                if not (wire and wire[-1]["role"] == "assistant"):
                    wire.append({"role": "assistant", "content": ""})
                wire[-1].setdefault("tool_calls", []).append(_call(message))
            case ToolResultMessage():
                wire.append({"role": "tool", "tool_call_id": message.call_id, "content": message.output})

    def _said(self, message: UserMessage, clips: Sequence[Audio]) -> str | list[Wire]:
        if clips:
            return [_audio(wav_base64(clip)) for clip in clips]
        unknown = NO_LONGER_HEARD if self.hears and message.utterances else NOTHING_HEARD
        return message.transcript or unknown


def wire_tools(tools: Sequence[ToolSpec]) -> list[Wire]:
    """The tools as an endpoint is told of them."""
    return [
        {
            "type": "function",
            "function": {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)},
        }
        for tool in tools
    ]


def count_calls(messages: Sequence[Message]) -> int:
    """How many calls were made before."""
    return sum(isinstance(message, ToolCallMessage) for message in messages)


def _audio(data: str) -> Wire:
    return {"type": "input_audio", "input_audio": {"data": data, "format": "wav"}}


def _call(call: ToolCallMessage) -> Wire:
    """A call as it was made; servers refuse a history with arguments that are no JSON object."""
    arguments = call.arguments if parse_arguments(call.arguments) else "{}"
    return {"id": call.call_id, "type": "function", "function": {"name": call.tool, "arguments": arguments}}


def _in_turns(wire: list[Wire]) -> list[Wire]:
    """One message where several of a role follow each other; what is missing between two is filled in."""
    ordered: list[Wire] = []
    for message in wire:
        last = ordered[-1]["role"] if ordered else None
        if last is None and message["role"] != "user":
            ordered.append({"role": "user", "content": CALL_BEGINS})
        elif last == message["role"] and last in ("user", "assistant") and "tool_calls" not in ordered[-1]:
            ordered[-1] = {**ordered[-1], **message, "content": _joined(ordered[-1]["content"], message["content"])}
            continue
        elif message["role"] == "user" and last == "tool":
            ordered.append({"role": "assistant", "content": CUT_SHORT})
        ordered.append(message)
    return ordered


def _joined(first: str | list[Wire], second: str | list[Wire]) -> str | list[Wire]:
    if isinstance(first, str) and isinstance(second, str):
        return "\n".join(filter(None, (first, second)))
    return [*_parts(first), *_parts(second)]


def _parts(content: str | list[Wire]) -> list[Wire]:
    return [{"type": "text", "text": content}] if isinstance(content, str) else content
