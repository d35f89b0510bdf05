"""A subset is whole or refused; weights follow item ids, not rows."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from analysis.benchmark.items import Item
from analysis.benchmark.subsets import Chosen, Subset, SubsetError, full_subset, read_subset, write_subset

ITEMS = [Item("b/t/0", "t"), Item("b/t/1", "t"), Item("b/u/0", "u")]


def chosen(*weights: float, preference: float | None = None) -> tuple[Chosen, ...]:
    return tuple(
        Chosen(item_id=f"i{number}", weight=weight, preference_weight=preference)
        for number, weight in enumerate(weights)
    )


def test_every_task_counts_alike_in_the_full_set() -> None:
    weights = [each.weight for each in full_subset(ITEMS).items]
    assert weights == [0.25, 0.25, 0.5]  # two tasks; the first shares its half


def test_a_subset_is_read_as_it_was_written(tmp_path: Path) -> None:
    subset = Subset(name="n2", origin="test", items=chosen(0.5, 0.5, preference=-0.25), bias=0.1)
    write_subset(subset, tmp_path / "subset.json")
    assert read_subset(tmp_path / "subset.json") == subset


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"items": chosen(0.5, 0.4)}, "sum to 0.9"),
        ({"items": (*chosen(0.5), *chosen(0.5))}, "named twice: i0"),
        ({"items": chosen(1.0), "bias": 0.2}, "together with the bias"),
        ({"items": chosen(1.0, preference=0.3)}, "together with the bias"),
        ({"items": [{"item_id": "i0", "weight": float("nan")}]}, "finite"),
    ],
)
def test_a_subset_that_is_not_whole_is_refused(given: dict, complaint: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValidationError, match=complaint):
        Subset.model_validate({"name": "x", "origin": "test", "items": [], **given})


def test_items_are_picked_by_id_in_the_subsets_order() -> None:
    subset = Subset(
        name="x",
        origin="test",
        items=(Chosen(item_id="b/u/0", weight=0.5), Chosen(item_id="b/t/1", weight=0.5)),
    )
    assert [item.item_id for item in subset.pick(ITEMS)] == ["b/u/0", "b/t/1"]
    with pytest.raises(SubsetError, match="b/t/1"):
        subset.pick(ITEMS[:1] + ITEMS[2:])
