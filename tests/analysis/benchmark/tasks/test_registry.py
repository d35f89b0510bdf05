"""The registry holds Table 5 and contradicts itself nowhere."""

from collections import Counter

import pytest
import yaml
from pydantic import ValidationError

from analysis.benchmark.tasks.registry import TASKS, Registry, UnknownTaskError, registry

TABLE_4 = {"dynamic_superb": 14, "cava": 11, "ultraeval": 4, "speakbench": 1, "wildspeech": 10}


def test_forty_tasks_with_the_papers_items() -> None:
    assert (len(registry().tasks), registry().n_items) == (40, 15_964)
    assert Counter(task.benchmark for task in registry().tasks) == TABLE_4


def test_each_normalisation_is_the_tables() -> None:
    forms = {task.paper_metric: task.normalisation for task in registry().tasks}
    stated = {
        "WER": "1 - min(e, 1)",
        "PER": "1 - min(e, 1)",
        "Latency (s)": "1 - min(e, 5)/5",
        "GPT-score": "(s - 1)/9",
        "UTMOS": "(s - 1)/4",
    }
    assert {name: form for name, form in forms.items() if form != "native [0, 1]"} == stated


def test_a_licence_that_is_not_known_stays_unknown() -> None:
    tasks = registry()
    assert tasks.licence(tasks["emotion"]) is None
    assert str(tasks.licence(tasks["text_creation_content"])).startswith("CC-BY-4.0")


def test_an_unknown_task_is_refused_by_name() -> None:
    with pytest.raises(UnknownTaskError, match="singing"):
        registry()["singing"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda document: document["tasks"][0].update(items=199), "its tasks have"),
        (lambda document: document["tasks"][0].update(id="superb_asr"), "given once"),
        (lambda document: document["tasks"][0].update(metric=None), "metric"),
        (lambda document: document["benchmarks"].pop("speakbench"), "no such benchmark: speakbench"),
    ],
)
def test_a_registry_that_contradicts_itself_is_refused(change, complaint: str) -> None:  # type: ignore[no-untyped-def]
    document = yaml.safe_load(TASKS.read_text())
    change(document)
    with pytest.raises(ValidationError, match=complaint):
        Registry.model_validate(document)
