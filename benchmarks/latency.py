"""Latency heard at the caller: last sample of the user's speech to the first audible sound of the answer.

Our agent with an instant model and livekit-agents' own pipeline with the same instant parts take turns on one LiveKit
server, so that both meet the same machine. Figures are seconds beyond the 2.0 s of silence that the study waits for
(paper F.2). The rehearsal model follows for information: its answer is real speech about what was said.

Run: make bench NAME=latency ARGS="--turns 20"
"""

import asyncio
import os
import platform
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import httpx
import numpy as np
import typer
from livekit import api

from agent.callers.caller import Caller
from agent.callers.dialogue import Line, exchange
from agent.callers.session import Session
from agent.callers.voice import VoiceName, speak
from benchmarks._figures import Spread, milliseconds, print_figures, print_table, spread
from benchmarks._house import INSTANT_STUDY, REHEARSAL_STUDY, house, stock_worker
from benchmarks._instant import STOCK_AGENT
from benchmarks._loopback import one_way_s
from tests.support.livekit_server import LiveKitServer, require_binary, running_livekit
from tests.support.parley_up import Parley

SILENCE_S = 2.0
TARGET_S = 0.25
FRAME_MS = 10  # how finely callers hear
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
    """What is measured: a caller in a conversation, and what it found. NaN is a missed turn."""

    name: str
    caller: Caller
    beyond_s: list[float] = field(default_factory=list)

    async def take_turn(self, line: Line) -> None:
        """Say a line and measure its answer."""
        latency_s = (await exchange(self.caller, line, timeout_s=ANSWER_WITHIN_S)).latency_s
        self.beyond_s.append(float("nan") if latency_s is None else latency_s - SILENCE_S)

    def spread(self) -> Spread:
        """Over the turns that were answered."""
        return spread([value for value in self.beyond_s if value == value], np.random.default_rng(0))

    @property
    def n_missed(self) -> int:
        """Turns without an answer."""
        return int(np.isnan(self.beyond_s).sum())


def script(n_turns: int) -> list[Line]:
    """Lines in changing words and voices."""
    texts = [TEXTS[turn % len(TEXTS)] for turn in range(n_turns)]
    return [Line(text, speak(text, VOICES[turn % len(VOICES)])) for turn, text in enumerate(texts)]


async def join_study(http: httpx.AsyncClient, study: str, name: str) -> Side:
    """A participant of ours who has heard the greeting out."""
    session = await Session.enter(http, study=study)
    caller = Caller(frame_ms=FRAME_MS)
    await caller.join(*await session.reach_conversation())
    await caller.wait_greeted()
    return Side(name, caller)


async def join_stock(livekit: LiveKitServer) -> Side:
    """A caller with the stock pipeline, which does not greet."""
    room = "stock"
    caller = Caller(frame_ms=FRAME_MS)
    await caller.join(livekit.url, livekit.token(room=room, identity="caller"))
    async with api.LiveKitAPI(livekit.http_url, livekit.api_key, livekit.api_secret) as client:
        wanted = api.CreateAgentDispatchRequest(agent_name=STOCK_AGENT, room=room)
        await client.agent_dispatch.create_dispatch(wanted)
    async with asyncio.timeout(30):
        await caller.accompanied.wait()
    return Side("stock", caller)


async def measure(
    livekit: LiveKitServer, parley: Parley, *, n_turns: int, n_rehearsal: int
) -> tuple[Spread, Sequence[Side]]:
    """The way through LiveKit, and every side's turns."""
    one_way = await one_way_s(livekit, n_beeps=20, frame_ms=FRAME_MS)
    async with httpx.AsyncClient(base_url=parley.server_url, timeout=20) as http:
        sides = [await join_study(http, INSTANT_STUDY, "parley"), await join_stock(livekit)]
        for line in script(n_turns):
            for side in sides:
                await side.take_turn(line)
        for side in sides:
            await side.caller.leave()
        if n_rehearsal:
            rehearsal = await join_study(http, REHEARSAL_STUDY, "rehearsal")
            for line in script(n_rehearsal):
                await rehearsal.take_turn(line)
            await rehearsal.caller.leave()
            sides.append(rehearsal)
    return spread(one_way, np.random.default_rng(0)), sides


def report(one_way: Spread, sides: Sequence[Side]) -> None:
    """The table and the figures."""
    found = {side.name: side.spread() for side in sides}
    ours, stock = sides[0], sides[1]
    paired = np.subtract(ours.beyond_s, stock.beyond_s)
    difference = spread([float(value) for value in paired if value == value], np.random.default_rng(0))
    print(f"Seconds beyond {SILENCE_S} s of silence, heard at the caller; 95 % bootstrap intervals in brackets.\n")
    rows = [[side.name, str(found[side.name].n), str(side.n_missed), *_cells(found[side.name])] for side in sides]
    print_table(["", "turns", "missed", "median", "95th percentile"], rows)
    print(f"\nparley minus stock, turn by turn: {_cells(difference)[0]} (median)")
    print(f"LiveKit alone, one way: {_cells(one_way)[0]} (median, n = {one_way.n})")
    reached = found["parley"].median < TARGET_S and not found["parley"].median > found["stock"].median
    print(f"Target (median under {TARGET_S * 1000:.0f} ms and not above stock): {'reached' if reached else 'missed'}\n")
    print_figures(
        {
            "benchmark": "latency",
            "silence_s": SILENCE_S,
            "beyond_s": {name: found[name] for name in found},
            "n_missed": {side.name: side.n_missed for side in sides},
            "difference_s": difference,
            "livekit_one_way_s": one_way,
            "target_reached": reached,
            "machine": {"cpus": os.cpu_count(), "load_1_min": os.getloadavg()[0], "python": platform.python_version()},
        }
    )


def _cells(found: Spread) -> list[str]:
    return [
        milliseconds(found.median, found.median_low, found.median_high),
        milliseconds(found.p95, found.p95_low, found.p95_high),
    ]


def main(
    turns: Annotated[int, typer.Option(help="Turns for each side; a pair takes about 11 s.")] = 20,
    rehearsal_turns: Annotated[int, typer.Option(help="Turns with the rehearsal model; 0 leaves it out.")] = 6,
) -> None:
    """Measure the latency of a turn beside livekit-agents' own pipeline."""
    with tempfile.TemporaryDirectory(prefix="parley-latency-") as folder, running_livekit(require_binary()) as livekit:
        at = Path(folder)
        with house(livekit, at, rehearsal=rehearsal_turns > 0, capacity=4) as parley, stock_worker(livekit, at):
            one_way, sides = asyncio.run(measure(livekit, parley, n_turns=turns, n_rehearsal=rehearsal_turns))
    report(one_way, sides)


if __name__ == "__main__":
    typer.run(main)
