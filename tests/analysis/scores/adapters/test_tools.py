"""Files as inspect_ai, lm-evaluation-harness and HELM write them, read into one matrix."""

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.scores.adapters import read_any
from analysis.scores.faults import ScoresFaultError


def inspect_sample(name: str, value: Any, *, epoch: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": name, "epoch": epoch, "scores": {"match": {"value": value, "answer": "x"}}, **more}


def inspect_log(path: Path, *, model: str, samples: list[dict[str, Any]]) -> None:
    header = {"version": 2, "status": "success", "eval": {"model": model, "task": "arc", "task_id": "x"}}
    if path.suffix == ".json":
        path.write_text(json.dumps({**header, "samples": samples}))
        return
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("header.json", json.dumps(header))
        for sample in samples:
            archive.writestr(f"samples/{sample['id']}_epoch_{sample['epoch']}.json", json.dumps(sample))


@pytest.mark.parametrize("end", [".eval", ".json"])
def test_inspect_ai_grades_epochs_and_errors(tmp_path: Path, end: str) -> None:
    first = [inspect_sample("1", "C"), inspect_sample("1", "I", epoch=2), inspect_sample("2", "P")]
    second = [inspect_sample("1", 0.25), inspect_sample("2", "I", error={"message": "timeout"})]
    inspect_log(tmp_path / f"a{end}", model="openai/a", samples=first)
    inspect_log(tmp_path / f"b{end}", model="openai/b", samples=second)
    matrix = read_any(tmp_path)
    assert (matrix.models, matrix.items, matrix.tasks) == (("openai/a", "openai/b"), ("arc:1", "arc:2"), ("arc",))
    np.testing.assert_array_equal(matrix.scores, [[0.5, 0.5], [0.25, np.nan]])


def test_inspect_ai_with_two_scorers_is_refused(tmp_path: Path) -> None:
    scores = {"match": {"value": "C"}, "judge": {"value": 0.5}}
    inspect_log(tmp_path / "a.json", model="m", samples=[{"id": 1, "epoch": 1, "scores": scores}])
    with pytest.raises(ScoresFaultError, match="2 scorers, match, judge"):
        read_any(tmp_path)


def test_lm_eval_takes_the_first_filter_and_the_last_run(tmp_path: Path) -> None:
    for model, first in (("org__a", 1.0), ("org__b", 0.0)):
        folder = tmp_path / model
        folder.mkdir()
        for date, values in (("2026-01-01T10-00-00.1", [0, 0]), ("2026-01-02T10-00-00.1", [first, 1])):
            lines = [{"doc_id": at, "metrics": ["acc"], "acc": value} for at, value in enumerate(values)]
            lines.append({"doc_id": 1, "metrics": ["acc"], "acc": 0.5, "filter": "strict"})
            text = "\n".join(map(json.dumps, lines))
            (folder / f"samples_arc_easy_{date}.jsonl").write_text(text)
    matrix = read_any(tmp_path)
    assert (matrix.models, matrix.items) == (("org__a", "org__b"), ("arc_easy:0", "arc_easy:1"))
    assert matrix.scores.tolist() == [[1, 1], [0, 1]]


def test_lm_eval_names_the_line_at_fault(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    folder.mkdir()
    (folder / "samples_arc_2026-01-01T10-00-00.1.jsonl").write_text('{"doc_id": 0, "metrics": ["acc"], "acc": "x"}\n')
    with pytest.raises(ScoresFaultError, match=r"line 1, metrics: none of \['acc'\] is a number"):
        read_any(tmp_path)


def helm_instance(name: str, mean: float, **more: Any) -> dict[str, Any]:
    stat = {"name": {"name": "exact_match", "split": "test"}, "count": 1, "sum": mean, "mean": mean}
    return {"instance_id": name, "train_trial_index": 0, "stats": [stat], **more}


def test_helm_averages_trials_and_leaves_perturbed_copies_out(tmp_path: Path) -> None:
    for model in ("a", "b"):
        run = tmp_path / f"mmlu,model={model}"
        run.mkdir()
        spec = {"name": f"mmlu:subject=law,model={model}", "adapter_spec": {"model": f"org/{model}"}}
        (run / "run_spec.json").write_text(json.dumps(spec))
        stats = [helm_instance("id1", 1.0), helm_instance("id1", 0.0), helm_instance("id2", float(model == "a"))]
        stats.append(helm_instance("id2", 0.5, perturbation={"name": "typos"}))
        (run / "per_instance_stats.json").write_text(json.dumps(stats))
    matrix = read_any(tmp_path)
    assert matrix.models == ("org/a", "org/b")
    assert matrix.tasks == ("mmlu:subject=law",)
    assert matrix.scores.tolist() == [[0.5, 1.0], [0.5, 0.0]]
