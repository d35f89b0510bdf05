import pytest

from scenarios.generate.cost import Bill, Price, Usage, estimated_input, parse_price

PRICES = {"writer": Price(2.0, 0.5, 8.0)}


def test_cached_tokens_cost_less() -> None:
    usage = Usage(input=1_000_000, cached=400_000, output=500_000)
    assert usage.cost(PRICES["writer"]) == pytest.approx(0.6 * 2 + 0.4 * 0.5 + 0.5 * 8)


def test_a_bill_adds_up() -> None:
    bill = Bill(PRICES)
    assert (bill.cost, bill.in_words) == (0, "$0.00")
    bill.add("writer", Usage(500_000, 0, 100_000))
    bill.add("writer", Usage(500_000, 0, 25_000))
    assert bill.cost == pytest.approx(3.0)
    assert bill.in_words == "$3.00"


def test_an_unknown_price_makes_the_cost_unknown_and_not_zero() -> None:
    bill = Bill(PRICES)
    bill.add("writer", Usage(1000, 0, 0))
    bill.add("local", Usage(2000, 0, 500))
    assert bill.cost is None
    assert bill.in_words == "3,500 tokens (no price known for local)"


@pytest.mark.parametrize(
    ("text", "price"), [("m=1,4", Price(1, 1, 4)), ("m=1,0.25,4", Price(1, 0.25, 4)), ("a=b=1,4", Price(1, 1, 4))]
)
def test_prices_are_given_by_hand(text: str, price: Price) -> None:
    assert parse_price(text) == (text.rpartition("=")[0], price)


@pytest.mark.parametrize("text", ["m", "m=1", "m=1,2,3,4", "m=cheap,2", "=1,2", "m=-1,2"])
def test_what_is_no_price(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_price(text)


def test_tokens_are_estimated_from_length() -> None:
    assert estimated_input([{"role": "user", "content": "x" * 400}] * 2) == 2 * (100 + 4)
