"""Scores from HELM's runs: folders with ``run_spec.json`` and ``per_instance_stats.json``.

The task is the run's name without its model; an item is an instance, which HELM names alike in every run. The score is
the mean of the run's main metric on the test split, over trials; perturbed copies of an instance are left out. The main
metric is the first of `METRICS` that the run has.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.scores.faults import ScoresFaultError
from analysis.scores.reading import Scored

METRICS = (
    "exact_match",
    "quasi_exact_match",
    "prefix_exact_match",
    "quasi_prefix_exact_match",
    "final_number_exact_match",
    "math_equiv_chain_of_thought",
    "math_equiv",
    "f1_score",
    "rouge_l",
    "bleu_4",
)


def files(path: Path) -> list[Path]:
    """Each run's statistics in a folder of runs."""
    return sorted(path.rglob("per_instance_stats.json")) if path.is_dir() else []


def outcomes(path: Path) -> Iterator[Scored]:
    """One outcome for each instance of a run.

    Raises
    ------
    ScoresFaultError
        A file is missing or has none of the metrics.
    """
    spec_path = path.with_name("run_spec.json")
    if not spec_path.is_file():
        raise ScoresFaultError([f"{spec_path}: no such file; expected it beside per_instance_stats.json"])
    spec = json.loads(spec_path.read_text(encoding="utf-8"))
    model = spec["adapter_spec"]["model"]
    task = re.sub(r",?model=[^,]*", "", spec["name"]).rstrip(":,")
    instances = [one for one in json.loads(path.read_text(encoding="utf-8")) if not one.get("perturbation")]
    metric = _metric(instances, path)
    trials: dict[str, list[float]] = defaultdict(list)
    for instance in instances:
        trials[instance["instance_id"]] += [
            float(stat.get("mean", math.nan)) for stat in _test_stats(instance) if stat["name"]["name"] == metric
        ]
    for name, values in trials.items():
        mean = sum(values) / len(values) if values else math.nan
        yield Scored(model, task, f"{task}:{name}", mean, f"{path}, instance {name!r}")


def _metric(instances: Sequence[Mapping[str, Any]], path: Path) -> str:
    there = {stat["name"]["name"] for instance in instances for stat in _test_stats(instance)}
    for name in METRICS:
        if name in there:
            return name
    raise ScoresFaultError([f"{path}: none of the metrics {', '.join(METRICS)} on the test split"])


def _test_stats(instance: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [stat for stat in instance["stats"] if stat["name"].get("split", "test") == "test"]
