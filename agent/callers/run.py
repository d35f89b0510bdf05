"""Many simulated participants: so many at once, each with its own seed, scenario by the study's own draw."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

import httpx

from agent.callers.lines import Wording
from agent.callers.participation import Outcome, Role, take_part
from agent.callers.voice import FLITE_VOICES, VoiceName

HTTP_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How many take part and how. ``wording`` makes whoever finds a participant's words, from its seed."""

    server_url: str
    role: Role
    n: int
    at_once: int
    voice: VoiceName | None = None  # None: one after the other of all
    wording: Callable[[int], Wording] | None = None

    def role_of(self, number: int) -> Role:
        """Who the participant with this number is, counted from 0."""
        seed = self.role.seed + number
        voice = self.voice or FLITE_VOICES[number % len(FLITE_VOICES)]
        wording = self.wording(seed) if self.wording else self.role.wording
        return replace(self.role, seed=seed, voice=voice, wording=wording)


async def run(plan: Plan, tell: Callable[[Outcome], None]) -> list[Outcome]:
    """Let all take part; ``tell`` hears of each when it is over. In the order of their numbers."""
    places = asyncio.Semaphore(plan.at_once)

    async with httpx.AsyncClient(base_url=plan.server_url, timeout=HTTP_TIMEOUT_S) as http:

        async def one(number: int) -> Outcome:
            async with places:
                outcome = await take_part(http, plan.role_of(number), number)
            tell(outcome)
            return outcome

        return await asyncio.gather(*(one(number) for number in range(plan.n)))
