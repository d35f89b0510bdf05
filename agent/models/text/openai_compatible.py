"""Any text model behind an OpenAI-compatible chat endpoint: OpenAI itself, Ollama, llama.cpp, vLLM, and the like."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from agent.models.base import Delta, Turn
from agent.models.chat.client import connect
from agent.models.chat.endpoint import ChatEndpoint
from agent.models.chat.messages import Reader


class OpenAICompatibleTextModel:
    """A ``TextModel`` over streamed chat completions."""

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        api_key: str | None = None,
        request: Mapping[str, Any] | None = None,
        strict_roles: bool = False,
    ) -> None:
        """``base_url`` ends with the API's version; ``request`` is sent along, such as a temperature."""
        reader = Reader(strict_roles=strict_roles)
        self._endpoint = ChatEndpoint(connect(base_url, api_key), model, reader, request)

    def reply(self, turn: Turn) -> AsyncIterator[Delta]:
        """Text as it comes, then whole tool calls, then what it used. Raises ModelError."""
        return self._endpoint.answer(turn)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._endpoint.aclose()
