"""The published HUMANS subsets: ``HUMANSBenchmark/humans-benchmark``, one split per size.

Read in: the dataset's card and the published evaluator. A row has ``item_id``, ``task``, ``dataset``, ``text_input``,
``audio_input``, ``audio_reference``, ``text_reference`` (list), ``audio_output``, ``text_output``, ``metric``,
``metadata`` (JSON), ``human_preference_weight``, ``full_benchmark_weight`` and ``human_regression_bias`` (the same in
every row; the evaluator reads row 0, here a second value is refused). Tool documents for function calling lie in the
evaluator's repository: its ``functions.json`` is put beside the rows.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.benchmark.items import Item
from analysis.benchmark.loaders.cava import EMOTIONS
from analysis.benchmark.loaders.place import Place
from analysis.benchmark.loaders.rows import (
    MalformedRowError,
    MissingDataError,
    Row,
    download_rows,
    missing,
    need,
    sound_file,
)
from analysis.benchmark.loaders.rows import read_rows as rows_of
from analysis.benchmark.loaders.wildspeech import category
from analysis.benchmark.subsets import Chosen, Subset
from analysis.benchmark.tasks.registry import Task, registry

DATASET = "HUMANSBenchmark/humans-benchmark"
SIZES = ("n10", "n20", "n30", "n50", "n100", "n200")
BENCHMARKS = {
    "dynamic_superb": "dynamic_superb",
    "cava": "cava",
    "ultraeval": "ultraeval",
    "speakbench": "speakbench",
    "wildspeech-bench": "wildspeech",
}


def load(size: str, place: Place) -> tuple[list[Item], Subset]:
    """One published subset: its items and its weights.

    Raises:
        MissingDataError: it is not here.
        MalformedRowError: a row is not of the published form.
    """
    rows = list(_rows(size, place))
    items = [_item(row, place) for row in rows]
    biases = {float(need(row, "human_regression_bias", where=size)) for row in rows}
    if len(biases) != 1:
        raise MalformedRowError(f"{size}: {len(biases)} values of human_regression_bias, not one")
    chosen = tuple(
        Chosen(
            item_id=item.item_id,
            weight=float(row["full_benchmark_weight"]),
            preference_weight=float(row["human_preference_weight"]),
        )
        for item, row in zip(items, rows, strict=True)
    )
    return items, Subset(name=size, origin=DATASET, items=chosen, bias=biases.pop())


def _rows(size: str, place: Place) -> list[Row]:
    folder = _folder(place)
    if folder.is_dir():
        jsonl = folder / f"{size}.jsonl"
        return list(rows_of(folder, split=size, file=jsonl.name if jsonl.is_file() else None))
    if place.download:
        return list(download_rows(DATASET, split=size))
    raise missing(what=DATASET, folder=folder)


def _folder(place: Place) -> Path:
    return place.root / "humans" / DATASET.rsplit("/", 1)[-1]


def _item(row: Row, place: Place) -> Item:
    where = f"item {row.get('item_id')}"
    task = _task(row, where)
    details = json.loads(row.get("metadata") or "{}") or {}
    heard = sound_file(row.get("audio_input"), beside=_folder(place), keep_in=place.root / "sounds")
    reference = sound_file(row.get("audio_reference"), beside=_folder(place), keep_in=place.root / "sounds")
    answers = tuple(str(answer) for answer in row.get("text_reference") or ())
    return Item(
        item_id=f"humans/{task.id}/{need(row, 'item_id', where=where)}",
        task=task.id,
        text=row.get("text_input") or "",
        audio=(heard,) if heard else (),
        references=() if task.metric == "checklist_score" else answers,
        reference_audio=reference,
        tools=_tools(place) if task.id == "function_calling" else (),
        details=_details(task, details, answers),
    )


def _task(row: Row, where: str) -> Task:
    tasks = registry()
    benchmark = BENCHMARKS.get(str(need(row, "dataset", where=where)))
    name = str(need(row, "task", where=where))
    if benchmark == "wildspeech":
        part = "speech" if str(row.get("metric")).upper() == "UTMOS" else "content"
        return tasks[f"{category(name)}_{part}"]
    for task in tasks.of(benchmark or ""):
        if name == task.id or (benchmark != "cava" and _plain(name) in _known_as(task)):
            return task
    raise MalformedRowError(f"{where}: '{row['dataset']}' has no task '{name}' in Parley's registry")


def _known_as(task: Task) -> set[str]:
    in_brackets = task.title.rpartition("(")[2].rstrip(")")
    return {_plain(word) for word in (task.source_name or task.id, in_brackets)}


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _details(task: Task, given: Mapping[str, Any], answers: tuple[str, ...]) -> Mapping[str, Any]:
    details = dict(given)
    if task.id == "emotion":
        details["labels"] = list(EMOTIONS)
    if task.metric == "checklist_score":
        details = {**details, "question": given.get("query", ""), "checklist": "\n".join(answers)}
    if task.metric == "gpt_score":
        details["question"] = given.get("instruction", "")
    return details


def _tools(place: Place) -> tuple[Mapping[str, Any], ...]:
    path = _folder(place) / "functions.json"
    if not path.is_file():
        raise MissingDataError(f"no tool documents: put functions.json of the HUMANS evaluator into {path.parent}")
    return tuple(json.loads(path.read_text()))
