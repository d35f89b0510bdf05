"""Number words as digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.forms.numbers import numerals

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spoken(number: int) -> str:
    """The English of a number below a million, written here by hand and not by the code under test."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f" {UNITS[number % 10]}" if number % 10 else "")
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if rest and rest < 100 else " "
            return f"{spoken(number // size)} {name}{joint + spoken(rest) if rest else ''}"
    raise AssertionError(number)


@given(st.integers(0, 999_999))
def test_every_spoken_number_is_its_digits(number: int) -> None:
    assert numerals(spoken(number).split()) == [str(number)]


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("three thirty", ["3", "30"]),
        ("nineteen eighty four", ["19", "84"]),
        ("twenty twenty six", ["20", "26"]),
        ("three oh five", ["3", "0", "5"]),
        ("oh no", ["oh", "no"]),
        ("a hundred and fifty", ["150"]),
        ("a dog", ["a", "dog"]),
        ("two and a half", ["2.5"]),
        ("one point five million", ["1500000"]),
        ("90 thousand", ["90000"]),
        ("twenty first", ["21"]),
        ("first second", ["1", "2"]),
        ("hundred", ["hundred"]),
        ("bread and five rolls", ["bread", "and", "5", "rolls"]),
        ("one hundred and one and two", ["101", "and", "2"]),
    ],
)
def test_spoken_forms(said: str, digits: list[str]) -> None:
    assert numerals(said.split()) == digits


@given(
    st.lists(st.sampled_from([*UNITS, *TENS, "hundred", "thousand", "and", "a", "point", "half", "tea"]), max_size=8)
)
def test_doing_it_twice_changes_nothing_and_no_other_word_is_lost(said: list[str]) -> None:
    once = numerals(said)
    assert once.count("tea") == said.count("tea")
    assert not set(once) & {*UNITS, *TENS}
