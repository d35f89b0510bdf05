"""An OpenAI-compatible endpoint with a meter: bills once for each Idempotency-Key, fails on purpose, and can hold.

Answers depend on the question alone, so that two runs can be compared. The first request of some keys fails in a way
that the key decides. From ``hold_after`` billed answers on, all wait until ``release``: whoever kills a client then
knows that requests are in flight, without looking at a clock.
"""

import asyncio
import base64
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from aiohttp import web

AT_ONCE = {"retry-after-ms": "1"}
FAULTS = {0: 429, 1: 500, 2: 0}  # 0: the connection is dropped


@dataclass
class MeteredChat:
    """What was asked and billed; ``wav`` is what the endpoint says where it is asked to speak."""

    wav: bytes
    hold_after: int | None = None
    base_url: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    billed: set[str] = field(default_factory=set)
    holding: asyncio.Event = field(default_factory=asyncio.Event)
    release: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """``POST /v1/chat/completions``."""
        body = await request.json()
        key = request.headers["Idempotency-Key"]
        self.asked[key] += 1
        if self.hold_after is not None and len(self.billed) >= self.hold_after:
            self.holding.set()
            await self.release.wait()
        fault = FAULTS.get(int(key[:2], 16) % 12) if self.asked[key] == 1 else None
        if fault == 0:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if fault is not None:
            return web.json_response({"error": {"message": "on purpose"}}, status=fault, headers=AT_ONCE)
        self.billed.add(key)
        return web.json_response(self._completion(body))

    def _completion(self, body: dict[str, Any]) -> dict[str, Any]:
        number = int(sha256(json.dumps(body["messages"]).encode()).hexdigest()[:4], 16)
        message: dict[str, Any] = {"role": "assistant", "content": "the river was cold" if number % 2 else "four"}
        if "judge" in body["model"]:
            message["content"] = f"Result: {'YES' if number % 2 else 'NO'}"
        if "audio" in body.get("modalities", ()):
            sound = base64.b64encode(self.wav if number % 2 else b"RIFF but no more").decode()
            message["audio"] = {"id": "a", "expires_at": 1, "data": sound, "transcript": "four"}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
        head = {"id": "c", "object": "chat.completion", "created": 1, "model": body["model"]}
        return {**head, "choices": [choice], "usage": usage}


@asynccontextmanager
async def metered_chat(wav: bytes, *, hold_after: int | None = None) -> AsyncIterator[MeteredChat]:
    """A running endpoint on a free loopback port."""
    emulator = MeteredChat(wav, hold_after)
    app = web.Application(client_max_size=2**24)
    app.router.add_post("/v1/chat/completions", emulator.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    emulator.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield emulator
    finally:
        emulator.release.set()
        await runner.cleanup()
