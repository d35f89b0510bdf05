"""Cents and dollars cannot be taken for one another."""

import pytest

from server.integrations.prolific.bonuses import csv_of
from server.integrations.prolific.money import Money


@pytest.mark.parametrize(("minor", "major"), [(425, "4.25"), (5, "0.05"), (3000, "30.00"), (-125, "-1.25")])
def test_major_units_have_two_decimals(minor: int, major: str) -> None:
    assert Money(minor, "USD").major == major


@pytest.mark.parametrize("minor", [4.25, "425", True, None])
def test_only_whole_minor_units_are_an_amount(minor: object) -> None:
    with pytest.raises(TypeError):
        Money(minor, "USD")  # type: ignore[arg-type]


def test_amounts_mix_with_nothing_else() -> None:
    dollar = Money(100, "USD")
    with pytest.raises(ValueError, match="two currencies"):
        dollar + Money(100, "GBP")
    with pytest.raises(AttributeError):
        dollar + 100  # type: ignore[operator]
    assert dollar + dollar - Money(50, "USD") == Money(150, "USD")
    assert Money(1, "USD") < dollar <= dollar


def test_a_fraction_of_a_cent_is_a_cent_of_cost() -> None:
    assert Money.at_most(433.2, "USD") == Money(434, "USD")
    assert Money.at_most(433.0, "USD") == Money(433, "USD")


def test_the_file_of_bonuses_is_in_major_units() -> None:
    assert csv_of({"a": Money(425, "USD"), "b": Money(3000, "USD")}) == "a,4.25\nb,30.00"
    with pytest.raises(ValueError, match="more than nothing"):
        csv_of({"a": Money(0, "USD")})
