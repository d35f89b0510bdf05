"""Lets a caller hold its part of a conversation: say a line, wait for the answer, say the next."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from agent.callers.ear import Ear
from agent.callers.microphone import Spoken
from agent.models.base import Audio


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a script. ``barge_in_s`` speaks that long after the assistant began, without letting it finish."""

    text: str
    speech: Audio
    barge_in_s: float | None = None


class Talker(Protocol):
    """Whoever can hold a dialogue: a caller in a room, or one that lives in a page."""

    ear: Ear

    async def say(self, speech: Audio) -> Spoken:
        """Speak now; returns after the last sample."""

    async def wait_floor(self) -> None:
        """Return when the other side has finished."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What became of a line. ``answered_at`` is the first audible sound of the answer, None when none came."""

    line: Line
    spoken: Spoken
    answered_at: float | None

    @property
    def latency_s(self) -> float | None:
        """From the last sample of the line to the first audible sound of the answer."""
        return None if self.answered_at is None else self.answered_at - self.spoken.ended_at


async def exchange(caller: Talker, line: Line, *, timeout_s: float = 20.0) -> Exchange:
    """Say one line at its moment and wait until its answer begins."""
    if line.barge_in_s is None:
        await caller.wait_floor()
    else:
        await asyncio.sleep(line.barge_in_s)
    spoken = await caller.say(line.speech)
    answered_at = await caller.ear.wait_onset(after=spoken.ended_at, timeout_s=timeout_s)
    return Exchange(line, spoken, answered_at)


async def converse(caller: Talker, lines: Sequence[Line], *, timeout_s: float = 20.0) -> list[Exchange]:
    """Say all lines in order, each after the answer to the one before, and hear the last answer out."""
    exchanges = [await exchange(caller, line, timeout_s=timeout_s) for line in lines]
    await caller.wait_floor()
    return exchanges
