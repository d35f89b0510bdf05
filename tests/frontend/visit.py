"""A submission that is brought to a stage over HTTP, so that a test of a page can begin right there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import httpx

from agent.callers.session import Session
from scenarios.events import AssistantReady, ConversationEnded, ConversationStarted, Event, UserUtterance, to_line
from server.clock import system_clock
from server.integrations.rooms import FakeRooms
from tests.frontend.site import Site
from tests.server.house import AGENT_SECRET

STAGES = ("consent", "audio_check", "assignment", "conversation", "rating", "complete")
FEEDBACK = "It was pleasant to talk to, with one long pause."


class Visit:
    """One participant; ``link`` opens the page where the submission stands."""

    def __init__(self, site: Site, session: Session, http: httpx.AsyncClient) -> None:
        self._site = site
        self.session = session
        self._http = http

    @property
    def link(self) -> str:
        """The recruiter's link of this participant."""
        return f"{self._site.url}/s/rehearsal?" + "&".join(f"{k.upper()}={v}" for k, v in self.session.ids.items())

    async def go_to(self, stage: str) -> "Visit":
        """Move on until the submission stands at ``stage``."""
        steps = (self.session.consent, self.session.pass_audio_check, self.session.start, self.talk, self.rate)
        for step in steps[: STAGES.index(stage)]:
            await step()
        return self

    async def talk(self) -> None:
        """The assistant's side of a conversation of ten minutes, told after the fact."""
        conversation = cast("FakeRooms", self._site.rooms).called[-1]
        base = f"/api/agent/conversations/{conversation}"
        headers = {"Authorization": f"Bearer {AGENT_SECRET}"}
        claim = await self._http.post(f"{base}/claim", json={"job_id": "job"}, headers=headers)
        brief = claim.raise_for_status().json()
        stamps = [{"attempt": 1, "seq": n, "at": system_clock(), "offset_s": float(n)} for n in range(1, 5)]
        events: list[Event] = [
            ConversationStarted(
                **stamps[0],
                model=brief["model"],
                kind="pipeline",
                scenario_id=brief["scenario"]["id"],
                scenario_hash="0" * 64,
                study_hash=brief["study_hash"],
                code_version="test",
            ),
            AssistantReady(**stamps[1]),
            UserUtterance(**stamps[2], utterance=1, started_s=1, ended_s=2, audio="attempt-1/utterances/u0001.wav"),
            ConversationEnded(**stamps[3], reason="time_limit", talked_s=600),
        ]
        body = f'{{"job_id": "job", "attempt": 1, "events": [{",".join(map(to_line, events))}]}}'
        headers["Content-Type"] = "application/json"
        (await self._http.post(f"{base}/events", content=body, headers=headers)).raise_for_status()
        await self.session.refresh()

    async def rate(self) -> None:
        """Submit every rating."""
        await self.session.rate()


@asynccontextmanager
async def visiting(site: Site, stage: str, *, scenario: str | None = None) -> AsyncIterator[Visit]:
    """A new participant at a stage."""
    async with httpx.AsyncClient(base_url=site.url, timeout=20) as http:
        session = await Session.enter(http, study="rehearsal", scenario=scenario)
        yield await Visit(site, session, http).go_to(stage)
