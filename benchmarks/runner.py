"""What `parley benchmark run` adds to each item besides the model's own time: planning, journal, grading, results.

A model that answers at once is asked the full benchmark's 15,964 items in blocks of equal size, each block a run of its
own with an empty journal. Processor time counts the work, wall time also the disk (each line of the journal is synced).
Going on after a stop is measured over the same journal, where nothing is asked any more.

Example: make bench NAME=runner
"""

import asyncio
import tempfile
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from analysis.benchmark.items import Answer, Item, Request
from analysis.benchmark.metrics.metric import Graders
from analysis.benchmark.running.journal import Journal
from analysis.benchmark.running.models import BenchmarkModel
from analysis.benchmark.running.results import RunRecord, write_run
from analysis.benchmark.running.runner import plan, run
from analysis.benchmark.samples import tone
from analysis.benchmark.subsets import full_subset
from analysis.benchmark.tasks.registry import registry
from benchmarks._figures import Spread, machine, print_figures, print_table, spread

N_BLOCKS = 16

Times = dict[str, list[float]]


def main() -> None:
    """Run the blocks, print the table and the figures."""
    rng = np.random.default_rng(1)
    n_items = registry().n_items // N_BLOCKS
    times: Times = {name: [] for name in ("asked: processor", "asked: wall", "kept: wall", "written: wall")}
    with tempfile.TemporaryDirectory() as folder:
        sound = tone(Path(folder) / "a.wav")
        for block in range(N_BLOCKS):
            _measure(Path(folder) / str(block), _items(n_items, sound), times)
    found: dict[str, Spread] = {name: spread(values, rng) for name, values in times.items()}
    rows = [
        (name, f"{each.n} x {n_items}", f"{each.median:.2f} [{each.median_low:.2f}, {each.median_high:.2f}]")
        for name, each in found.items()
    ]
    print_table(("part", "items", "ms per item: median of blocks"), rows)
    print_figures({"machine": machine(), "n_items": n_items * N_BLOCKS, "ms_per_item": found})


def _measure(folder: Path, items: list[Item], times: Times) -> None:
    model = BenchmarkModel("at-once", "1", _answer)
    work = plan(items)
    for name in ("asked", "kept"):
        wall, processor = perf_counter(), process_time()
        with Journal.open(folder) as journal:
            results = asyncio.run(run(work, model=model, graders=Graders(), journal=journal))
        times[f"{name}: wall"].append(_ms_each(perf_counter() - wall, items))
        if name == "asked":
            times["asked: processor"].append(_ms_each(process_time() - processor, items))
    wall = perf_counter()
    write_run(results, RunRecord(model, full_subset(items), Graders(), seed=1), folder / "results")
    times["written: wall"].append(_ms_each(perf_counter() - wall, items))


def _items(count: int, sound: Path) -> list[Item]:
    return [
        Item(f"b/superb_asr/{number}", "superb_asr", f"Write down clip {number}.", (sound,), ("the river was cold",))
        for number in range(count)
    ]


async def _answer(_request: Request) -> Answer:
    return Answer("the river is cold", latency_s=0.0)


def _ms_each(seconds: float, items: list[Item]) -> float:
    return 1000 * seconds / len(items)


if __name__ == "__main__":
    main()
