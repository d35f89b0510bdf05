"""What a run leaves is whole, names all that it depends on, and is refused when it is not what it was."""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.benchmark.items import Answer, Usage
from analysis.benchmark.metrics.metric import Graders
from analysis.benchmark.running.costs import Price
from analysis.benchmark.running.journal import Journal
from analysis.benchmark.running.results import COLUMNS, MANIFEST, ROWS, NoRunError, RunRecord, read_results, write_run
from analysis.benchmark.running.runner import plan, run
from analysis.benchmark.subsets import full_subset
from tests.analysis.benchmark.running.fakes import FakeModel, asr, jeopardy

ITEMS = [asr(0), asr(1, words="a bell"), *jeopardy(2)]


async def left_by_a_run(folder: Path) -> dict[str, Any]:
    fake = FakeModel(lambda _request: Answer("the river", latency_s=0.5, usage=Usage(100, 10), model_reported="m-1"))
    with Journal.open(folder / "journal") as journal:
        results = await run(plan(ITEMS), model=fake.model(), graders=Graders(), journal=journal)
    record = RunRecord(
        fake.model(),
        full_subset(ITEMS),
        Graders(),
        seed=1,
        price=Price(input_per_million=1, output_per_million=1),
        least_coverage=0.5,
    )
    return write_run(results, record, folder)


async def test_rows_and_manifest_say_what_happened(tmp_path: Path) -> None:
    manifest = await left_by_a_run(tmp_path)
    rows = read_results(tmp_path)
    assert [row["item"] for row in rows] == [item.item_id for item in ITEMS]
    assert list(rows[0]) == list(COLUMNS)
    assert [(row["status"], row["score"]) for row in rows] == [
        ("scored", 1.0),
        ("scored", 0.0),
        ("unscored", None),
        ("scored", 0.9),
    ]
    assert rows[2]["reason"].startswith("PEDANT is not installed")
    assert manifest["ends"] == {"scored": 3, "unscored": 1}
    assert manifest["model"]["reported"] == ["m-1"]
    assert manifest["metrics"] == {"wer": 1, "pedant": 1, "latency": 1}
    assert manifest["model_usd"] == pytest.approx(3 * 110 / 1e6)  # four items, three requests
    (score,) = manifest["scores"]
    assert score["score"] == pytest.approx((0.5 / 3 + 0.9 / 3) / (2 / 3))  # one of three tasks stayed ungraded
    assert score["n_unscored"] == 1
    assert json.loads((tmp_path / MANIFEST).read_text())["rows_sha256"] == manifest["rows_sha256"]


async def test_a_folder_without_a_whole_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoRunError, match=r"no results.parquet"):
        read_results(tmp_path)
    await left_by_a_run(tmp_path)
    with (tmp_path / ROWS).open("ab") as file:
        file.write(b"x")
    with pytest.raises(NoRunError, match="is not the one that the manifest names"):
        read_results(tmp_path)
    manifest = json.loads((tmp_path / MANIFEST).read_text())
    (tmp_path / MANIFEST).write_text(json.dumps({**manifest, "schema": 99}))
    with pytest.raises(NoRunError, match="schema 99"):
        read_results(tmp_path)
