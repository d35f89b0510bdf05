"""What must be true in the end is read off two states."""

from typing import Any

import pytest

from scenarios.importers.final_state import outlook
from scenarios.verifier.matching import Context
from scenarios.verifier.predicates import all_hold
from scenarios.worlds.base import DEFAULT_NOW

HERE = Context(DEFAULT_NOW)


@pytest.mark.parametrize(
    ("before", "after", "may_change"),
    [
        ({"w": {"n": 1}}, {"w": {"n": 2}}, ("w.n",)),
        ({"w": {"a": 1, "b": 2}}, {"w": {"b": 2}}, ("w.a",)),
        ({"w": {}}, {"w": {"a.txt": {"content": "x"}}}, ("w.+",)),
        ({"w": {"l": [{"x": 1}]}}, {"w": {"l": [{"x": 1}, {"x": 2}, {"x": 2}]}}, ("w.l.+",)),
        ({"w": {"l": ["a"]}}, {"w": {"l": ["a", "b"]}}, ("w.l.+",)),
        ({"w": {"l": ["a", "b"]}}, {"w": {"l": ["b"]}}, ("w.l",)),
        ({"w": {"l": [{"x": 1}]}}, {"w": {"l": [{"x": 2}]}}, ("w.l",)),
        ({"w": {"k": None}}, {"w": {"k": True}}, ("w.k",)),
        ({"w": {'a"b': 1}}, {"w": {'a"b': 2}}, ("w",)),
        ({"w": {"*": 1}}, {"w": {"*": 2}}, ("w",)),
    ],
)
def test_the_later_state_fits_and_the_earlier_does_not(before: Any, after: Any, may_change: tuple[str, ...]) -> None:
    found = outlook(before, after, free=set(), ignored=set())
    assert found.may_change == may_change
    assert all_hold(found.final_state, after, HERE)
    assert not all_hold(found.final_state, before, HERE)


def test_equal_states_ask_for_nothing() -> None:
    found = outlook({"w": {"n": 1}}, {"w": {"n": 1}}, free=set(), ignored=set())
    assert (found.final_state, found.may_change) == ((), ())


def test_bookkeeping_is_left_out() -> None:
    assert not outlook({"w": {"cwd": []}}, {"w": {"cwd": ["a"]}}, free=set(), ignored={"w.cwd"}).final_state


def test_ids_that_are_counted_do_not_matter() -> None:
    tweet = {"id": 5, "username": "jo", "content": "Ferns are thirsty"}
    found = outlook({"social": {"tweets": {}}}, {"social": {"tweets": {"5": tweet}}}, free=set(), ignored=set())
    other = {"social": {"tweets": {"6": {**tweet, "id": 6}}}}
    assert all_hold(found.final_state, other, HERE)
    assert not all_hold(found.final_state, {"social": {"tweets": {"6": {**tweet, "username": "kim"}}}}, HERE)


def test_alike_entries_are_counted() -> None:
    rows = [{"x": 1}, {"x": 1}]
    found = outlook({"w": {"l": []}}, {"w": {"l": rows}}, free=set(), ignored=set())
    assert len(found.final_state) == 1
    assert not all_hold(found.final_state, {"w": {"l": rows[:1]}}, HERE)


def test_free_text_is_free() -> None:
    after = {"w": {"m": "Water the ferns today"}}
    found = outlook({"w": {"m": ""}}, after, free={"Water the ferns today"}, ignored=set())
    assert all_hold(found.final_state, {"w": {"m": "water the ferns, today please"}}, HERE)
    exact = outlook({"w": {"m": ""}}, after, free=set(), ignored=set())
    assert not all_hold(exact.final_state, {"w": {"m": "water the ferns, today please"}}, HERE)
