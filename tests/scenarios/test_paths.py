"""Paths into states, and where two states differ."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.canonical import copy_json
from scenarios.paths import changes, covers, parse_path, select, write_path

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["a", "b"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["x", "y", "z.txt"]), inner, max_size=3)
    ),
    max_leaves=8,
)


def test_segments_and_quotes() -> None:
    assert parse_path('filesystem.root."notes.txt".content') == ("filesystem", "root", "notes.txt", "content")
    assert write_path(("a", "notes.txt", "b")) == 'a."notes.txt".b'


@pytest.mark.parametrize("wrong", ["", ".a", "a.", "a..b", 'a."b'])
def test_what_is_no_path(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no path"):
        parse_path(wrong)


@given(st.lists(st.text("ab.*+-_", min_size=1), min_size=1, max_size=4))
def test_a_written_path_is_read_back(parts: list[str]) -> None:
    assert parse_path(write_path(tuple(parts))) == tuple(parts)


def test_values_are_selected_with_their_paths() -> None:
    state = {"a": {"x": {"n": 1}, "y": {"n": 2}, "z": {}}, "b": [{"n": 3}]}
    assert list(select(state, ("a", "*", "n"))) == [(("a", "x", "n"), 1), (("a", "y", "n"), 2)]
    assert list(select(state, ("b", "0", "n"))) == [(("b", "0", "n"), 3)]
    assert list(select(state, ("b", "1"))) == []
    assert list(select(state, ("a", "x", "n", "deeper"))) == []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": 1}, {"a": 2}, [("a",)]),
        ({"a": 1}, {"b": 1}, [("a",), ("b",)]),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 2, 3]}}, [("a", "b", "2")]),
        ({"a": [1, 2]}, {"a": [2]}, [("a", "0"), ("a", "1")]),
        ({"a": 1}, {"a": True}, [("a",)]),
        ({"a": None}, {}, [("a",)]),
        ({"a": {"b": 1}}, {"a": 3}, [("a",)]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, []),
    ],
)
def test_changes_are_the_deepest_paths(before: Any, after: Any, found: list[tuple[str, ...]]) -> None:
    assert changes(before, after) == found


@given(JSON, JSON)
def test_no_changes_means_equal_and_they_are_the_same_both_ways(one: Any, other: Any) -> None:
    assert changes(one, copy_json(one)) == []
    assert (not changes(one, other)) is (repr(one) == repr(other) or (one == other and not changes(other, one)))
    assert set(changes(one, other)) == set(changes(other, one))


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        (("a",), ("a", "x", "n"), True),
        (("a", "x"), ("a",), False),
        (("a", "*", "n"), ("a", "x", "n"), True),
        (("a", "*", "n"), ("a", "x", "m"), False),
        (("a", "+"), ("a", "x"), False),
        (("a", "+"), ("a", "new"), True),
        (("a", "+"), ("a", "new", "n"), True),
        (("a", "+", "n"), ("a", "new", "m"), False),
        (("b", "+"), ("b", "1"), True),
        (("b", "+"), ("b", "0"), False),
    ],
)
def test_frames_cover_what_lies_under_them(pattern: tuple[str, ...], path: tuple[str, ...], covered: bool) -> None:
    assert covers(pattern, path, {"a": {"x": {"n": 1}}, "b": [0]}) is covered
