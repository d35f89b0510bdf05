"""Pairs of wishes and things."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from scenarios.verifier.pairing import pair


def test_a_wish_moves_where_another_can_only_have_its_thing() -> None:
    assert pair([[1, 2], [1]]) == {0: 2, 1: 1}
    assert pair([[1], [1], [2]]) == {0: 1, 2: 2}
    assert pair([[], []]) == {}


@given(st.lists(st.lists(st.integers(0, 3), max_size=3, unique=True), max_size=5))
def test_as_many_as_possible_are_paired(wishes: list[list[int]]) -> None:
    found = pair(wishes)
    assert len(set(found.values())) == len(found)
    assert all(thing in wishes[index] for index, thing in found.items())
    ways = product(*([None, *wish] for wish in wishes))
    things = ([thing for thing in way if thing is not None] for way in ways)
    assert len(found) == max(len(way) for way in things if len(set(way)) == len(way))
