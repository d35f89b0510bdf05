"""Tools for models that have no native function calling: told in the prompt, called in the text.

The protocol is the one that most open models have seen: a call is ``<tool_call>{"name": ..., "arguments": {...}}
</tool_call>``, its result comes as ``<tool_response>...</tool_response>`` in the user's place. It stands around the
model, so that provider and conversation know nothing of it; the record says which models were asked in this way.
"""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import replace
from typing import Any, cast

from agent.models.base import (
    AssistantMessage,
    AudioDelta,
    Delta,
    Message,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    ToolResultMessage,
    Turn,
    Usage,
    UserMessage,
    Utterance,
    VoiceModel,
)
from agent.models.call_text import CALL_CLOSE, CALL_OPEN, CallText, WrittenCall

GUIDE = """You can use these tools, one JSON object a line:
{tools}

To use a tool, answer with nothing but the call, once for each tool, and wait for its result:
{open}{{"name": "the tool's name", "arguments": {{"what it takes": "its value"}}}}{close}
The result comes as <tool_response>...</tool_response>. Never say such tags or JSON to the user."""


class PromptedTools(VoiceModel):
    """A model with the protocol around it."""

    def __init__(self, model: VoiceModel) -> None:
        self.capabilities = replace(model.capabilities, native_tools=False)
        self._model = model

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """What the model says without its calls, then the calls. Raises ModelError."""
        reading = _Reading(_n_calls(turn))
        answer = cast("AsyncGenerator[Delta, None]", self._model.respond(told(turn)))
        async with aclosing(answer) as deltas:
            async for delta in deltas:
                for read in reading.feed(delta):
                    yield read
        for read in reading.end():
            yield read

    def anticipate(self, utterance: Utterance) -> None:
        """The model's own affair."""
        self._model.anticipate(utterance)

    async def aclose(self) -> None:
        """Let go of the model's connections."""
        await self._model.aclose()


def told(turn: Turn) -> Turn:
    """The turn in words alone: the tools in the instructions, calls and results as what was said."""
    instructions = "\n\n".join(filter(None, (turn.instructions, _guide(turn))))
    return Turn(instructions, tuple(_in_words(message) for message in turn.messages))


def _guide(turn: Turn) -> str:
    if not turn.tools:
        return ""
    tools = (
        {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)} for tool in turn.tools
    )
    return GUIDE.format(tools="\n".join(map(_json, tools)), open=CALL_OPEN, close=CALL_CLOSE)


def _in_words(message: Message) -> Message:
    match message:
        case ToolCallMessage():
            call = f'{{"name": {json.dumps(message.tool)}, "arguments": {message.arguments or "{}"}}}'
            return AssistantMessage(f"{CALL_OPEN}{call}{CALL_CLOSE}")
        case ToolResultMessage():
            return UserMessage((), f"<tool_response>{message.output}</tool_response>")
        case _:
            return message


class _Reading:
    """One answer while it is read. Sound is held until the words show that they are no call."""

    def __init__(self, n_calls: int) -> None:
        self._text = CallText()
        self._n_calls = n_calls
        self._held: list[AudioDelta] = []
        self._last: list[Delta] = []

    def feed(self, delta: Delta) -> Iterator[Delta]:
        """What can be passed on now."""
        match delta:
            case TextDelta(text=text):
                if said := self._text.feed(text):
                    yield TextDelta(said)
                    yield from self._let_go()
            case AudioDelta() if self._text.speaks:
                yield delta
            case AudioDelta():
                self._held.append(delta)
            case ToolCall():
                self._n_calls += 1
                yield delta
            case Usage():
                self._last.append(delta)
            case _:
                yield delta

    def end(self) -> Iterator[Delta]:
        """The rest of the words, the calls, and what comes last."""
        if said := self._text.end():
            yield TextDelta(said)
        if not self._text.calls:
            yield from self._let_go()
        for number, call in enumerate(self._text.calls, self._n_calls + 1):
            yield _call(call, number)
        yield from self._last

    def _let_go(self) -> Iterator[Delta]:
        held, self._held = self._held, []
        yield from held


def _call(call: WrittenCall, number: int) -> ToolCall:
    return ToolCall(f"call-{number}", call.tool, call.arguments)


def _n_calls(turn: Turn) -> int:
    return sum(isinstance(message, ToolCallMessage) for message in turn.messages)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
