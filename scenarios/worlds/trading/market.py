"""The tools that anybody may use: prices, companies, sectors, time."""

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.constants import load, with_defaults
from scenarios.worlds.imported import ImportedWorld
from scenarios.worlds.lookup import no_such
from scenarios.worlds.schema import parameters, real, several, text

CONSTANTS = load(__file__, "bfcl.json")
SYMBOLS = several("Stock symbols.", {"type": "string"})


class Market(ImportedWorld):
    """State: ``stocks`` by symbol, ``orders`` by id as text, the account, its ``watch_list`` and transactions."""

    domain = "trading"

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """The state that an imported entry starts in."""
        return with_defaults(CONSTANTS["default_state"], config)

    @tool("Tell the time of day.", parameters())
    def get_current_time(self) -> dict[str, str]:
        return {"current_time": CONSTANTS["current_time"]}

    @tool("Look up a company's stock symbol.", parameters({"name": text("The company's name.")}))
    def get_symbol_by_name(self, name: str) -> dict[str, str]:
        return {"symbol": CONSTANTS["symbols"].get(name, "Stock not found")}

    @tool("Show a stock's price, change, volume and averages.", parameters({"symbol": text("The stock's symbol.")}))
    def get_stock_info(self, symbol: str) -> dict[str, float]:
        return self.stock(symbol)

    @tool("List the stocks of a sector.", parameters({"sector": text("The sector, such as Technology.")}))
    def get_available_stocks(self, sector: str) -> dict[str, list[str]]:
        return {"stock_list": CONSTANTS["sectors"].get(sector, [])}

    @tool(
        "Keep the stocks whose price lies in a range, both ends included.",
        parameters({"stocks": SYMBOLS, "min_price": real("Lowest price."), "max_price": real("Highest price.")}),
    )
    def filter_stocks_by_price(self, stocks: list[str], min_price: float, max_price: float) -> dict[str, list[str]]:
        known = self.state["stocks"]
        kept = [symbol for symbol in stocks if symbol in known and min_price <= known[symbol]["price"] <= max_price]
        return {"filtered_stocks": kept}

    @tool(
        "Tell which stocks have changed by a percentage or more, up or down.",
        parameters({"stocks": SYMBOLS, "threshold": real("The change in percent.")}),
    )
    def notify_price_change(self, stocks: list[str], threshold: float) -> dict[str, str]:
        known = self.state["stocks"]
        changed = [name for name in stocks if name in known and abs(known[name]["percent_change"]) >= threshold]
        if not changed:
            return {"notification": "No significant price changes in the selected stocks."}
        return {"notification": f"Stocks {', '.join(changed)} have significant price changes."}

    def stock(self, symbol: str) -> dict[str, float]:
        """A stock by its symbol. Raises ToolError."""
        stocks: dict[str, dict[str, float]] = self.state["stocks"]
        if symbol not in stocks:
            raise ToolError(no_such("stock", symbol, stocks))
        return stocks[symbol]
