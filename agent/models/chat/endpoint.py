"""One model behind a chat endpoint: asks, and reads the answer as it comes. Every kind of model is built on this."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openai import AsyncOpenAI, AsyncStream
from openai.types.chat import ChatCompletionChunk

from agent.models.base import Delta, Turn
from agent.models.chat.failures import failures_of
from agent.models.chat.messages import Reader, count_calls, wire_tools
from agent.models.chat.stream import Answer, Voicing, Written


@dataclass(frozen=True, slots=True)
class ChatEndpoint:
    """``request`` holds what is sent besides the dialogue, such as a temperature or the voice."""

    client: AsyncOpenAI
    model: str
    reader: Reader = field(default_factory=Reader)
    request: Mapping[str, Any] | None = None
    voicing: Callable[[], Voicing] = Written

    async def answer(self, turn: Turn) -> AsyncIterator[Delta]:
        """Words and sound as they come, then whole tool calls, then what was used. Raises ModelError."""
        with failures_of(self.model) as progress:
            stream = await self._open(turn)
            async with stream:
                async for delta in Answer(self.voicing(), count_calls(turn.messages)).deltas(stream, progress):
                    yield delta

    async def aclose(self) -> None:
        """Close the connections."""
        await self.client.close()

    async def _open(self, turn: Turn) -> AsyncStream[ChatCompletionChunk]:
        tools = {"tools": wire_tools(turn.tools)} if turn.tools else {}
        create: Callable[..., Any] = self.client.chat.completions.create
        stream: AsyncStream[ChatCompletionChunk] = await create(
            model=self.model,
            messages=self.reader.messages(turn),
            stream=True,
            stream_options={"include_usage": True},
            **tools,
            **(self.request or {}),
        )
        return stream
