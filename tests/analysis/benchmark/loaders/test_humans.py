"""The published subset format: items, both weights, one bias; anything else is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.benchmark.loaders.humans import load
from analysis.benchmark.loaders.place import Place
from analysis.benchmark.loaders.rows import MalformedRowError, MissingDataError
from analysis.benchmark.samples import TOOLS, tone

FOLDER = Path("humans/humans-benchmark")


def row(number: int, dataset: str, task: str, **more: Any) -> dict[str, Any]:
    common = {
        "item_id": str(number),
        "dataset": dataset,
        "task": task,
        "text_input": "Do it.",
        "audio_input": "a.wav",
        "text_reference": ["yes"],
        "metric": "x",
        "metadata": None,
        "human_preference_weight": -0.1 * number,
        "full_benchmark_weight": 0.2,
        "human_regression_bias": -0.7,
    }
    return {**common, **more}


ROWS = [
    row(1, "dynamic_superb", "SuperbASR_LibriSpeech-TestClean"),
    row(2, "cava", "function_calling"),
    row(3, "wildspeech-bench", "Opinion", metric="GPT-Score", metadata=json.dumps({"query": "Why?"})),
    row(4, "wildspeech-bench", "Opinion", metric="UTMOS"),
    row(5, "ultraeval", "speech-triviaqa", metadata="{}"),
]


def put(root: Path, rows: list[dict[str, Any]]) -> Place:
    tone(root / FOLDER / "a.wav")
    (root / FOLDER / "functions.json").write_text(json.dumps(TOOLS))
    (root / FOLDER / "n10.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows))
    return Place(root)


def test_rows_become_items_and_weights(tmp_path: Path) -> None:
    items, subset = load("n10", put(tmp_path, ROWS))
    assert [item.task for item in items] == [
        "superb_asr",
        "function_calling",
        "opinion_queries_content",
        "opinion_queries_speech",
        "speech_triviaqa",
    ]
    assert subset.bias == -0.7
    assert [chosen.preference_weight for chosen in subset.items] == pytest.approx([-0.1, -0.2, -0.3, -0.4, -0.5])
    assert [item.item_id for item in items] == [chosen.item_id for chosen in subset.items]
    assert items[2].details == {"query": "Why?", "question": "Why?", "checklist": "yes"}
    assert len(items[1].tools) == 3


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([*ROWS[:4], {**ROWS[4], "human_regression_bias": 0.1}], "2 values of human_regression_bias"),
        ([*ROWS[:4], {**ROWS[4], "task": "knitting"}], "no task 'knitting'"),
        ([*ROWS[:4], {**ROWS[4], "dataset": "other"}], "'other' has no task"),
    ],
)
def test_rows_of_another_form_are_refused(tmp_path: Path, rows: list[dict[str, Any]], complaint: str) -> None:
    with pytest.raises(MalformedRowError, match=complaint):
        load("n10", put(tmp_path, rows))


def test_an_absent_subset_names_the_dataset(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="HUMANSBenchmark/humans-benchmark"):
        load("n50", Place(tmp_path))
