"""The callers of the benchmarks: what they say, how they get into a conversation, what they find."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx
import numpy as np

from agent.callers.caller import Caller
from agent.callers.dialogue import Line, exchange
from agent.callers.session import Session
from agent.callers.voice import VoiceName, speak
from benchmarks._figures import Spread, spread

SILENCE_S = 2.0
ANSWER_WITHIN_S = 12.0
TEXTS = (
    "Hello there, my friend.",
    "What can you tell me about trains?",
    "I would like to book a table for two.",
    "That sounds good to me.",
    "Could you say that again, please?",
)
VOICES: tuple[VoiceName, ...] = ("rms", "slt", "awb")


@dataclass(slots=True)
class Side:
    """A caller in a conversation, and what it found: seconds beyond the 2.0 s of silence, NaN for a missed turn."""

    name: str
    caller: Caller
    beyond_s: list[float] = field(default_factory=list)

    async def take_turn(self, line: Line) -> None:
        """Say a line and measure its answer."""
        latency_s = (await exchange(self.caller, line, timeout_s=ANSWER_WITHIN_S)).latency_s
        self.beyond_s.append(float("nan") if latency_s is None else latency_s - SILENCE_S)


def script(n_turns: int) -> list[Line]:
    """Lines in changing words and voices."""
    texts = [TEXTS[turn % len(TEXTS)] for turn in range(n_turns)]
    return [Line(text, speak(text, VOICES[turn % len(VOICES)])) for turn, text in enumerate(texts)]


async def join_study(http: httpx.AsyncClient, study: str, *, name: str, frame_ms: int) -> Side:
    """A participant who has heard the greeting out."""
    session = await Session.enter(http, study=study)
    caller = Caller(frame_ms=frame_ms)
    await caller.join(*await session.reach_conversation())
    await caller.wait_greeted()
    return Side(name, caller)


def spread_of(beyond_s: Sequence[float]) -> Spread:
    """Over the turns that were answered."""
    return spread([value for value in beyond_s if not np.isnan(value)], np.random.default_rng(0))


def n_missed(beyond_s: Sequence[float]) -> int:
    """Turns without an answer."""
    return int(np.isnan(beyond_s).sum())
