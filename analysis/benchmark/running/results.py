"""What a run leaves: ``results.parquet``, one row an item, and ``manifest.json``, which says all that it depends on.

The rows have the columns model, task, item, score and status that score matrices are read from. The manifest is written
last and names the rows' SHA-256: a folder without it, or with another, holds no run.
"""

import hashlib
import json
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from analysis.benchmark.metrics.metric import Graders
from analysis.benchmark.running.costs import Price
from analysis.benchmark.running.models import BenchmarkModel
from analysis.benchmark.running.runner import Result
from analysis.benchmark.scoring import RunScore, benchmark_score, preference_score
from analysis.benchmark.subsets import Subset
from analysis.benchmark.tasks.registry import registry

SCHEMA = 1
ROWS = "results.parquet"
MANIFEST = "manifest.json"

COLUMNS: Mapping[str, str] = {
    "model": "string",
    "benchmark": "string",
    "task": "string",
    "item": "string",
    "item_hash": "string",
    "status": "string",
    "score": "double",
    "raw": "double",
    "verdict": "string",
    "reason": "string",
    "metric": "string",
    "metric_version": "int64",
    "judge": "string",
    "judge_reported": "string",
    "latency_s": "double",
    "input_tokens": "int64",
    "output_tokens": "int64",
    "usd": "double",
    "weight": "double",
    "preference_weight": "double",
    "model_reported": "string",
    "answer": "string",
    "evidence": "string",
}


class NoRunError(ValueError):
    """A folder holds no whole run; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """All that a run's results depend on besides the items."""

    model: BenchmarkModel
    subset: Subset
    graders: Graders
    seed: int
    price: Price | None = None
    asked_again: int = 0
    judges_usd: float | None = None
    least_coverage: float = 0.9
    command: str = ""


def score_run(results: Sequence[Result], record: RunRecord) -> list[RunScore]:
    """The benchmark's score, and the preference's where the subset has weights for it."""
    outcomes = [result.outcome for result in results]
    chosen = record.subset.items
    scores = [
        benchmark_score(
            outcomes, [each.weight for each in chosen], seed=record.seed, least_coverage=record.least_coverage
        )
    ]
    if record.subset.bias is not None:
        scores.append(
            preference_score(
                outcomes,
                [each.preference_weight or 0.0 for each in chosen],
                bias=record.subset.bias,
                tasks=[result.work.item.task for result in results],
                prediction_se=record.subset.prediction_se,
                least_coverage=record.least_coverage,
            )
        )
    return scores


def write_run(results: Sequence[Result], record: RunRecord, folder: Path) -> dict[str, Any]:
    """Write rows and manifest; returns the manifest. The results are in the subset's order."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    rows = [_row(result, record, place) for place, result in enumerate(results)]
    schema = pa.schema([(name, pa.type_for_alias(kind)) for name, kind in COLUMNS.items()])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / ROWS)
    manifest = _manifest(results, rows, record, folder)
    part = folder / f"{MANIFEST}.part"
    part.write_text(json.dumps(manifest, indent=1, ensure_ascii=False, default=dict) + "\n")
    part.replace(folder / MANIFEST)
    return manifest


def read_manifest(folder: Path) -> dict[str, Any]:
    """A run's manifest.

    Raises:
        NoRunError: there is none, it has another schema, or the rows are not those that it names.
    """
    if not (folder / MANIFEST).is_file() or not (folder / ROWS).is_file():
        raise NoRunError(f"{folder}: no {ROWS} with its {MANIFEST}")
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    if manifest.get("schema") != SCHEMA:
        raise NoRunError(f"{folder}: a manifest of schema {manifest.get('schema')}, not {SCHEMA}")
    if manifest["rows_sha256"] != _sha256(folder / ROWS):
        raise NoRunError(f"{folder}: {ROWS} is not the one that the manifest names")
    return manifest


def read_results(folder: Path) -> list[dict[str, Any]]:
    """A run's rows; raises NoRunError where the folder holds no whole run."""
    import pyarrow.parquet as pq

    read_manifest(folder)
    rows: list[dict[str, Any]] = pq.read_table(folder / ROWS).to_pylist()
    return rows


def _row(result: Result, record: RunRecord, place: int) -> dict[str, Any]:
    item, outcome, answer = result.work.item, result.outcome, result.answer
    chosen = record.subset.items[place]
    evidence = dict(outcome.evidence)
    usage = answer.usage if answer else None
    return {
        "model": record.model.name,
        "benchmark": registry()[item.task].benchmark,
        "task": item.task,
        "item": item.item_id,
        "item_hash": item.content_hash(),
        "status": outcome.status,
        "score": outcome.score,
        "raw": outcome.raw,
        "verdict": outcome.verdict,
        "reason": outcome.reason,
        "metric": result.work.metric.name,
        "metric_version": result.work.metric.version,
        "judge": evidence.pop("judge", None),
        "judge_reported": evidence.pop("judge_reported", None),
        "latency_s": answer.latency_s if answer else None,
        "input_tokens": usage.input_tokens if usage else None,
        "output_tokens": usage.output_tokens if usage else None,
        "usd": record.price.of(usage) if record.price and usage else None,
        "weight": chosen.weight,
        "preference_weight": chosen.preference_weight,
        "model_reported": answer.model_reported if answer else None,
        "answer": answer.text if answer else None,
        "evidence": json.dumps(evidence, ensure_ascii=False, sort_keys=True) if evidence else None,
    }


def _manifest(
    results: Sequence[Result], rows: Sequence[Mapping[str, Any]], record: RunRecord, folder: Path
) -> dict[str, Any]:
    spent = {result.work.request.content_hash(): row["usd"] for result, row in zip(results, rows, strict=True)}
    unknown = record.price is None or any(
        spent[result.work.request.content_hash()] is None for result in results if result.answer
    )
    judges = {role: asdict(judge.pin) for role, judge in record.graders.judges.items()}
    return {
        "schema": SCHEMA,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "parley": {"version": _version(), "commit": _commit()},
        "command": record.command,
        "model": {
            "name": record.model.name,
            "version": record.model.version,
            "identity": record.model.identity,
            "settings": dict(record.model.settings),
            "reported": sorted({row["model_reported"] for row in rows if row["model_reported"]}),
        },
        "subset": {
            "name": record.subset.name,
            "origin": record.subset.origin,
            "sha256": record.subset.content_hash(),
            "n_items": len(rows),
        },
        "seed": record.seed,
        "judges": judges,
        "judges_reported": sorted({row["judge_reported"] for row in rows if row["judge_reported"]}),
        "transcriber": record.graders.transcriber.name if record.graders.transcriber else None,
        "metrics": {row["metric"]: row["metric_version"] for row in rows},
        "ends": dict(Counter(row["status"] for row in rows)),
        "reasons": dict(Counter(row["reason"] for row in rows if row["reason"]).most_common(20)),
        "asked_again_after_a_stop": record.asked_again,
        "model_usd": None if unknown else sum(usd for usd in spent.values() if usd is not None),
        "judges_usd_of_all_runs_of_this_model": record.judges_usd,
        "scores": [asdict(score) for score in score_run(results, record)],
        "rows_sha256": _sha256(folder / ROWS),
    }


def _version() -> str:
    try:
        return version("parley")
    except PackageNotFoundError:
        return "unknown"


def _commit() -> str | None:
    here = Path(__file__).parent
    told = subprocess.run(["git", "-C", str(here), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return told.stdout.strip() or None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
