"""An assistant without a model: it joins a conversation's room, tells its state, and hums while it speaks."""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import numpy as np
from livekit import api, rtc

from scenarios.events import AssistantReady, ConversationEnded, ConversationStarted, EndReason, Event, to_line
from server.clock import system_clock
from server.schemas.agent import Brief
from tests.server.house import AGENT_SECRET
from tests.support.livekit_server import LiveKitServer

TOPIC = "parley.state"
SAMPLE_RATE = 24_000
FRAME_SAMPLES = SAMPLE_RATE // 50


class Assistant:
    """The agent's side of one attempt, as the page and the server see it."""

    def __init__(self, room: rtc.Room, server: httpx.AsyncClient, brief: Brief) -> None:
        self._room = room
        self._server = server
        self.brief = brief
        self._began = time.monotonic()
        self._message = itertools.count(1)
        self._event = itertools.count(1)
        self._source = rtc.AudioSource(SAMPLE_RATE, 1)
        self.loudness = 0.0
        self.beating = True
        self.elapsed_s: float | None = None
        self.view: dict[str, Any] = {"agent_state": "initializing", "user_state": "listening", "ready": False}
        self.view |= {"limit_s": brief.limit_s, "verification": None, "calls": []}

    async def tell(self, type_: str, **fields: Any) -> None:
        """Send one message to the page."""
        stamps = {"attempt": self.brief.attempt, "seq": next(self._message), "t": time.monotonic() - self._began}
        message = stamps | {"type": type_} | fields
        await self._room.local_participant.publish_data(json.dumps(message), reliable=True, topic=TOPIC)

    async def snapshot(self, **changes: Any) -> None:
        """Change what is so and tell all of it."""
        self.view |= changes
        await self.tell("snapshot", elapsed_s=self.elapsed_s, **self.view)

    async def be_ready(self, elapsed_s: float = 0.0) -> None:
        """Ready to be talked to: time counts."""
        await self._post(AssistantReady(**self._stamp(), talked_s=elapsed_s))
        self.elapsed_s = elapsed_s
        await self.snapshot(ready=True, agent_state="listening")

    async def end(self, reason: EndReason = "time_limit") -> None:
        """The goodbye was said."""
        await self.tell("ended", reason=reason)
        await self._post(ConversationEnded(**self._stamp(), reason=reason, talked_s=self.elapsed_s or 0.0))
        self.beating = False

    async def begin(self) -> None:
        """Publish the voice and say that the attempt has begun."""
        track = rtc.LocalAudioTrack.create_audio_track("voice", self._source)
        await self._room.local_participant.publish_track(track)
        await self._post(
            ConversationStarted(
                **self._stamp(),
                model=self.brief.model,
                kind="pipeline",
                scenario_id=str(self.brief.scenario["id"]),
                scenario_hash="0" * 64,
                study_hash=self.brief.study_hash,
                code_version="test",
            )
        )

    async def beat(self) -> None:
        """A sign of life to page and server every second, with a snapshot whenever somebody has joined."""
        seen: set[str] = set()
        while True:
            if self.beating:
                here = {participant.sid for participant in self._room.remote_participants.values()}
                if here - seen and self.elapsed_s is not None:
                    await self.snapshot()
                seen = here
                await self.tell("heartbeat", elapsed_s=self.elapsed_s)
                await self._post()
                if self.elapsed_s is not None:
                    self.elapsed_s += 1
            await asyncio.sleep(1)

    async def hum(self) -> None:
        """Audio without a break: a tone that swells like syllables, as loud as ``loudness``."""
        for frame in itertools.count():
            t = (frame * FRAME_SAMPLES + np.arange(FRAME_SAMPLES)) / SAMPLE_RATE
            swell = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * t)
            tone = self.loudness * swell * np.sin(2 * np.pi * 180 * t)
            pcm = (tone * 32_000).astype(np.int16).tobytes()
            await self._source.capture_frame(rtc.AudioFrame(pcm, SAMPLE_RATE, 1, FRAME_SAMPLES))

    def _stamp(self) -> dict[str, Any]:
        number = next(self._event)
        return {"attempt": self.brief.attempt, "seq": number, "at": system_clock(), "offset_s": float(number)}

    async def _post(self, *events: Event) -> None:
        batch = {"job_id": "job-1", "attempt": self.brief.attempt, "events": [json.loads(to_line(e)) for e in events]}
        (await self._server.post("events", json=batch)).raise_for_status()


@asynccontextmanager
async def assistant_in(livekit: LiveKitServer, server_url: str, conversation_id: str) -> AsyncIterator[Assistant]:
    """Claim the conversation, join its room and beat until the block ends."""
    base = f"{server_url}/api/agent/conversations/{conversation_id}/"
    headers = {"Authorization": f"Bearer {AGENT_SECRET}"}
    async with httpx.AsyncClient(base_url=base, headers=headers) as server:
        claim = await server.post("claim", json={"job_id": "job-1"})
        brief = Brief.model_validate_json(claim.raise_for_status().content)
        room = rtc.Room()
        grants = api.VideoGrants(room_join=True, room=conversation_id, agent=True)
        await room.connect(livekit.url, livekit.token(room=conversation_id, identity="agent", grants=grants))
        assistant = Assistant(room, server, brief)
        await assistant.begin()
        tasks = [asyncio.create_task(assistant.beat()), asyncio.create_task(assistant.hum())]
        try:
            yield assistant
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await room.disconnect()
