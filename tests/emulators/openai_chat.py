"""An OpenAI-compatible chat endpoint that says what a test tells it to, streamed or whole, with servers' faults."""

import asyncio
import base64
import io
import json
import wave
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import web

Fault = Literal[
    "status_500", "status_429", "status_401", "no_credit", "cut", "stall", "garbage", "error_event", "bad_audio"
]

STATUS: dict[str, tuple[int, str, str | None]] = {
    "status_500": (500, "overloaded", None),
    "status_429": (429, "overloaded", None),
    "status_401": (401, "wrong key", "invalid_api_key"),
    "no_credit": (429, "no credit left", "insufficient_quota"),
}
USAGE = {"prompt_tokens": 12, "completion_tokens": 5, "total_tokens": 17}
AT_ONCE = {"retry-after-ms": "1"}  # clients that try again need not wait


@dataclass(frozen=True)
class Call:
    """A tool call as a server would send it."""

    name: str
    arguments: Any
    call_id: str | None = "call_abc"
    index: int | None = 0


@dataclass(frozen=True)
class Answer:
    """One response. ``pieces`` are the text's deltas; ``whole_calls``: each call in one delta, else in many.

    ``audio`` is 16-bit PCM at 24 kHz, for requests that ask for sound; the pieces are its transcript then.
    ``delay_s`` passes before the first byte. ``refusal`` is for requests that ask for the whole answer at once.
    """

    pieces: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    whole_calls: bool = False
    usage: bool = True
    fault: Fault | None = None
    refusal: str | None = None
    finish: str = "stop"
    audio: bytes = b""
    delay_s: float = 0.0


Request = dict[str, Any]


@dataclass
class OpenAIChatEmulator:
    """Answers requests in the order of ``answers``, or as ``respond`` says, and keeps what it was asked."""

    answers: list[Answer]
    respond: Callable[[Request], Answer] | None = None
    base_url: str = ""
    requests: list[Request] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)  # a client went away in the middle

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """``POST /v1/chat/completions``."""
        self.requests.append(await request.json())
        self.keys.append(request.headers.get("Authorization", ""))
        answer = self.respond(self.requests[-1]) if self.respond else self.answers.pop(0)
        await asyncio.sleep(answer.delay_s)
        if answer.fault in STATUS:
            status, message, code = STATUS[answer.fault]
            error = {"message": message, "type": "server_error", "code": code}
            return web.json_response({"error": error}, status=status, headers=AT_ONCE)
        if not self.requests[-1].get("stream"):
            return await self._whole(answer)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        try:
            await self._stream(response, answer)
        except (asyncio.CancelledError, ConnectionError):
            self.left.set()
            raise
        return response

    async def _whole(self, answer: Answer) -> web.Response:
        if answer.fault == "stall":
            await asyncio.Event().wait()
        if answer.fault == "garbage":
            return web.Response(text="{not json", content_type="application/json")
        said = {"role": "assistant", "content": "".join(answer.pieces) or None, "refusal": answer.refusal}
        choice = {"index": 0, "message": said, "finish_reason": answer.finish}
        usage = {"usage": USAGE} if answer.usage else {}
        return web.json_response({**_chunk({}), "object": "chat.completion", "choices": [choice], **usage})

    async def _stream(self, response: web.StreamResponse, answer: Answer) -> None:
        for number, chunk in enumerate(self._chunks(answer, self.requests[-1])):
            if number == 2 and answer.fault is not None and answer.fault != "bad_audio":
                await _break(response, answer.fault)
                return
            await response.write(f"data: {json.dumps(chunk)}\n\n".encode())
        await response.write(b"data: [DONE]\n\n")

    def _chunks(self, answer: Answer, request: Request) -> list[dict[str, Any]]:
        speaks = "audio" in request.get("modalities", ())
        said = (
            _spoken(answer, omni="audio" not in request) if speaks else [_chunk({"content": t}) for t in answer.pieces]
        )
        chunks = [_chunk({"role": "assistant", "content": ""}), *said]
        for call in answer.calls:
            chunks.extend(_chunk({"tool_calls": [part]}) for part in _parts(call, whole=answer.whole_calls))
        chunks.append(_chunk({}, finish="tool_calls" if answer.calls else answer.finish))
        if answer.usage:
            chunks.append({**_chunk({}), "choices": [], "usage": USAGE})
        return chunks


async def _break(response: web.StreamResponse, fault: Fault) -> None:
    match fault:
        case "stall":
            await asyncio.Event().wait()
        case "garbage":
            await response.write(b"data: {not json\n\n")
        case "error_event":
            await response.write(b'data: {"error": {"message": "out of memory", "code": 500}}\n\n')
        case _:
            transport = response._req.transport if response._req else None  # the only way to cut a response short
            assert transport is not None
            transport.abort()


def _spoken(answer: Answer, *, omni: bool) -> list[dict[str, Any]]:
    """Words and sound: OpenAI's way, cut in the middle of a sample, or vLLM-Omni's, a WAV file in a text chunk."""
    if omni:
        words = [{**_chunk({"content": text}), "modality": "text"} for text in answer.pieces]
        file = _encoded(wav_file(answer.audio), answer)
        return [*words, *([{**_chunk({"content": file}), "modality": "audio"}] if answer.audio else [])]
    words = [_chunk({"audio": {"id": "audio_1", "transcript": text}}) for text in answer.pieces]
    halves = [half for half in (answer.audio[:4801], answer.audio[4801:]) if half]
    sound = [_chunk({"audio": {"data": _encoded(half, answer)}}) for half in halves]
    return [*words[:1], *sound[:1], *words[1:], *sound[1:], _chunk({"audio": {"expires_at": 1}})]


def _encoded(content: bytes, answer: Answer) -> str:
    return "%%%" if answer.fault == "bad_audio" else base64.b64encode(content).decode()


def wav_file(pcm: bytes) -> bytes:
    """PCM at 24 kHz as a WAV file."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(pcm)
    return held.getvalue()


def _parts(call: Call, *, whole: bool) -> list[dict[str, Any]]:
    head: dict[str, Any] = {"type": "function", "function": {"name": call.name, "arguments": ""}}
    if call.call_id is not None:
        head["id"] = call.call_id
    index = {} if call.index is None else {"index": call.index}
    if whole:
        return [{**index, **head, "function": {"name": call.name, "arguments": call.arguments}}]
    text = call.arguments if isinstance(call.arguments, str) else json.dumps(call.arguments)
    rest = [{**index, "function": {"arguments": text[at : at + 4]}} for at in range(0, len(text), 4)]
    return [{**index, **head}, *rest]


def _chunk(delta: dict[str, Any], *, finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "tiny-chat-7b",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


@asynccontextmanager
async def openai_chat(
    *answers: Answer, respond: Callable[[Request], Answer] | None = None
) -> AsyncIterator[OpenAIChatEmulator]:
    """A running endpoint on a free loopback port."""
    emulator = OpenAIChatEmulator(list(answers), respond)
    app = web.Application()
    app.router.add_post("/v1/chat/completions", emulator.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    emulator.base_url = f"http://127.0.0.1:{port}/v1"
    try:
        yield emulator
    finally:
        await runner.cleanup()
