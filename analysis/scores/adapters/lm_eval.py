"""Scores from lm-evaluation-harness, run with ``--log_samples``: ``<model>/samples_<task>_<date>.jsonl``.

An item is a document; its id is the task and the document's number. A line names its metrics under ``metrics``; the
first one whose value is a number or a yes or no is the score. A document in several lines (one for each filter) is read
from the first. The model is the folder's name, as the harness writes it.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.scores.faults import ScoresFaultError
from analysis.scores.reading import Scored

NAME = re.compile(r"samples_(?P<task>.+?)_\d{4}-\d{2}-\d{2}T[\d\-:.]+\.jsonl")


def files(path: Path) -> list[Path]:
    """The samples in a folder, or the file given; of several dates of one model's task only the last."""
    found = sorted(path.rglob("samples_*.jsonl")) if path.is_dir() else [path]
    last = {(each.parent, match["task"]): each for each in found if (match := NAME.fullmatch(each.name))}
    return sorted(last.values())


def outcomes(path: Path) -> Iterator[Scored]:
    """One outcome for each document.

    Raises
    ------
    ScoresFaultError
        A line is no sample.
    """
    match = NAME.fullmatch(path.name)
    assert match is not None
    seen: set[int] = set()
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            place = f"{path} line {number}"
            try:
                sample = json.loads(line)
                document = sample["doc_id"]
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise ScoresFaultError([f"{place}: no sample; expected an object with doc_id and metrics"]) from error
            if document not in seen:
                seen.add(document)
                item = f"{match['task']}:{document}"
                yield Scored(path.parent.name, match["task"], item, _score(sample, place), place)


def _score(sample: Mapping[str, Any], place: str) -> float:
    names = sample.get("metrics") or []
    for name in names:
        value = sample.get(name)
        if value is None:
            return math.nan
        if isinstance(value, bool | int | float):
            return float(value)
    raise ScoresFaultError([f"{place}, metrics: none of {names} is a number; expected one from 0 to 1"])
