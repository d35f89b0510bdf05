"""The tools that work on the user's account: orders, money, watch list."""

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.dates import day
from scenarios.worlds.imported import number_key
from scenarios.worlds.lookup import listed
from scenarios.worlds.schema import parameters, real, text, whole
from scenarios.worlds.trading.market import Market

ORDER_ID = {"order_id": whole("The order's id.")}
AMOUNT = {"amount": real("How much, above 0.")}
ORDER_TYPES = ("Buy", "Sell")
STAMP = "%Y-%m-%d %H:%M:%S"
LAST_DAY = "9999-12-31"


class TradingWorld(Market):
    """The whole world of trading. An order is reported as pending and kept as open; buying reserves no money."""

    domain = "trading"

    @tool("Log in.", parameters({"username": text("The user's name."), "password": text("The user's password.")}))
    def trading_login(self, username: str, password: str) -> dict[str, str]:
        if self.state["authenticated"]:
            return {"status": "Already logged in"}
        self.state["authenticated"] = True
        return {"status": "Logged in successfully"}

    @tool("Tell whether the user is logged in.", parameters())
    def trading_get_login_status(self) -> dict[str, bool]:
        return {"status": bool(self.state["authenticated"])}

    @tool("Log out.", parameters())
    def trading_logout(self) -> dict[str, str]:
        if not self.state["authenticated"]:
            return {"status": "Already logged out"}
        self.state["authenticated"] = False
        return {"status": "Logged out successfully"}

    @tool("Show the account: id, balance, card.", parameters())
    def get_account_info(self) -> dict[str, Any]:
        self._require_login()
        info: dict[str, Any] = self.state["account_info"]
        return info

    @tool(
        "Place an order.",
        parameters(
            {
                "order_type": text("Buy or Sell."),
                "symbol": text("The stock's symbol."),
                "price": real("The price of a share."),
                "amount": whole("How many shares."),
            }
        ),
    )
    def place_order(self, order_type: str, symbol: str, price: float, amount: int) -> dict[str, Any]:
        self._require_login()
        if order_type.capitalize() not in ORDER_TYPES:
            raise ToolError(f"order_type must be one of {', '.join(ORDER_TYPES)}, not {order_type!r}")
        self.stock(symbol)
        if price <= 0 or amount <= 0:
            raise ToolError("price and amount must be above 0")
        balance = self.state["account_info"]["balance"]
        if order_type.capitalize() == "Buy" and price * amount > balance:
            raise ToolError(f"the order costs {price * amount}, which is more than the balance of {balance}")
        number = self.state["order_counter"]
        self.state["orders"][str(number)] = {
            "id": number,
            "order_type": order_type,
            "symbol": symbol,
            "price": price,
            "amount": amount,
            "status": "Open",
        }
        self.state["order_counter"] = number + 1
        return {"order_id": number, "order_type": order_type, "status": "Pending", "price": price, "amount": amount}

    @tool("Show an order.", parameters(ORDER_ID))
    def get_order_details(self, order_id: int) -> dict[str, Any]:
        return self._order(order_id)

    @tool("Cancel an order that is not completed.", parameters(ORDER_ID))
    def cancel_order(self, order_id: int) -> dict[str, Any]:
        order = self._order(order_id)
        if order["status"] == "Completed":
            raise ToolError(f"order {order_id} is completed and cannot be cancelled")
        order["status"] = "Cancelled"
        return {"order_id": order_id, "status": "Cancelled"}

    @tool("List the ids of all orders.", parameters())
    def get_order_history(self) -> dict[str, list[int | str]]:
        self._require_login()
        return {"order_history": [int(key) if key.isdecimal() else key for key in self.state["orders"]]}

    @tool("Put money into the account.", parameters(AMOUNT))
    def fund_account(self, amount: float) -> dict[str, Any]:
        self._require_login()
        return {"status": "Account funded successfully", "new_balance": self._book("deposit", amount, amount)}

    @tool("Take money out of the account, while the market is open.", parameters(AMOUNT))
    def withdraw_funds(self, amount: float) -> dict[str, Any]:
        self._require_login()
        if self.state["market_status"] != "Open":
            raise ToolError(f"the market is {self.state['market_status']}; money can be taken out while it is Open")
        balance = self.state["account_info"]["balance"]
        if amount > balance:
            raise ToolError(f"the balance of {balance} is less than {amount}")
        return {"status": "Transaction successful", "new_balance": self._book("withdrawal", amount, -amount)}

    @tool(
        "Show the transactions, all of them or those of some days.",
        parameters(
            {"start_date": text("The first day, YYYY-MM-DD."), "end_date": text("The last day, YYYY-MM-DD.")},
            optional=("start_date", "end_date"),
        ),
    )
    def get_transaction_history(
        self, start_date: str | None = None, end_date: str | None = None
    ) -> dict[str, list[dict[str, Any]]]:
        self._require_login()
        start = day(start_date).isoformat() if start_date else ""
        end = day(end_date).isoformat() if end_date else LAST_DAY
        rows = self.state["transaction_history"]
        return {"transaction_history": [row for row in rows if start <= str(row.get("timestamp", ""))[:10] <= end]}

    @tool("Show the watch list.", parameters())
    def get_watchlist(self) -> dict[str, list[str]]:
        self._require_login()
        return {"watchlist": self.state["watch_list"]}

    @tool("Put a stock on the watch list.", parameters({"stock": text("The stock's symbol.")}))
    def add_to_watchlist(self, stock: str) -> dict[str, list[str]]:
        self.stock(stock)
        if stock not in self.state["watch_list"]:
            self.state["watch_list"].append(stock)
        return {"watchlist": self.state["watch_list"]}

    @tool("Take a stock off the watch list.", parameters({"symbol": text("The stock's symbol.")}))
    def remove_stock_from_watchlist(self, symbol: str) -> dict[str, str]:
        self._require_login()
        watched: list[str] = self.state["watch_list"]
        if symbol not in watched:
            raise ToolError(f"{symbol!r} is not on the watch list; on it: {listed(watched)}")
        watched.remove(symbol)
        return {"status": f"Stock {symbol} removed from watchlist successfully."}

    def _order(self, order_id: int) -> dict[str, Any]:
        order = self.state["orders"].get(number_key(order_id))
        if not isinstance(order, dict):
            raise ToolError(f"there is no order {order_id!r}; ids: {listed(self.state['orders'])}")
        return order

    def _book(self, kind: str, amount: float, change: float) -> float:
        """Change the balance and note it; gives the new balance. Raises ToolError for an amount of 0 or less."""
        if amount <= 0:
            raise ToolError(f"amount must be above 0, not {amount}")
        account = self.state["account_info"]
        account["balance"] += change
        stamp = self.now.strftime(STAMP)
        self.state["transaction_history"].append({"type": kind, "amount": amount, "timestamp": stamp})
        balance: float = account["balance"]
        return balance

    def _require_login(self) -> None:
        if not self.state["authenticated"]:
            raise ToolError("nobody is logged in; log in with trading_login first")
