"""A streamed chat completion as deltas.

Servers differ in what they leave out (usage, ids, roles) and in how they cut tool calls into deltas; what they agree on
is read here, and everything else is tolerated. How an answer's words and sound come is for its ``Voicing``.
"""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from openai import AsyncStream
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import ChoiceDelta, ChoiceDeltaToolCall

from agent.models.base import Delta, ModelBrokeOffError, ModelRefusedError, TextDelta, ToolCall, Usage
from agent.models.chat.failures import Progress
from agent.models.text.thoughts import WithoutThoughts


class Voicing(Protocol):
    """How words and sound are taken out of an answer."""

    def feed(self, chunk: ChatCompletionChunk, delta: ChoiceDelta) -> Iterator[Delta]:
        """What can be said now. Raises ModelMalformedError."""

    def end(self) -> Iterator[Delta]:
        """What was held back. Raises ModelMalformedError."""


class Written:
    """Text alone, without a reasoning model's thoughts."""

    def __init__(self) -> None:
        self._spoken = WithoutThoughts()

    def feed(self, chunk: ChatCompletionChunk, delta: ChoiceDelta) -> Iterator[Delta]:
        """The text."""
        if text := self._spoken.feed(delta.content or ""):
            yield TextDelta(text)

    def end(self) -> Iterator[Delta]:
        """What might have become a tag."""
        if text := self._spoken.flush():
            yield TextDelta(text)


@dataclass(slots=True)
class Answer:
    """One answer while it is read: words and sound as they come, then whole calls, then what it used."""

    voicing: Voicing
    first_call: int  # how many calls there were before: for servers that give them no names
    _calls: dict[tuple[int, str], "_PartialCall"] = field(default_factory=dict, init=False)
    _reported: str | None = field(default=None, init=False)
    _usage: CompletionUsage | None = field(default=None, init=False)
    _finish: str | None = field(default=None, init=False)
    _refusal: str = field(default="", init=False)

    async def deltas(self, stream: AsyncStream[ChatCompletionChunk], progress: Progress) -> AsyncIterator[Delta]:
        """Read to the end. Raises ModelBrokeOffError, ModelRefusedError, ModelMalformedError."""
        async for chunk in stream:
            progress.begun = True
            for delta in self._take(chunk):
                yield delta
        for delta in self.voicing.end():
            yield delta
        self._check()
        for number, call in enumerate(filter(lambda call: call.name, self._calls.values()), self.first_call + 1):
            yield ToolCall(call.call_id or f"call-{number}", call.name, call.arguments or "{}")
        yield Usage(self._reported, {} if self._usage is None else counts(self._usage))

    def _take(self, chunk: ChatCompletionChunk) -> Iterator[Delta]:
        self._reported, self._usage = chunk.model or self._reported, chunk.usage or self._usage
        for choice in chunk.choices or []:
            self._finish = choice.finish_reason or self._finish
            self._refusal += choice.delta.refusal or ""
            for part in choice.delta.tool_calls or []:
                self._calls.setdefault(_key(self._calls, part), _PartialCall()).add(part)
            yield from self.voicing.feed(chunk, choice.delta)

    def _check(self) -> None:
        if self._refusal or self._finish == "content_filter":
            raise ModelRefusedError(self._refusal or "the provider's filter ended the answer")
        if self._finish is None:
            raise ModelBrokeOffError("the stream ended without saying why")


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


def counts(usage: CompletionUsage) -> dict[str, float]:
    """Tokens, and of them those that are priced in another way, as far as the server tells."""
    asked, answered = usage.prompt_tokens_details, usage.completion_tokens_details
    read: dict[str, Any] = {
        "input_tokens": usage.prompt_tokens,
        "output_tokens": usage.completion_tokens,
        "input_audio_tokens": asked and asked.audio_tokens,
        "cached_tokens": asked and asked.cached_tokens,
        "output_audio_tokens": answered and answered.audio_tokens,
        "reasoning_tokens": answered and answered.reasoning_tokens,
    }
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
