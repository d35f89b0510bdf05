"""What a call did, read off two states, and which later states still show it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.paths import changes
from scenarios.verifier.effects import Effects, effects_of


def effects(before: Any, after: Any, *told: str) -> Effects:
    return effects_of(changes(before, after), before=before, after=after, told=set(told))


@pytest.mark.parametrize(
    ("before", "after", "later", "stands"),
    [
        ({}, {"a": {"n": 1}}, {"a": {"n": 2, "more": True}}, True),  # made, and filled in
        ({}, {"a": {"n": 1}}, {}, False),  # made and gone
        ({"a": 1}, {}, {"b": 1}, True),
        ({"a": 1}, {}, {"a": 2}, False),  # removed and there again
        ({"a": "x"}, {"a": "y"}, {"a": "z"}, True),  # nobody told of y
        ({"a": "x"}, {"a": "y"}, {"a": "x"}, False),
        ({"a": "x"}, {"a": "told"}, {"a": "z"}, False),
        ({}, {"a": {"status": "told"}}, {"a": {"status": "withdrawn"}}, False),
        ({}, {"a": {"status": "new"}}, {"a": {"status": "old"}}, True),
        ({"on": True}, {"on": False}, {"on": True}, False),
        ({"n": 1, "a": "x"}, {"n": 5, "a": "y"}, {"n": 1, "a": "y"}, True),  # money comes back another way
        ({"n": 1}, {"n": 5}, {"n": 1}, False),  # there is nothing else
        ({"n": 1}, {"n": 5}, {"n": 6}, True),
        ({"l": ["a"]}, {"l": ["a", "b"]}, {"l": ["b"]}, True),  # another item went; places shift
        ({"l": ["a"]}, {"l": ["a", "b"]}, {"l": ["a", "c"]}, False),
        ({"l": ["a", "b"]}, {"l": ["b"]}, {"l": ["b", "c"]}, True),
        ({"l": ["a", "b"]}, {"l": ["b"]}, {"l": ["b", "a"]}, False),
        ({"l": ["a"]}, {"l": ["a", "a"]}, {"l": ["a"]}, False),
        ({}, {"l": {"41": ["me"]}}, {"l": {"41": []}}, False),
        ({"d": {"l": [1]}}, {"d": {"l": [1, 2]}}, {}, False),
        ({"a": 1}, {"a": 1}, {}, True),  # nothing was done
    ],
)
def test_what_was_done_stands_or_not(before: Any, after: Any, later: Any, stands: bool) -> None:
    assert effects(before, after, "told").stand(later) is stands


JSON = st.recursive(
    st.integers(0, 2) | st.sampled_from(["x", "y", "told"]) | st.booleans(),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3) | st.lists(inner, max_size=3),
    max_leaves=8,
)
STATES = st.dictionaries(st.sampled_from("abc"), JSON, max_size=3)


@settings(max_examples=25)
@given(STATES, STATES)
def test_what_was_done_stands_right_after_it_and_not_when_all_is_as_before(before: Any, after: Any) -> None:
    done = effects(before, after, "told")
    assert done.stand(after)
    reordered = not (done.lasting or done.numbers)
    assert done.stand(before) is reordered
