"""Prices and companies by the function docs."""

from typing import Any

import pytest

from scenarios.worlds.base import World
from tests.scenarios.worlds.asking import ask, bfcl, refuse


@pytest.fixture
def world() -> World:
    return bfcl("TradingBot")


def test_what_the_docs_give_as_constants(world: World) -> None:
    assert ask(world, "get_current_time") == {"current_time": "10:30 AM"}
    assert ask(world, "get_symbol_by_name", name="Zeta Corp") == {"symbol": "ZETA"}
    assert ask(world, "get_symbol_by_name", name="Nobody Inc") == {"symbol": "Stock not found"}
    assert ask(world, "get_available_stocks", sector="Automobile") == {"stock_list": ["TSLA", "F", "GM"]}
    assert ask(world, "get_available_stocks", sector="Fishing") == {"stock_list": []}


def test_a_stock_has_five_figures(world: World) -> None:
    assert ask(world, "get_stock_info", symbol="ZETA") == {
        "price": 22.09,
        "percent_change": -0.05,
        "volume": 0.789,
        "MA(5)": 22.12,
        "MA(20)": 22.34,
    }
    refuse(world, "get_stock_info", "valid: AAPL, ALPH", symbol="AMZN")


@pytest.mark.parametrize(
    ("stocks", "low", "high", "kept"),
    [
        (["ZETA", "AAPL", "GOOG"], 22.09, 300, ["ZETA", "AAPL"]),
        (["GOOG", "GOOG"], 0, 9999.0, ["GOOG", "GOOG"]),
        (["AMZN"], 0, 9999, []),
        ([], 0, 9999, []),
        (["AAPL"], 300, 100, []),
    ],
)
def test_prices_are_filtered_with_both_ends(
    world: World, stocks: list[str], low: float, high: float, kept: list[str]
) -> None:
    found = ask(world, "filter_stocks_by_price", stocks=stocks, min_price=low, max_price=high)
    assert found == {"filtered_stocks": kept}


@pytest.mark.parametrize(
    ("stocks", "threshold", "notification"),
    [
        (["NVDA", "ZETA", "TSLA"], 0.12, "Stocks NVDA, TSLA have significant price changes."),
        (["NVDA"], 5, "No significant price changes in the selected stocks."),
        (["AMZN"], 0, "No significant price changes in the selected stocks."),
    ],
)
def test_changes_up_and_down_are_told(world: World, stocks: list[str], threshold: float, notification: str) -> None:
    assert ask(world, "notify_price_change", stocks=stocks, threshold=threshold) == {"notification": notification}


def test_arguments_are_checked(world: World) -> None:
    wrong: dict[str, Any] = {"stocks": ["AAPL"], "min_price": "1", "max_price": 2}
    refuse(world, "filter_stocks_by_price", "min_price must be a number", **wrong)
    refuse(world, "notify_price_change", "threshold is missing", stocks=[])
