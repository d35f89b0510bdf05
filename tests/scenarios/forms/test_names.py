"""Names as they are heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.forms.names import distance, is_nearest, sound_key


@pytest.mark.parametrize(
    ("one", "other"),
    [("Geoff", "Jeff"), ("Marcus", "Markus"), ("Jon", "John"), ("Eric", "Erik"), ("Brian", "Bryan"), ("Chris", "Kris"),
     ("Thom", "Tom"), ("Nadia", "Nadya"), ("Catherine", "Kathryn"), ("Daniel", "Danielle")],
)  # fmt: skip
def test_names_that_sound_the_same(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Fiona", "Yolanda"), ("Marcus", "Martha"), ("Dana", "Dave"), ("Priya", "Leah")]
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


def test_a_spelling_is_taken_for_the_nearest_name() -> None:
    assert is_nearest("Geoff", "Jeff", ("Jesse", "Joan"))
    assert is_nearest("Yolander", "Yolanda", ("Rhonda",))
    assert not is_nearest("Rhonder", "Yolanda", ("Rhonda",))
    assert not is_nearest("Bob", "Yolanda", ())
    assert not is_nearest("Daniel", "Danielle", ("Daniel",))


@pytest.mark.parametrize(
    ("said", "value"),
    [("Saturday delivery", "Standard delivery"), ("holiday card", "holiday Porto"), ("Maria Brown", "Ingrid Brown")],
)
def test_a_word_that_is_shared_does_not_speak_for_one_that_is_not(said: str, value: str) -> None:
    assert not is_nearest(said, value, ())


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("MUSIEM guard", "Museum guard"),
        ("Frank Dobsen Plumber", "Frank Dobson Plumber"),
        ("house hole card", "household card"),
        ("in New York", "New York"),
        ("Holiday Sills", "holiday Silves"),
    ],
)
def test_a_misheard_word_beside_shared_ones_is_still_near(said: str, value: str) -> None:
    assert is_nearest(said, value, ())


@given(st.text("abcdefgh", max_size=8), st.text("abcdefgh", max_size=8))
def test_distance_is_symmetric_and_zero_for_the_same(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) is (one == other)
