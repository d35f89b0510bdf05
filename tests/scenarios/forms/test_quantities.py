"""Numbers and money, in values and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.forms.quantities import Amount, read_money, read_number


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (90000, Amount(90000, None)),
        ("$90,000", Amount(90000, "USD")),
        ("ninety thousand dollars", Amount(90000, "USD")),
        ("90k", Amount(90000, None)),
        ("twelve fifty", Amount(12.5, None)),
        ("$12.50", Amount(12.5, "USD")),
        ("twelve dollars and fifty cents", Amount(12.5, "USD")),
        ("fifty cents", Amount(0.5, None)),
        ("20 pounds", Amount(20, "GBP")),
        ("EUR 20", Amount(20, "EUR")),
        ("1.5 million dollars", Amount(1_500_000, "USD")),
        ("minus five dollars", Amount(-5, "USD")),
        ("-$5", Amount(-5, "USD")),
        ("\u2212$5", Amount(-5, "USD")),
        ("$-5", Amount(-5, "USD")),
        ("ten k", Amount(10_000, None)),
        ("five and a quarter dollars", Amount(5.25, "USD")),
        ("$.50", Amount(0.5, "USD")),
        ("1,50", Amount(1.5, None)),
        ("1.000,50", Amount(1000.5, None)),
        ("1,000.50", Amount(1000.5, None)),
        ("twelve-fifty", Amount(12.5, None)),
        ("1/2", None),
        ("5-6", None),
        ("5 - 6 dollars", None),
        ("5 to 6 dollars", None),
        ("between five and six dollars", None),
        ({"amount": 20, "currency": "gbp"}, Amount(20, "GBP")),
        ({"amount": "twenty"}, Amount(20, None)),
        ("nothing", None),
        ("one two three", None),
        (True, None),
        ({"currency": "USD"}, None),
    ],
)
def test_money(value: object, amount: Amount | None) -> None:
    assert read_money(value) == amount


@pytest.mark.parametrize(
    ("value", "number"),
    [(".5", 0.5), ("point five", 0.5), ("one point five", 1.5), ("\u22125", -5), ("- 5", -5), ("-.5", -0.5),
     ("10 - 5", None), ("five and three quarters", 5.75), ("ten k", 10_000), ("1/2", None), ("5-6", None),
     ("item - forty", 40),
     (40, 40), ("forty", 40), ("40 percent", 40), ("60 degrees", 60), ("-5", -5), ("minus five", -5), ("3.5", 3.5),
     ("two and a half", 2.5), ("three thirty", None), ("none", None), (True, None), (None, None), ([4], None)],
)  # fmt: skip
def test_numbers(value: object, number: float | None) -> None:
    assert read_number(value) == number


@given(st.integers(0, 10**7))
def test_every_way_to_write_an_amount_is_the_same(cents: int) -> None:
    dollars = cents / 100
    for written in (dollars, f"${dollars:,.2f}", f"{dollars:.2f} dollars", f"USD {dollars:.2f}"):
        amount = read_money(written)
        assert amount is not None
        assert amount.value == pytest.approx(dollars)
