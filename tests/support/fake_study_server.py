"""A study server that knows conversations alone: enough for an agent's worker, without database or participants."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from scenarios.events import Event, parse_event

SECRET = "a-secret-of-the-tests-alone"


@dataclass(slots=True)
class HeldConversation:
    """A conversation and everything that the agent said about it."""

    id: str
    model: str
    scenario: dict[str, Any]
    limit_s: float = 600.0
    end_requested: bool = False
    jobs: list[str] = field(default_factory=list)  # one an attempt
    events: dict[tuple[int, int], Event] = field(default_factory=dict)
    posts: int = 0

    def of(self, kind: type[Any], *, attempt: int | None = None) -> list[Any]:
        """The events of one type, in order."""
        ordered = [self.events[key] for key in sorted(self.events)]
        return [e for e in ordered if isinstance(e, kind) and attempt in (None, e.attempt)]

    def acknowledged(self, attempt: int) -> int:
        """The last event up to which there is no gap."""
        seq = 0
        while (attempt, seq + 1) in self.events:
            seq += 1
        return seq

    def talked_s(self) -> float:
        """From the last attempt's first word to its last event."""
        ready = [e for e in self.events.values() if e.type == "assistant_ready"]
        last = max(self.events.values(), key=lambda e: e.offset_s, default=None)
        return last.offset_s - ready[0].offset_s if ready and last else 0.0


class FakeStudyServer:
    """The two calls of ``server/schemas/agent.py``."""

    def __init__(self) -> None:
        self.conversations: dict[str, HeldConversation] = {}
        self.changed = asyncio.Condition()
        self.down = False
        self.refuse_posts = 0  # so many posts of events find it down
        self.url = ""

    def add(self, conversation: HeldConversation) -> HeldConversation:
        """Know a conversation."""
        self.conversations[conversation.id] = conversation
        return conversation

    async def wait_for(
        self, conversation: HeldConversation, kind: type[Any], *, n: int = 1, timeout_s: float = 60
    ) -> Any:
        """The n-th event of a type, waiting for it. Raises TimeoutError naming what there is."""
        try:
            async with asyncio.timeout(timeout_s), self.changed:
                await self.changed.wait_for(lambda: len(conversation.of(kind)) >= n)
        except TimeoutError:
            there = [e.type for _, e in sorted(conversation.events.items())]
            raise TimeoutError(f"no {kind.__name__} number {n} within {timeout_s} s; there are {there}") from None
        return conversation.of(kind)[n - 1]

    async def claim(self, request: web.Request) -> web.Response:
        """A job introduces itself."""
        held = self._held(request)
        job_id = (await request.json())["job_id"]
        if job_id not in held.jobs:
            held.jobs.append(job_id)
        attempt = held.jobs.index(job_id) + 1
        history = [json.loads(e.model_dump_json()) for _, e in sorted(held.events.items()) if e.attempt < attempt]
        started = next((e["at"] for e in history), None)
        return web.json_response(
            {
                "conversation_id": held.id,
                "attempt": attempt,
                "study_hash": "0" * 64,
                "model": held.model,
                "scenario": held.scenario,
                "limit_s": held.limit_s,
                "talked_s": held.talked_s(),
                "nudges": False,
                "started_at": started,
                "history": history,
            }
        )

    async def events(self, request: web.Request) -> web.Response:
        """A job posts what happened."""
        held = self._held(request)
        if self.refuse_posts:
            self.refuse_posts -= 1
            raise web.HTTPServiceUnavailable
        batch = await request.json()
        for event in batch["events"]:
            parsed = parse_event(json.dumps(event))
            held.events[parsed.attempt, parsed.seq] = parsed
        held.posts += 1
        async with self.changed:
            self.changed.notify_all()
        answer = {
            "acknowledged": held.acknowledged(batch["attempt"]),
            "end_requested": held.end_requested,
            "superseded": batch["job_id"] != held.jobs[-1],
        }
        return web.json_response(answer)

    def _held(self, request: web.Request) -> HeldConversation:
        if self.down:
            raise web.HTTPServiceUnavailable
        if request.headers.get("Authorization") != f"Bearer {SECRET}":
            raise web.HTTPUnauthorized
        held = self.conversations.get(request.match_info["id"])
        if held is None:
            raise web.HTTPNotFound
        return held


@asynccontextmanager
async def running_study_server() -> AsyncIterator[FakeStudyServer]:
    """Serve on a free loopback port."""
    server = FakeStudyServer()
    app = web.Application()
    app.add_routes(
        [
            web.post("/api/agent/conversations/{id}/claim", server.claim),
            web.post("/api/agent/conversations/{id}/events", server.events),
        ]
    )
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await runner.cleanup()
