"""Latency heard at the caller: last sample of the user's speech to the first audible sound of the answer.

Our agent with an instant model and livekit-agents' own pipeline with the same instant parts take turns on one LiveKit
server, so that both meet the same machine. Figures are seconds beyond the 2.0 s of silence that the study waits for
(paper F.2). The rehearsal model follows for information: its answer is real speech about what was said.

Run: make bench NAME=latency ARGS="--turns 20"
"""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import httpx
import numpy as np
import typer
from livekit import api

from agent.callers.caller import Caller
from benchmarks._figures import Spread, machine, milliseconds, print_figures, print_table, spread
from benchmarks._house import house, stock_worker
from benchmarks._instant import INSTANT_STUDY, REHEARSAL_STUDY, STOCK_AGENT
from benchmarks._loopback import one_way_s
from benchmarks._sides import SILENCE_S, Side, join_study, n_missed, script, spread_of
from tests.support.livekit_server import LiveKitServer, require_binary, running_livekit
from tests.support.parley_up import Parley

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)

TARGET_S = 0.25
FRAME_MS = 10  # how finely callers hear
N_WARM_UP = 1  # turns that do not count: processes are still starting beside them


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
) -> tuple[Spread, list[Side]]:
    """The way through LiveKit, and every side's turns: ours first, then the stock pipeline's."""
    async with httpx.AsyncClient(base_url=parley.server_url, timeout=20) as http:
        sides = [
            await join_study(http, INSTANT_STUDY, name="parley", frame_ms=FRAME_MS),
            await join_stock(livekit),
        ]
        for line in script(N_WARM_UP + n_turns):
            for side in sides:
                await side.take_turn(line)
        for side in sides:
            del side.beyond_s[:N_WARM_UP]
            await side.caller.leave()
        if n_rehearsal:
            rehearsal = await join_study(http, REHEARSAL_STUDY, name="rehearsal", frame_ms=FRAME_MS)
            for line in script(n_rehearsal):
                await rehearsal.take_turn(line)
            await rehearsal.caller.leave()
            sides.append(rehearsal)
    one_way = await one_way_s(livekit, n_beeps=20, frame_ms=FRAME_MS)
    return spread(one_way, np.random.default_rng(0)), sides


def report(one_way: Spread, sides: Sequence[Side]) -> None:
    """The table and the figures."""
    found = {side.name: spread_of(side.beyond_s) for side in sides}
    missed = {side.name: n_missed(side.beyond_s) for side in sides}
    difference = spread_of(np.subtract(sides[0].beyond_s, sides[1].beyond_s).tolist())
    reached = found["parley"].median < TARGET_S and not difference.median_low > 0
    print(f"Beyond {SILENCE_S} s of silence, heard at the caller; 95 % bootstrap intervals in brackets.\n")
    rows = [[name, str(each.n), str(missed[name]), *_cells(each)] for name, each in found.items()]
    print_table(["", "turns", "missed", "median", "95th percentile"], rows)
    print(f"\nparley minus stock, turn by turn: {_cells(difference)[0]} (median, n = {difference.n})")
    print(f"LiveKit alone, one way: {_cells(one_way)[0]} (median, n = {one_way.n})")
    print(f"Target (median under {TARGET_S * 1000:.0f} ms, difference not above 0): {_said(reached)}\n")
    figures = {
        "benchmark": "latency",
        "silence_s": SILENCE_S,
        "beyond_s": found,
        "n_missed": missed,
        "difference_s": difference,
        "livekit_one_way_s": one_way,
        "target_reached": reached,
        "machine": machine(),
    }
    print_figures(figures)


def _said(reached: bool) -> str:
    return "reached" if reached else "missed"


def _cells(found: Spread) -> list[str]:
    return [
        milliseconds(found.median, found.median_low, found.median_high),
        milliseconds(found.p95, found.p95_low, found.p95_high),
    ]


@app.command()
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
    app()
