"""Matchers: what speech recognition does to a value must not matter, what means something else must."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from scenarios.rules import Matcher
from scenarios.verifier.matching import MISSING, Context, fits

MATCHER: TypeAdapter[Matcher] = TypeAdapter(Matcher)
NOW = datetime.fromisoformat("2026-06-09T09:00:00-07:00")  # a Tuesday


def match(value: Any, /, **matcher: Any) -> bool:
    return fits(MATCHER.validate_python(matcher), value, Context(NOW, {"mine": "P-12"}))


@pytest.mark.parametrize(
    ("matcher", "value", "fit"),
    [
        ({"kind": "exact", "value": "p31"}, "P31.", True),
        ({"kind": "exact", "value": "#gardenday"}, "gardenday", True),
        ({"kind": "exact", "value": "p31"}, "p13", False),
        ({"kind": "exact", "value": 3}, 3.0, True),
        ({"kind": "exact", "value": 3}, "3", True),
        ({"kind": "exact", "value": 1}, True, False),
        ({"kind": "exact", "value": True}, True, True),
        ({"kind": "exact", "value": False}, 0, False),
        ({"kind": "exact", "value": None}, None, True),
        ({"kind": "exact", "value": None}, "", False),
        ({"kind": "exact", "value": ["A", {"b": 1}]}, ["a", {"b": 1.0}], True),
        ({"kind": "exact", "value": {"a": 1}}, {"a": 1, "b": 2}, False),
        ({"kind": "one_of", "values": ["p1", "p2"]}, "P2", True),
        ({"kind": "one_of", "values": ["p1", "p2"]}, "p3", False),
        ({"kind": "text", "value": "Meet at the north gate"}, "meet at the North Gate.", True),
        ({"kind": "text", "value": "Meet at 3:30"}, "meet at three thirty", True),
        ({"kind": "text", "value": "Meet at 3:30"}, "meet at 3:20", False),
        ({"kind": "text", "value": "I will come", "min_ratio": 0.6}, "I will not come", False),
        ({"kind": "text", "value": "I will come tonight", "min_ratio": 0.8}, "I will come to night!", True),
        ({"kind": "text", "value": "Bring 2 chairs", "min_ratio": 0.8}, "Bring 3 chairs", False),
        ({"kind": "text", "all_of": ["north gate", "noon"]}, "We meet at noon, at the north gate", True),
        ({"kind": "text", "all_of": ["north gate"]}, "It is not the north gate", False),
        ({"kind": "text", "all_of": ["gate"], "none_of": ["south"]}, "the south gate", False),
        ({"kind": "text", "all_of": ["gate"]}, 7, False),
        ({"kind": "text", "all_of": ["north gate"], "none_of": ["south gate"]}, "not south gate but north gate", True),
        ({"kind": "text", "all_of": ["north gate"], "none_of": ["south gate"]}, "the south gate", False),
        ({"kind": "text", "all_of": ["north gate"], "none_of": ["south gate"]}, "south gate, not north gate", False),
        ({"kind": "text", "all_of": ["ten", "four"]}, "from 10 to 4", True),
        ({"kind": "text", "all_of": ["vet"]}, "at the vet's", True),
        ({"kind": "text", "all_of": ["vet"]}, "the vets", False),
        ({"kind": "name", "value": "Geoff", "rivals": ["Greg"]}, "Jeff", True),
        ({"kind": "name", "value": "Geoff", "rivals": ["Greg"]}, "Greg", False),
        ({"kind": "name", "value": "Danielle", "rivals": ["Daniel"]}, "Daniel", False),
        ({"kind": "name", "value": "Danielle", "rivals": ["Daniel"]}, "danielle", True),
        ({"kind": "name", "value": "Catherine", "aliases": ["Cathy"]}, "Cathy", True),
        ({"kind": "name", "value": "Catherine"}, "Bob", False),
        ({"kind": "name", "value": "Catherine"}, "", False),
        (
            {"kind": "text", "all_of": ["train"], "any_of": [["denver"]], "whole": ["train"]},
            "The train to Denver",
            True,
        ),
        ({"kind": "text", "all_of": ["train"], "any_of": [["denver"]], "whole": ["train"]}, "Train!", True),
        ({"kind": "text", "all_of": ["train"], "any_of": [["denver"]], "whole": ["train"]}, "Train to Boston", False),
        ({"kind": "text", "all_of": ["train"], "any_of": [["denver"]], "whole": ["train"]}, "no train", False),
        ({"kind": "text", "none_of": ["cancel"]}, "Please come", True),
        ({"kind": "text", "none_of": ["cancel"]}, "Cancel it", False),
        ({"kind": "text", "none_of": ["cancel"]}, None, False),
        ({"kind": "number", "value": 40}, "forty", True),
        ({"kind": "number", "value": 40}, 41, False),
        ({"kind": "number", "value": 40, "rel": 0.05}, 41, True),
        ({"kind": "number", "value": 1}, True, False),
        ({"kind": "number", "at_most": 65}, 65.0, True),
        ({"kind": "number", "at_most": 65}, 65.01, False),
        ({"kind": "number", "at_least": 10, "at_most": 20}, "fifteen", True),
        ({"kind": "money", "value": 90000, "currency": "USD"}, "ninety thousand dollars", True),
        ({"kind": "money", "value": 90000, "currency": "USD"}, "$90,000", True),
        ({"kind": "money", "value": 90000, "currency": "USD"}, 90000, True),
        ({"kind": "money", "value": 90000, "currency": "USD"}, "£90,000", False),
        ({"kind": "money", "value": 12.5, "currency": "USD"}, "twelve fifty", True),
        ({"kind": "when", "value": "2026-06-11T15:30"}, "Thursday at half past three in the afternoon", True),
        ({"kind": "when", "value": "2026-06-11T15:30"}, "Thursday 330", True),
        ({"kind": "when", "value": "2026-06-11T15:30"}, "Thursday at 3:30 am", False),
        ({"kind": "when", "value": "2026-06-11T15:30", "tol_minutes": 15}, "2026-06-11T15:45", True),
        ({"kind": "when", "value": "2026-06-11T15:30"}, "2026-06-11T22:30:00Z", True),
        ({"kind": "when", "value": "2026-06-10", "grain": "date"}, "tomorrow", True),
        ({"kind": "when", "value": "2026-06-10", "grain": "date"}, "tomorrow at noon", True),
        ({"kind": "when", "value": "2026-06-10", "grain": "date"}, "today", False),
        ({"kind": "when", "value": "2026-06-18", "grain": "date"}, "next Thursday", True),
        ({"kind": "when", "value": "15:30", "grain": "time"}, "330", True),
        ({"kind": "when", "value": "15:30", "grain": "time"}, "tomorrow at 3:30 pm", True),
        ({"kind": "when", "value": "15:30", "grain": "time"}, "3 pm", False),
        ({"kind": "when", "value": "15:30", "grain": "time"}, 1530, False),
        ({"kind": "ref", "name": "mine"}, "p-12", True),
        ({"kind": "ref", "name": "other"}, "p-12", False),
        ({"kind": "any"}, 0, True),
        ({"kind": "any"}, None, False),
        ({"kind": "any"}, MISSING, False),
        ({"kind": "absent"}, MISSING, True),
        ({"kind": "absent"}, None, True),
        ({"kind": "absent"}, "", False),
    ],
)
def test_matchers(matcher: dict[str, Any], value: Any, fit: bool) -> None:
    assert match(value, **matcher) is fit


@pytest.mark.parametrize(
    ("wanted", "said", "fit"),
    [
        ("2024", "twenty twenty-four", True),
        ("2024", "two thousand twenty four", True),
        ("2024", "2025", False),
        ("2024", "2024 and 2025", False),
        ("holiday Lisbon", "Holiday_Lisbon", True),
        ("holiday Lisbon", "holiday-lisbon", True),
        ("holiday Lisbon", "HolidayLisbon", True),
        ("holiday Lisbon", "holiday, Lisbon.", True),
        ("holiday Lisbon", "Lisbon holiday", False),
        ("holiday Lisbon", "holiday Lisbon 2", False),
        ("lost and found", "Lost & Found", True),
        ("lost and found", "lost", False),
        ("for the teacher", "For the teacher's", False),
        ("part 2", "part two", True),
        ("part 2", "part too", False),
    ],
)
def test_a_name_given_to_a_folder_is_the_one_that_was_said(wanted: str, said: str, fit: bool) -> None:
    assert match(said, kind="text", value=wanted) is fit


def items(*values: str, **rest: bool) -> dict[str, Any]:
    return {"kind": "items", "values": [{"kind": "exact", "value": value} for value in values], **rest}


@pytest.mark.parametrize(
    ("matcher", "value", "fit"),
    [
        (items("a", "b"), ["#B", "A"], True),
        (items("a", "b"), ["a"], False),
        (items("a", "b"), ["a", "b", "c"], False),
        (items("a", "b", extra_ok=True), ["c", "b", "a"], True),
        (items("a", "b", ordered=True), ["b", "a"], False),
        (items("a", "b", ordered=True, extra_ok=True), ["a", "c", "b"], True),
        (items("a"), "A", True),
        (items(), [], True),
    ],
)
def test_items(matcher: dict[str, Any], value: Any, fit: bool) -> None:
    assert match(value, **matcher) is fit


def test_items_are_given_to_the_matchers_that_need_them() -> None:
    wide_first = {"kind": "items", "values": [{"kind": "any"}, {"kind": "exact", "value": "a"}]}
    assert match(["a", "b"], **wide_first)
    assert match(["b", "a"], **wide_first)
    assert not match(["b", "c"], **wide_first)


SAID = st.lists(st.sampled_from("meet us by the old river bridge with lamp".split()), min_size=2, max_size=8).map(
    " ".join
)


@given(SAID, st.sampled_from([str.upper, str.title, "{}.".format, "“{}”".format, " {} ".format]))
def test_case_and_punctuation_never_matter(said: str, spoken: Any) -> None:
    for matcher in (
        {"kind": "exact", "value": said},
        {"kind": "text", "value": said},
        {"kind": "text", "all_of": [said]},
    ):
        assert match(spoken(said), **matcher)


@given(SAID, st.data())
def test_an_inserted_not_is_never_accepted_at_any_likeness(said: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(said.split())))
    negated = " ".join([*said.split()[:place], "not", *said.split()[place:]])
    assert not match(negated, kind="text", value=said, min_ratio=0.5)
    assert not match(negated, kind="text", value=said)


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_changed_number_is_never_accepted_at_any_likeness(one: int, other: int) -> None:
    accepted = match(
        f"please send {other} chairs to us", kind="text", value=f"please send {one} chairs to us", min_ratio=0.5
    )
    assert accepted is (one == other)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda x: st.lists(x, max_size=3)))
def test_no_value_is_a_fault(value: Any) -> None:
    for matcher in (
        {"kind": "exact", "value": "a"},
        {"kind": "text", "all_of": ["a"]},
        {"kind": "name", "value": "Ann"},
        {"kind": "number", "value": 1},
        {"kind": "money", "value": 1, "currency": "USD"},
        {"kind": "when", "value": "2026-06-11T15:30"},
        items("a"),
        {"kind": "ref", "name": "mine"},
    ):
        assert match(value, **matcher) in (True, False)


@given(st.lists(st.sampled_from("abcd"), max_size=4), st.lists(st.sampled_from("abcd"), max_size=4))
def test_items_without_order_are_equal_as_collections(wanted: list[str], found: list[str]) -> None:
    assert match(found, **items(*wanted)) is (sorted(wanted) == sorted(found))
    assert match(found, **items(*wanted, ordered=True)) is (wanted == found)
