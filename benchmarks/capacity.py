"""How many conversations fit on this machine at once, callers included, and what each of them costs.

Conversations with the instant model are added step by step; in each step every caller talks without a rest. The end is
where the 95th percentile of the latency beyond the 2.0 s of silence is twice that of a single conversation, a turn
stays without an answer, or a job is gone. What a real model costs elsewhere is no part of it.

Run: make bench NAME=capacity ARGS="--steps 1,2,4,8,16"
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import httpx
import numpy as np
import typer

from benchmarks._figures import Spread, machine, print_figures, print_table
from benchmarks._house import house
from benchmarks._instant import INSTANT_STUDY, REHEARSAL_STUDY
from benchmarks._processes import Cost, Meter, parts_of
from benchmarks._sides import Side, join_study, n_missed, script, spread_of
from tests.support.livekit_server import LiveKitServer, require_binary, running_livekit
from tests.support.parley_up import Parley

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)

TARGET_CONVERSATIONS = 16
TARGET_JOB_CORES = 0.075
TARGET_JOB_MB = 72.5
FRAME_MS = 100  # how much a caller hears at a time: fewer calls, same precision
N_BASELINE_TURNS = 12
N_JOINING = 4  # conversations that begin at once
SPREAD_S = 5.0  # callers begin to talk within this time


@dataclass(frozen=True, slots=True)
class Step:
    """What was found with so many conversations. ``fits`` compares with the first step."""

    n: int
    beyond_s: Spread
    n_missed: int
    fits: bool
    costs: dict[str, Cost]


class Crowd:
    """Callers in conversations of their own."""

    def __init__(self, http: httpx.AsyncClient, study: str, rng: np.random.Generator) -> None:
        self._http, self._study, self._rng = http, study, rng
        self.sides: list[Side] = []

    async def grow(self, size: int) -> None:
        """Add conversations until there are so many."""
        while len(self.sides) < size:
            n_new = min(N_JOINING, size - len(self.sides))
            names = [f"caller-{len(self.sides) + i}" for i in range(n_new)]
            joining = (join_study(self._http, self._study, name=name, frame_ms=FRAME_MS) for name in names)
            self.sides += await asyncio.gather(*joining)

    async def talk(self, n_turns: int) -> list[float]:
        """Everybody says so many lines; gives everybody's latencies."""
        for side in self.sides:
            side.beyond_s.clear()
        starts = self._rng.uniform(0, SPREAD_S if len(self.sides) > 1 else 0, len(self.sides))
        await asyncio.gather(*(self._say(side, n_turns, start) for side, start in zip(self.sides, starts, strict=True)))
        return [value for side in self.sides for value in side.beyond_s]

    async def _say(self, side: Side, n_turns: int, start_s: float) -> None:
        await asyncio.sleep(start_s)
        for line in script(n_turns):
            await side.take_turn(line)

    async def leave(self) -> None:
        """Everybody hangs up."""
        await asyncio.gather(*(side.caller.leave() for side in self.sides))


async def measure(
    livekit: LiveKitServer, parley: Parley, *, study: str, sizes: Sequence[int], n_turns: int
) -> list[Step]:
    """One step after the other until one does not fit."""
    steps: list[Step] = []
    async with httpx.AsyncClient(base_url=parley.server_url, timeout=30) as http:
        crowd = Crowd(http, study, np.random.default_rng(1))
        for size in sizes:
            await crowd.grow(size)
            meter = Meter(parts_of(parley, livekit))
            beyond_s = await crowd.talk(n_turns if steps else max(n_turns, N_BASELINE_TURNS))
            steps.append(_step(beyond_s, size, meter.read(), steps))
            print(f"{size} conversations: {'fits' if steps[-1].fits else 'too many'}", file=sys.stderr)
            if not steps[-1].fits:
                break
        await crowd.leave()
    return steps


def _step(beyond_s: list[float], size: int, costs: dict[str, Cost], before: Sequence[Step]) -> Step:
    found, missed = spread_of(beyond_s), n_missed(beyond_s)
    all_there = costs["jobs"].n_processes == size
    fits = all_there and missed == 0 and (not before or found.p95 <= 2 * before[0].beyond_s.p95)
    return Step(size, found, missed, fits, costs)


def report(steps: Sequence[Step]) -> None:
    """The tables and the figures."""
    most = max((step.n for step in steps if step.fits), default=0)
    at = next((step for step in steps if step.n == most), steps[0])
    print("\nLatency beyond 2.0 s of silence, and cores used:\n")
    parts = list(at.costs)
    rows = [
        [str(step.n), str(step.beyond_s.n), str(step.n_missed), _ms(step.beyond_s.median), _ms(step.beyond_s.p95)]
        + [f"{step.costs[part].cores:.2f}" for part in parts]
        for step in steps
    ]
    print_table(["conversations", "turns", "missed", "median", "p95", *parts], rows)
    print(f"\nCost of one conversation with {at.n} at once:\n")
    each = [[part, *_per_conversation(at.costs[part], at.n)] for part in parts]
    print_table(["", "processes", "cores", "PSS", "RSS"], each)
    jobs = at.costs["jobs"]
    reached = {
        "conversations": most >= TARGET_CONVERSATIONS,
        "job_cores": jobs.cores / at.n <= TARGET_JOB_CORES,
        "job_pss": jobs.pss_mb / at.n <= TARGET_JOB_MB,
    }
    print(f"\nAt once: {most}. Targets: {', '.join(f'{k} {_said(v)}' for k, v in reached.items())}\n")
    print_figures(
        {"benchmark": "capacity", "most": most, "targets_reached": reached, "steps": steps, "machine": machine()}
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _per_conversation(cost: Cost, n: int) -> list[str]:
    return [str(cost.n_processes), f"{cost.cores / n:.3f}", f"{cost.pss_mb / n:.0f} MB", f"{cost.rss_mb / n:.0f} MB"]


def _said(reached: bool) -> str:
    return "reached" if reached else "missed"


@app.command()
def main(
    steps: Annotated[str, typer.Option(help="Numbers of conversations, ascending.")] = "1,2,4,8,12,16,20,24,28,32",
    turns: Annotated[int, typer.Option(help="Turns of each caller in a step; one takes about 5.5 s.")] = 5,
    cores: Annotated[int, typer.Option(help="Processor cores that everything may use.")] = 2,
    rehearsal: Annotated[
        bool, typer.Option("--rehearsal", help="The rehearsal model instead of the instant one.")
    ] = False,
) -> None:
    """Measure how many conversations this machine can hold at once."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    sizes = sorted({int(step) for step in steps.split(",")})
    study = REHEARSAL_STUDY if rehearsal else INSTANT_STUDY
    with (
        tempfile.TemporaryDirectory(prefix="parley-capacity-") as folder,
        running_livekit(require_binary()) as livekit,
        house(livekit, Path(folder), rehearsal=rehearsal, capacity=sizes[-1] + 1) as parley,
    ):
        found = asyncio.run(measure(livekit, parley, study=study, sizes=sizes, n_turns=turns))
    report(found)


if __name__ == "__main__":
    app()
