"""Gemini's ``streamGenerateContent``: says what a test tells it to, in Google's own types."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from google.genai import types

from tests.emulators.openai_chat import STATUS, Answer, Call, Request

FINISH = {"stop": "STOP", "content_filter": "SAFETY", "length": "MAX_TOKENS", "malformed": "MALFORMED_FUNCTION_CALL"}
GENERATION = "generationConfig"  # everything else stands beside it in a request


@dataclass
class GeminiEmulator:
    """Answers in the order of ``answers``, and keeps what it was asked."""

    answers: list[Answer] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)  # a client went away in the middle

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """``POST /{version}/models/{model}:streamGenerateContent?alt=sse``."""
        assert request.query["alt"] == "sse"
        self.requests.append(_checked(await request.json()))
        self.models.append(request.match_info["model"])
        self.keys.append(request.headers.get("x-goog-api-key", ""))
        answer = self.answers.pop(0)
        await asyncio.sleep(answer.delay_s)
        if answer.fault in STATUS:
            status, message, _ = STATUS[answer.fault]
            error = {"code": status, "message": message, "status": "UNAVAILABLE"}
            return web.json_response({"error": error}, status=status)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        try:
            await self._stream(request, response, answer)
        except (asyncio.CancelledError, ConnectionError):
            self.left.set()
            raise
        return response

    async def _stream(self, request: web.Request, response: web.StreamResponse, answer: Answer) -> None:
        for number, piece in enumerate(_pieces(answer, self.models[-1])):
            if number == 2 and answer.fault == "stall":
                await asyncio.Event().wait()
            if number == 2 and answer.fault == "cut":
                assert request.transport is not None
                request.transport.abort()
                return
            garbage = number == 2 and answer.fault == "garbage"
            await response.write(b"data: {not json\n\n" if garbage else f"data: {piece}\n\n".encode())


def _checked(request: Request) -> Request:
    """The request as it is; Google's types forbid what they do not know. Raises ValidationError."""
    for content in request["contents"]:
        types.Content.model_validate(content)
    types.Content.model_validate(request["systemInstruction"])
    types.GenerationConfig.model_validate(request.get(GENERATION, {}))
    for tool in request.get("tools", ()):
        types.Tool.model_validate(tool)
    return request


def _pieces(answer: Answer, model: str) -> list[str]:
    thought = {"text": "The user wants something.", "thought": True}
    parts: list[dict[str, Any]] = [thought, *({"text": text} for text in answer.pieces), *map(_call, answer.calls)]
    pieces = [_piece(model, [part]) for part in parts]
    return [*pieces, _piece(model, [], finish=FINISH[answer.finish], usage=answer.usage)]


def _call(call: Call) -> dict[str, Any]:
    return {"functionCall": {"name": call.name, "args": call.arguments}}


def _piece(model: str, parts: list[dict[str, Any]], *, finish: str | None = None, usage: bool = False) -> str:
    candidate = {
        "content": {"role": "model", "parts": parts},
        "index": 0,
        **({"finishReason": finish} if finish else {}),
    }
    counts = {
        "promptTokenCount": 20,
        "candidatesTokenCount": 6,
        "thoughtsTokenCount": 3,
        "promptTokensDetails": [{"modality": "AUDIO", "tokenCount": 15}, {"modality": "TEXT", "tokenCount": 5}],
    }
    piece = {"candidates": [candidate], "modelVersion": model, **({"usageMetadata": counts} if usage else {})}
    types.GenerateContentResponse.model_validate(piece)
    return json.dumps(piece)
