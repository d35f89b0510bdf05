"""The dialogue as items of a realtime session, and what must change in the session so that it holds just these.

The session keeps what it said itself, with its sound. What was cut short is replaced by the words that were heard, so
that the model believes what the user knows, as every other model does.
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from agent.models.base import AssistantMessage, Message, ToolCallMessage, ToolResultMessage, UserMessage
from agent.models.chat.messages import NOTHING_HEARD
from agent.models.wire_audio import at_rate
from agent.tools.base import parse_arguments

RATE = 24_000

Wire = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """An item that the session has. ``message`` is what it stands for."""

    item_id: str
    message: Message


@dataclass(frozen=True, slots=True)
class Change:
    """What to do: first forget, then add, in order. ``kept`` are the items that stay."""

    kept: tuple[Held, ...]
    forgotten: tuple[Held, ...]
    added: tuple[Message, ...]


def change(held: Sequence[Held], messages: Sequence[Message]) -> Change:
    """From what the session holds to the dialogue: all that is alike at the beginning stays."""
    n_kept = 0
    while n_kept < min(len(held), len(messages)) and _alike(held[n_kept].message, messages[n_kept]):
        n_kept += 1
    return Change(tuple(held[:n_kept]), tuple(held[n_kept:]), tuple(messages[n_kept:]))


def _alike(held: Message, wanted: Message) -> bool:
    match held, wanted:
        case AssistantMessage(text=said), AssistantMessage(text=heard):
            return said.split() == heard.split()
        case UserMessage(), UserMessage():
            return replace(held, transcript=None) == replace(wanted, transcript=None)
        case _:
            return held == wanted


def wire_item(message: Message, item_id: str) -> Wire:
    """An item to be created."""
    match message:
        case UserMessage():
            return {"id": item_id, "type": "message", "role": "user", "content": list(_heard(message))}
        case AssistantMessage(text=text):
            content = [{"type": "output_text", "text": text}]
            return {"id": item_id, "type": "message", "role": "assistant", "content": content}
        case ToolCallMessage(call_id=call_id, tool=tool, arguments=written):
            arguments = written if parse_arguments(written) else "{}"
            return {"id": item_id, "type": "function_call", "call_id": call_id, "name": tool, "arguments": arguments}
        case ToolResultMessage(call_id=call_id, output=output):
            return {"id": item_id, "type": "function_call_output", "call_id": call_id, "output": output}


def _heard(message: UserMessage) -> Iterator[Wire]:
    for utterance in message.utterances:
        yield {"type": "input_audio", "audio": base64.b64encode(at_rate(utterance.audio, RATE).pcm).decode("ascii")}
    if not message.utterances:
        yield {"type": "input_text", "text": message.transcript or NOTHING_HEARD}
