"""Finished runs of made-up models, as a run leaves them."""

from pathlib import Path

from analysis.benchmark.items import Answer
from analysis.benchmark.metrics.metric import Graders
from analysis.benchmark.outcomes import Outcome
from analysis.benchmark.running.models import BenchmarkModel
from analysis.benchmark.running.results import RunRecord, write_run
from analysis.benchmark.running.runner import Result, plan
from analysis.benchmark.subsets import full_subset
from tests.analysis.benchmark.running.fakes import FakeModel, asr


def finished(folder: Path, name: str, outcomes: list[Outcome], *, words: str = "the river", seed: int = 1) -> Path:
    """A run of a model with these outcomes, one an item."""
    items = [asr(number, words=words) for number in range(len(outcomes))]
    work = plan(items)
    results = [
        Result(each, outcome, None if outcome.status == "error" else Answer("x"))
        for each, outcome in zip(work, outcomes, strict=True)
    ]
    record = RunRecord(BenchmarkModel(name, "1", FakeModel()), full_subset(items), Graders(), seed=seed)
    write_run(results, record, folder / name)
    return folder / name
