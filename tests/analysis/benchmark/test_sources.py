"""What `--subset` can name, and that a subset of ours picks its items from the data by id."""

from pathlib import Path

import pytest

from analysis.benchmark.loaders.place import Place
from analysis.benchmark.loaders.rows import MissingDataError, download_rows
from analysis.benchmark.samples import write_samples
from analysis.benchmark.sources import items_of
from analysis.benchmark.subsets import Chosen, Subset, SubsetError, write_subset
from analysis.benchmark.tasks.registry import registry


def test_the_samples_are_every_task_in_the_tables_order(tmp_path: Path) -> None:
    items, subset = items_of("samples", Place(tmp_path))
    assert list(dict.fromkeys(item.task for item in items)) == [task.id for task in registry().tasks]
    assert sum(chosen.weight for chosen in subset.items) == pytest.approx(1.0)
    assert {chosen.weight for chosen in subset.items} == {1 / 80}


def test_tasks_narrow_the_full_set(tmp_path: Path) -> None:
    task = registry()["superb_asr"]
    write_samples(tmp_path, [task])
    items, subset = items_of("full", Place(tmp_path), tasks=[task])
    assert [item.item_id for item in items] == [chosen.item_id for chosen in subset.items]
    assert subset.name == "full, 1 tasks"
    with pytest.raises(MissingDataError):
        items_of("full", Place(tmp_path))


def test_a_file_of_ours_needs_the_data_of_its_tasks_alone(tmp_path: Path) -> None:
    write_samples(tmp_path, [registry()["superb_asr"], registry()["emotion"]])
    wanted = ("cava/emotion/1", "dynamic_superb/superb_asr/0")
    chosen = tuple(Chosen(item_id=name, weight=0.5) for name in wanted)
    write_subset(Subset(name="two", origin="test", items=chosen), tmp_path / "two.json")
    items, subset = items_of(str(tmp_path / "two.json"), Place(tmp_path))
    assert tuple(item.item_id for item in items) == wanted
    assert subset.name == "two"


def test_a_chosen_subset_is_whole_or_nothing(tmp_path: Path) -> None:
    with pytest.raises(SubsetError, match="a chosen subset with its weights"):
        items_of("n50", Place(tmp_path), tasks=[registry()["emotion"]])


def test_without_the_library_a_download_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(MissingDataError, match="pip install datasets"):
        next(iter(download_rows("org/name", split="test")))
