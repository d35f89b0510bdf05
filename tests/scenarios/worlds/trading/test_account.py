"""Orders, money and watch list by the function docs."""

from typing import Any

import pytest

from scenarios.worlds.base import World
from tests.scenarios.worlds.asking import ask, bfcl, refuse


def trading(**config: Any) -> World:
    return bfcl("TradingBot", {"authenticated": True, "market_status": "Open", **config})


def test_login_and_logout() -> None:
    world = bfcl("TradingBot")
    assert ask(world, "trading_get_login_status") == {"status": False}
    first = ask(world, "trading_login", username="ann", password="x")
    assert ask(world, "trading_get_login_status") == {"status": True}
    assert ask(world, "trading_login", username="ann", password="x") != first
    out = ask(world, "trading_logout")
    assert world.state["authenticated"] is False
    assert ask(world, "trading_logout") != out


def test_orders_are_pending_when_placed_and_open_when_kept() -> None:
    world = trading()
    assert ask(world, "place_order", order_type="Buy", symbol="AAPL", price=100.5, amount=2) == {
        "order_id": 12446,
        "order_type": "Buy",
        "status": "Pending",
        "price": 100.5,
        "amount": 2,
    }
    assert ask(world, "get_order_details", order_id=12446) == {
        "id": 12446,
        "order_type": "Buy",
        "symbol": "AAPL",
        "price": 100.5,
        "amount": 2,
        "status": "Open",
    }
    assert world.state["order_counter"] == 12447
    assert world.state["account_info"]["balance"] == 10000.0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"symbol": "AMZN"}, "no stock 'AMZN'"),
        ({"price": 0}, "above 0"),
        ({"amount": -1}, "above 0"),
        ({"price": 5000.01}, "balance of 10000.0"),
        ({"order_type": "Hold"}, "Buy, Sell"),
    ],
)
def test_orders_are_refused(change: dict[str, Any], words: str) -> None:
    order = {"order_type": "Buy", "symbol": "AAPL", "price": 10, "amount": 2, **change}
    refuse(trading(), "place_order", words, **order)


def test_buying_for_all_the_money_and_selling_for_more_are_fine() -> None:
    world = trading()
    ask(world, "place_order", order_type="Buy", symbol="AAPL", price=5000, amount=2)
    assert ask(world, "place_order", order_type="Sell", symbol="AAPL", price=9000, amount=2)["order_id"] == 12447


def test_orders_are_listed_and_cancelled() -> None:
    world = trading()
    assert ask(world, "get_order_history") == {"order_history": [12345, 12446]}
    assert ask(world, "cancel_order", order_id=12446) == {"order_id": 12446, "status": "Cancelled"}
    assert world.state["orders"]["12446"]["status"] == "Cancelled"
    refuse(world, "cancel_order", "completed", order_id=12345)
    refuse(world, "cancel_order", "ids: 12345, 12446", order_id=1)
    refuse(world, "get_order_details", "no order 1", order_id=1)


def test_stray_keys_among_orders_are_kept() -> None:
    world = trading(orders={"7": {"symbol": "AAPL", "status": "Open"}, "order_type": "Buy"})
    assert ask(world, "get_order_history") == {"order_history": [7, "order_type"]}
    assert ask(world, "get_order_details", order_id=7) == {"symbol": "AAPL", "status": "Open"}
    ask(world, "cancel_order", order_id=7)
    assert world.state["orders"] == {"7": {"symbol": "AAPL", "status": "Cancelled"}, "order_type": "Buy"}


def test_money_goes_in_and_out() -> None:
    world = trading()
    assert ask(world, "fund_account", amount=500)["new_balance"] == 10500.0
    assert ask(world, "withdraw_funds", amount=10500)["new_balance"] == 0
    assert world.state["transaction_history"] == [
        {"type": "deposit", "amount": 500, "timestamp": "2026-01-05 09:00:00"},
        {"type": "withdrawal", "amount": 10500, "timestamp": "2026-01-05 09:00:01"},
    ]
    assert ask(world, "get_account_info") == {"account_id": 12345, "balance": 0, "binding_card": 1974202140965533}


def test_money_is_refused() -> None:
    world = trading()
    refuse(world, "fund_account", "above 0", amount=0)
    refuse(world, "fund_account", "above 0", amount=-5)
    refuse(world, "withdraw_funds", "above 0", amount=0)
    refuse(world, "withdraw_funds", "balance of 10000.0", amount=10000.01)
    closed = trading(market_status="Closed")
    refuse(closed, "withdraw_funds", "Open", amount=1)
    ask(closed, "fund_account", amount=1)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (None, None, ["2024-05-01 10:00:00", "2024-05-03 00:00:01"]),
        ("2024-05-02", None, ["2024-05-03 00:00:01"]),
        (None, "2024-05-02", ["2024-05-01 10:00:00"]),
        ("2024-05-01", "2024-05-03", ["2024-05-01 10:00:00", "2024-05-03 00:00:01"]),
        ("2024-06-01", "2024-05-01", []),
    ],
)
def test_transactions_of_some_days(start: str | None, end: str | None, found: list[str]) -> None:
    stamps = ["2024-05-01 10:00:00", "2024-05-03 00:00:01"]
    history = [{"type": "deposit", "amount": 1, "timestamp": stamp} for stamp in stamps]
    world = trading(transaction_history=history)
    shown = ask(world, "get_transaction_history", start_date=start, end_date=end)["transaction_history"]
    assert [row["timestamp"] for row in shown] == found


@pytest.mark.parametrize("day", ["May 1st", "2024-13-01", "20240501", "2024/05/01"])
def test_days_have_one_form(day: str) -> None:
    refuse(trading(), "get_transaction_history", "YYYY-MM-DD", start_date=day)
    refuse(trading(), "get_transaction_history", "YYYY-MM-DD", end_date=day)


def test_the_watch_list_holds_each_stock_once() -> None:
    world = trading()
    assert ask(world, "get_watchlist") == {"watchlist": ["NVDA"]}
    assert ask(world, "add_to_watchlist", stock="AAPL") == {"watchlist": ["NVDA", "AAPL"]}
    assert ask(world, "add_to_watchlist", stock="AAPL") == {"watchlist": ["NVDA", "AAPL"]}
    refuse(world, "add_to_watchlist", "no stock", stock="AMZN")
    ask(world, "remove_stock_from_watchlist", symbol="NVDA")
    assert world.state["watch_list"] == ["AAPL"]
    refuse(world, "remove_stock_from_watchlist", "on it: AAPL", symbol="NVDA")


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("get_account_info", {}),
        ("place_order", {"order_type": "Buy", "symbol": "AAPL", "price": 1, "amount": 1}),
        ("get_order_history", {}),
        ("fund_account", {"amount": 1}),
        ("withdraw_funds", {"amount": 1}),
        ("get_transaction_history", {}),
        ("get_watchlist", {}),
        ("remove_stock_from_watchlist", {"symbol": "NVDA"}),
    ],
)
def test_the_account_needs_a_login(tool: str, arguments: dict[str, Any]) -> None:
    refuse(trading(authenticated=False), tool, "trading_login", **arguments)
