"""Scores from inspect_ai's logs, ``.eval`` (a ZIP of JSON files) and ``.json``.

An item is a sample's id; its score is the mean over epochs of one scorer's value. ``C``, ``P``, ``I`` and ``N`` count
as inspect_ai counts them: 1, 1/2, 0, 0. A sample that ended in an error, has no score or scored NaN (inspect_ai's
"unscored") is ungraded.
"""

import json
import math
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.scores.faults import ScoresFaultError
from analysis.scores.reading import Scored

GRADES = {"C": 1.0, "P": 0.5, "I": 0.0, "N": 0.0}
WORDS = {"yes": 1.0, "true": 1.0, "no": 0.0, "false": 0.0}


def files(path: Path) -> list[Path]:
    """The logs in a folder, or the one given."""
    found = sorted([*path.rglob("*.eval"), *path.rglob("*.json")]) if path.is_dir() else [path]
    return [each for each in found if each.suffix == ".eval" or (each.suffix == ".json" and _is_log(each))]


def outcomes(path: Path) -> Iterator[Scored]:
    """One outcome for each sample of a log.

    Raises
    ------
    ScoresFaultError
        The log cannot be read, or a value is no score.
    """
    header, samples = _read(path)
    model, task = header["eval"]["model"], header["eval"]["task"]
    values: dict[str, list[float]] = defaultdict(list)
    for sample in samples:
        place = f"{path}, sample {sample.get('id')!r}"
        values[str(sample["id"])].append(_score(sample, place))
    for item, of_epochs in values.items():
        graded = [value for value in of_epochs if not math.isnan(value)]
        mean = sum(graded) / len(graded) if graded else math.nan
        yield Scored(model, task, f"{task}:{item}", mean, f"{path}, sample {item!r}")


def _is_log(path: Path) -> bool:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        return False
    return isinstance(content, dict) and "eval" in content and "samples" in content


def _read(path: Path) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    if path.suffix == ".json":
        content = json.loads(path.read_text(encoding="utf-8"))
        return content, content["samples"] or []
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.startswith("samples/") and name.endswith(".json")]
            header = json.loads(archive.read("header.json"))
            return header, [json.loads(archive.read(name)) for name in sorted(names)]
    except (zipfile.BadZipFile, KeyError, NotImplementedError) as error:  # the last: an unknown compression
        raise ScoresFaultError(
            [f"{path}: not a finished .eval log that can be read here ({error}); write it with `inspect log convert`"]
        ) from error


def _score(sample: Mapping[str, Any], place: str) -> float:
    scores = sample.get("scores") or {}
    if sample.get("error") or not scores:
        return math.nan
    if len(scores) > 1:
        raise ScoresFaultError([f"{place}: {len(scores)} scorers, {', '.join(scores)}; expected a log with one"])
    return _value(next(iter(scores.values()))["value"], place)


def _value(value: Any, place: str) -> float:
    if value is None:
        return math.nan
    if isinstance(value, bool | int | float):
        return float(value)
    if isinstance(value, str):
        known = GRADES.get(value, WORDS.get(value.lower()))
        try:
            return float(value) if known is None else known
        except ValueError:
            pass
    raise ScoresFaultError([f"{place}, value: {value!r}; expected a number from 0 to 1, or one of C, P, I, N"])
