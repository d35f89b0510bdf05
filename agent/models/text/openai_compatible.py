"""Any text model behind an OpenAI-compatible chat endpoint: Ollama, llama.cpp, vLLM, and the like.

Such servers differ in what they leave out (usage, ids, roles) and in how they cut tool calls into deltas; what they
agree on is read here, and everything else is tolerated.
"""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import openai
from openai import AsyncOpenAI, AsyncStream
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import ChoiceDeltaToolCall

from agent.models.base import (
    AssistantMessage,
    Delta,
    Message,
    ModelError,
    ModelTimeoutError,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    ToolResultMessage,
    ToolSpec,
    Turn,
    Usage,
    UserMessage,
)
from agent.models.text.thoughts import WithoutThoughts
from agent.tools.base import parse_arguments

_NO_KEY = "none"  # local servers want none, the SDK wants one
_CONNECT_S, _READ_S = 5.0, 60.0
_NOTHING_HEARD = "(The user made a sound that could not be understood.)"


class OpenAICompatibleTextModel:
    """A ``TextModel`` over streamed chat completions."""

    def __init__(
        self, *, base_url: str, model: str, api_key: str | None = None, temperature: float | None = None
    ) -> None:
        """``base_url`` ends with the API's version, such as ``http://127.0.0.1:11434/v1``."""
        self._model, self._temperature = model, temperature
        timeout = openai.Timeout(_READ_S, connect=_CONNECT_S)
        self._client = AsyncOpenAI(base_url=base_url, api_key=api_key or _NO_KEY, timeout=timeout, max_retries=0)

    async def reply(self, turn: Turn) -> AsyncIterator[Delta]:
        """Text as it comes, then whole tool calls, then what it used. Raises ModelError."""
        try:
            stream = await self._open(turn)
            async with stream:
                async for delta in _deltas(stream, first_call=_n_calls(turn.messages)):
                    yield delta
        except openai.APITimeoutError as error:
            raise ModelTimeoutError(f"{self._model}: no answer in time") from error
        except openai.APIStatusError as error:
            raise ModelError(f"{self._model}: status {error.status_code}: {error.message}") from error
        except (openai.OpenAIError, ValueError) as error:
            raise ModelError(f"{self._model}: {type(error).__name__}: {error}") from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _open(self, turn: Turn) -> AsyncStream[ChatCompletionChunk]:
        request: dict[str, Any] = {
            "model": self._model,
            "messages": [{"role": "system", "content": turn.instructions}, *_wire_messages(turn.messages)],
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if turn.tools:
            request["tools"] = [_wire_tool(tool) for tool in turn.tools]
        if self._temperature is not None:
            request["temperature"] = self._temperature
        stream: AsyncStream[ChatCompletionChunk] = await self._client.chat.completions.create(**request)
        return stream


@dataclass(slots=True)
class _PartialCall:
    """A tool call as its parts come in."""

    call_id: str = ""
    name: str = ""
    arguments: str = ""

    def add(self, part: ChoiceDeltaToolCall) -> None:
        self.call_id = self.call_id or part.id or ""
        if part.function is not None:
            self.name = self.name or part.function.name or ""
            arguments: Any = part.function.arguments
            # some servers send the arguments as an object instead of as text
            self.arguments += arguments if isinstance(arguments, str) else json.dumps(arguments) if arguments else ""


async def _deltas(stream: AsyncStream[ChatCompletionChunk], *, first_call: int) -> AsyncIterator[Delta]:
    calls: dict[tuple[int, str], _PartialCall] = {}
    reported: str | None = None
    usage: CompletionUsage | None = None
    spoken = WithoutThoughts()
    async for chunk in stream:
        reported, usage = chunk.model or reported, chunk.usage or usage
        for choice in chunk.choices or []:
            if text := spoken.feed(choice.delta.content or ""):
                yield TextDelta(text)
            for part in choice.delta.tool_calls or []:
                calls.setdefault(_key(calls, part), _PartialCall()).add(part)
    if text := spoken.flush():
        yield TextDelta(text)
    for number, call in enumerate(filter(lambda call: call.name, calls.values()), first_call + 1):
        yield ToolCall(call.call_id or f"call-{number}", call.name, call.arguments or "{}")
    yield Usage(reported, {} if usage is None else _counts(usage))


def _counts(usage: CompletionUsage) -> dict[str, float]:
    read: dict[str, Any] = {"input_tokens": usage.prompt_tokens, "output_tokens": usage.completion_tokens}
    return {name: float(count) for name, count in read.items() if isinstance(count, int)}


def _key(calls: dict[tuple[int, str], _PartialCall], part: ChoiceDeltaToolCall) -> tuple[int, str]:
    """Which call a part belongs to: by index; by id where a server numbers all its whole calls 0 or not at all."""
    index = part.index or 0
    same_index = [key for key in calls if key[0] == index]
    if not same_index:
        return (index, part.id or "")
    latest = calls[same_index[-1]]
    is_new = bool(part.id and latest.call_id and part.id != latest.call_id)
    return (index, part.id or "") if is_new else same_index[-1]


def _wire_messages(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """The dialogue as the endpoint reads it: calls of one step together, each followed by its result."""
    wire: list[dict[str, Any]] = []
    for message in messages:
        match message:
            case UserMessage(transcript=words):
                wire.append({"role": "user", "content": words or _NOTHING_HEARD})
            case AssistantMessage(text=text):
                wire.append({"role": "assistant", "content": text})
            case ToolCallMessage():
                if not (wire and wire[-1]["role"] == "assistant"):
                    wire.append({"role": "assistant", "content": ""})
                wire[-1].setdefault("tool_calls", []).append(_wire_call(message))
            case ToolResultMessage():
                wire.append({"role": "tool", "tool_call_id": message.call_id, "content": message.output})
    return wire


def _wire_call(call: ToolCallMessage) -> dict[str, Any]:
    """A call as it was made; servers refuse a history with arguments that are no JSON object."""
    arguments = call.arguments if parse_arguments(call.arguments) else "{}"
    return {"id": call.call_id, "type": "function", "function": {"name": call.tool, "arguments": arguments}}


def _wire_tool(tool: ToolSpec) -> dict[str, Any]:
    function = {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)}
    return {"type": "function", "function": function}


def _n_calls(messages: Sequence[Message]) -> int:
    return sum(isinstance(message, ToolCallMessage) for message in messages)
