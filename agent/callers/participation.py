"""One simulated participant's whole way: in by the secret, talk, rate, out with the code; whatever fails is told."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import httpx
from livekit import rtc

from agent.callers.caller import Caller
from agent.callers.dialogue import Line, exchange
from agent.callers.lines import OwnWords, Wording
from agent.callers.rater import feedback, rate
from agent.callers.session import Session, StudyRefusedError
from agent.callers.voice import VoiceName, speak
from scenarios.card import Card

GREETED_WITHIN_S = 60.0
ANSWERED_WITHIN_S = 30.0
OVER_WITHIN_S = 60.0  # from the wish to end until the server knows that it is over
ASKING_EVERY_S = 0.5


@dataclass(frozen=True, slots=True)
class Role:
    """Who takes part: where, as whom, and in which voice."""

    study: str
    secret: str  # the agents', which lets simulated participants in
    seed: int
    scenario: str | None = None  # or a category; None for the draw
    voice: VoiceName = "rms"
    most_lines: int = 20
    wording: Wording = field(default_factory=OwnWords)


@dataclass(slots=True)
class Outcome:
    """What became of one participant. ``stage`` is the last one reached, ``trouble`` why it was not the last of all."""

    number: int
    stage: str = "none"
    scenario: str | None = None
    latencies_s: list[float | None] = field(default_factory=list)  # line by line; None: no answer
    ratings: dict[str, int] = field(default_factory=dict)
    talked_s: float = 0.0
    trouble: str | None = None

    @property
    def complete(self) -> bool:
        """Whether the ratings are stored and the code was shown."""
        return self.stage == "complete"

    @property
    def n_answered(self) -> int:
        """How many lines were answered."""
        return sum(latency is not None for latency in self.latencies_s)

    @property
    def median_s(self) -> float | None:
        """Half of the answers began within so many seconds of the line's end."""
        answered = [latency for latency in self.latencies_s if latency is not None]
        return median(answered) if answered else None


async def take_part(http: httpx.AsyncClient, role: Role, number: int) -> Outcome:
    """Go the whole way. Never raises for what a study server, a room or an assistant can do wrong."""
    outcome = Outcome(number)
    caller = Caller()
    try:
        session = await Session.enter(http, study=role.study, scenario=role.scenario, secret=role.secret)
        await _through(session, caller, role, outcome)
    except (StudyRefusedError, httpx.HTTPError, TimeoutError, rtc.ConnectError) as error:
        outcome.trouble = str(error) or type(error).__name__
    finally:
        await caller.leave()
    return outcome


async def _through(session: Session, caller: Caller, role: Role, outcome: Outcome) -> None:
    outcome.stage = await session.consent()
    outcome.stage = await session.pass_audio_check()
    card = Card.model_validate(session.stage_named("assignment")["card"])
    outcome.scenario = card.title
    texts = (await role.wording.lines(card))[: role.most_lines]
    lines = [Line(text, await asyncio.to_thread(speak, text, role.voice)) for text in texts]
    url, token = await session.start()
    outcome.stage = str(session.stage["stage"])
    await caller.join(url, token)
    await caller.wait_greeted(timeout_s=GREETED_WITHIN_S)
    began = time.monotonic()
    await _talk(caller, lines, outcome)
    outcome.talked_s = time.monotonic() - began
    outcome.stage = await _end(session)
    scales = [scale["id"] for scale in _instrument(session)["scales"]]
    outcome.ratings = rate(outcome.latencies_s, scales, role.seed)
    outcome.stage = await session.rate(outcome.ratings, feedback(outcome.latencies_s))


async def _talk(caller: Caller, lines: Sequence[Line], outcome: Outcome) -> None:
    """Say the lines, each after the answer to the one before; stop when the other side hung up."""
    for line in lines:
        if caller.left.is_set():
            return
        outcome.latencies_s.append((await exchange(caller, line, timeout_s=ANSWERED_WITHIN_S)).latency_s)
    await caller.wait_floor()


async def _end(session: Session) -> str:
    """End the conversation where it is not over, and wait until the server has it. Raises TimeoutError."""
    if await session.refresh() == "conversation":
        await session.end()
    async with asyncio.timeout(OVER_WITHIN_S):
        while (stage := await session.refresh()) == "conversation":  # noqa: ASYNC110 -- the server is asked
            await asyncio.sleep(ASKING_EVERY_S)
    return stage


def _instrument(session: Session) -> dict[str, Any]:
    instrument: dict[str, Any] = session.stage_named("rating")["instrument"]
    return instrument
