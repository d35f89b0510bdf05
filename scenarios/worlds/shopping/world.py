"""A shop: search, fill the basket, see the total with tax and delivery, order."""

from collections.abc import Mapping
from typing import Any

from scenarios.forms.words import says, words
from scenarios.worlds.base import ToolError, World, tool
from scenarios.worlds.reading import find_one
from scenarios.worlds.schema import parameters, text, whole
from scenarios.worlds.shopping.state import ShoppingState

PRODUCT = "The product's id or name."
DELIVERY = "The delivery's id or name."


class ShoppingWorld(World):
    """One customer in one shop. The customer is signed in; the last order is the basket until it is placed."""

    domain = "shopping"
    state_model = ShoppingState

    @classmethod
    def spoken_names(cls, state: Mapping[str, Any]) -> list[str]:
        return [item["name"] for part in ("products", "deliveries") for item in state[part].values()]

    @tool(
        "Search the shop. Finds products whose name or description has any of the words.",
        parameters({"words": text("What to look for.")}),
    )
    def search_products(self, words: str) -> Any:
        return {"products": [self._product(key) for key in self._matches(words)]}

    @tool("Show one product.", parameters({"product": text(PRODUCT)}))
    def get_product(self, product: str) -> Any:
        return self._product(self._find(product))

    @tool("Show the basket and its total for each way of delivery, tax included.", parameters())
    def view_basket(self) -> Any:
        totals = [
            {"delivery": key, "name": way["name"], "arrives": way["day"], "total": _dollars(self._total_cents(key))}
            for key, way in self.state["deliveries"].items()
        ]
        return {**self._items(self._basket), "totals": totals}

    @tool(
        "Put a product into the basket; more of it if it is there already.",
        parameters({"product": text(PRODUCT), "quantity": whole("How many.", minimum=1, maximum=50)}),
    )
    def add_to_basket(self, product: str, quantity: int) -> Any:
        key = self._find(product)
        return self._put(key, self._basket["items"].get(key, 0) + quantity)

    @tool(
        "Set how many of a product are in the basket; 0 takes it out.",
        parameters({"product": text(PRODUCT), "quantity": whole("How many.", minimum=0, maximum=50)}),
    )
    def set_quantity(self, product: str, quantity: int) -> Any:
        key = self._find(product)
        if key not in self._basket["items"]:
            raise ToolError(f"{key} is not in the basket; in it: {', '.join(self._basket['items']) or 'nothing'}")
        return self._put(key, quantity)

    @tool("Order what is in the basket. This buys it.", parameters({"delivery": text(DELIVERY)}))
    def place_order(self, delivery: str) -> Any:
        order = self._basket
        if not order["items"]:
            raise ToolError("the basket is empty; add a product first")
        way = find_one(delivery, {key: item["name"] for key, item in self.state["deliveries"].items()}, kind="delivery")
        for product, quantity in order["items"].items():
            self.state["products"][product]["in_stock"] -= quantity
        order.update(status="ordered", delivery=way, total_cents=self._total_cents(way))
        orders = self.state["orders"]
        key = f"order-{len(orders)}"
        orders[f"order-{len(orders) + 1}"] = {"status": "basket", "items": {}, "delivery": None, "total_cents": None}
        return {"ordered": self._order(key)}

    @tool("List the orders placed so far, the newest first.", parameters())
    def list_orders(self) -> Any:
        orders = self.state["orders"]
        return {"orders": [self._order(key) for key in reversed(orders) if orders[key]["status"] == "ordered"]}

    @property
    def _basket(self) -> dict[str, Any]:
        basket: dict[str, Any] = list(self.state["orders"].values())[-1]
        return basket

    def _put(self, key: str, quantity: int) -> dict[str, Any]:
        stock = self.state["products"][key]["in_stock"]
        if quantity > stock:
            raise ToolError(f"{quantity} of {key} are too many: {stock} in stock")
        if quantity:
            self._basket["items"][key] = quantity
        else:
            del self._basket["items"][key]
        return {"product": key, **self._items(self._basket)}

    def _matches(self, wanted: str) -> list[str]:
        """Products by how many of the words they have, singular or plural, then in the shop's order."""
        parts = [part.removesuffix("s") for part in words(wanted)]
        score = {
            key: sum(says(f"{item['name']} | {item['about']}", form) for part in parts for form in (part, f"{part}s"))
            for key, item in self.state["products"].items()
        }
        return sorted((key for key in score if score[key]), key=lambda key: -score[key])

    def _find(self, product: str) -> str:
        return find_one(product, {key: item["name"] for key, item in self.state["products"].items()}, kind="product")

    def _total_cents(self, delivery: str) -> int:
        """The basket's total with tax, rounded half up, and the fee."""
        goods: int = sum(self.state["products"][key]["price_cents"] * n for key, n in self._basket["items"].items())
        tax = int(goods * self.state["tax_percent"] / 100 + 0.5)
        fee: int = self.state["deliveries"][delivery]["fee_cents"]
        return goods + tax + fee

    def _items(self, order: dict[str, Any]) -> dict[str, Any]:
        products = self.state["products"]
        return {
            "items": [
                {
                    "id": key,
                    "name": products[key]["name"],
                    "quantity": n,
                    "each": _dollars(products[key]["price_cents"]),
                }
                for key, n in order["items"].items()
            ]
        }

    def _order(self, key: str) -> dict[str, Any]:
        order = self.state["orders"][key]
        arrives = self.state["deliveries"].get(order["delivery"], {}).get("day")
        total = _dollars(order["total_cents"])
        return {"id": key, **self._items(order), "delivery": order["delivery"], "arrives": arrives, "total": total}

    def _product(self, key: str) -> dict[str, Any]:
        item = self.state["products"][key]
        price = _dollars(item["price_cents"])
        return {"id": key, "name": item["name"], "about": item["about"], "price": price, "in_stock": item["in_stock"]}


def _dollars(cents: int) -> float:
    return cents / 100
