"""A simulated participant of a running system: its submission, its caller, and what is left of its conversation."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from agent.callers.caller import Caller
from agent.callers.dialogue import Exchange, Line, exchange
from agent.callers.session import Session
from agent.callers.voice import speak
from scenarios.events import Event
from tests.support.parley_up import Parley
from tests.support.tokens import room_of
from tests.support.waiting import wait_for


class Participant:
    """One person's part in a study that runs."""

    def __init__(self, parley: Parley, session: Session, caller: Caller) -> None:
        self.parley = parley
        self.session = session
        self.caller = caller
        self.conversation_id = ""
        self.asked_at = 0.0  # when the assistant was asked for

    async def start(self) -> None:
        """Consent, pass the audio check, ask for the assistant and join the room."""
        await self.session.consent()
        await self.session.pass_audio_check()
        self.asked_at = time.time()
        url, token = await self.session.start()
        self.conversation_id = room_of(token)
        await self.caller.join(url, token)

    async def say(self, text: str) -> Exchange:
        """Say a line at its moment and wait for the answer's first sound."""
        return await exchange(self.caller, Line(text, speak(text)))

    async def phase(self) -> str:
        """Where the conversation stands, or the stage's name when it is over. '' while the server is away."""
        try:
            stage = await self.session.refresh()
        except httpx.TransportError:
            return ""
        return str(self.session.stage["phase"]) if stage == "conversation" else stage

    async def until(self, *phases: str, timeout_s: float) -> float:
        """Wait for one of these phases; returns the wall time when it was seen. Raises TimeoutError."""

        async def reached() -> bool:
            return await self.phase() in phases

        await wait_for(reached, for_what=" or ".join(phases), timeout_s=timeout_s, every_s=0.1)
        return time.time()

    def logged(self, attempt: int) -> list[Event]:
        """The events of an attempt, as they lie on the disk."""
        return self.parley.logged(self.conversation_id, attempt)


@asynccontextmanager
async def taking_part(parley: Parley, study: str, *, keep_audio: bool = False) -> AsyncIterator[Participant]:
    """A participant who has opened the study's link and hangs up at the end."""
    async with httpx.AsyncClient(base_url=parley.server_url, timeout=20) as http:
        participant = Participant(parley, await Session.enter(http, study=study), Caller(keep_audio=keep_audio))
        try:
            yield participant
        finally:
            await participant.caller.leave()
