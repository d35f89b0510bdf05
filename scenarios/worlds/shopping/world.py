"""A shop: order what is in the basket, look back at orders, and send things back."""

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.reading import find_one
from scenarios.worlds.schema import parameters, text, whole
from scenarios.worlds.shopping.basket import PRODUCT, ShoppingBasket, dollars

DELIVERY = "The delivery's id or name."
SENT_BACK = {
    "order": text("The order's id."),
    "product": text(PRODUCT),
    "quantity": whole("How many.", minimum=1, maximum=50),
}


class ShoppingWorld(ShoppingBasket):
    """One customer in one shop."""

    domain = "shopping"

    @tool("Order what is in the basket. This buys it.", parameters({"delivery": text(DELIVERY)}))
    def place_order(self, delivery: str) -> Any:
        order = self.basket
        if not order["items"]:
            raise ToolError("the basket is empty; add a product first")
        way = find_one(delivery, {key: item["name"] for key, item in self.state["deliveries"].items()}, kind="delivery")
        order.update(status="ordered", delivery=way, total_cents=self.total_cents(way), placed_on=self.today)
        for product, quantity in order["items"].items():
            self.state["products"][product]["in_stock"] -= quantity
        voucher = self.voucher_in_basket
        if voucher:
            self.vouchers[voucher]["status"] = "used"
        orders = self.state["orders"]
        key = f"order-{len(orders)}"
        orders[f"order-{len(orders) + 1}"] = {"status": "basket", "items": {}, "delivery": None, "total_cents": None}
        return {"ordered": self._order(key)}

    @tool("List the orders placed so far, the newest first.", parameters())
    def list_orders(self) -> Any:
        orders = self.state["orders"]
        return {"orders": [self._order(key) for key in reversed(orders) if orders[key]["status"] == "ordered"]}

    @tool("Send something of an order back for its money. This cannot be undone.", parameters(SENT_BACK))
    def return_product(self, order: str, product: str, quantity: int) -> Any:
        return {"returned": self._send_back(order, product, quantity=quantity, instead=None)}

    @tool(
        "Send something of an order back and get another product for it that costs the same. This cannot be undone.",
        parameters({**SENT_BACK, "instead": text("The id or name of the product wanted instead.")}),
    )
    def exchange_product(self, *, order: str, product: str, quantity: int, instead: str) -> Any:
        key, wanted = self.find(product), self.find(instead)
        products = self.state["products"]
        if wanted == key:
            raise ToolError(f"{key} cannot be exchanged for itself; choose another product")
        if products[wanted]["price_cents"] != products[key]["price_cents"]:
            price = dollars(products[key]["price_cents"])
            raise ToolError(f"{wanted} has another price; choose a product that costs {price:.2f} dollars too")
        if products[wanted]["in_stock"] < quantity:
            raise ToolError(f"{quantity} of {wanted} are too many: {products[wanted]['in_stock']} in stock")
        exchanged = self._send_back(order, key, quantity=quantity, instead=wanted)
        products[wanted]["in_stock"] -= quantity
        return {"exchanged": exchanged}

    def _send_back(self, order: str, product: str, *, quantity: int, instead: str | None) -> dict[str, Any]:
        """Note that something goes back. Raises ToolError where the order has not so many of it left."""
        placed = {key: key for key, found in self.state["orders"].items() if found["status"] == "ordered"}
        order_id, key = find_one(order, placed, kind="order"), self.find(product)
        returns = self.state.setdefault("returns", {})
        gone = sum(back["quantity"] for back in returns.values() if (back["order"], back["product"]) == (order_id, key))
        kept = self.state["orders"][order_id]["items"].get(key, 0) - gone
        if quantity > kept:
            items = ", ".join(self.state["orders"][order_id]["items"])
            raise ToolError(f"{quantity} of {key} are too many: {kept} of {order_id} to send back; in it: {items}")
        price: int = self.state["products"][key]["price_cents"]
        refund = 0 if instead else self.with_tax(price * quantity)
        return_id = f"return-{len(returns) + 1}"
        returns[return_id] = {
            "order": order_id,
            "product": key,
            "quantity": quantity,
            "instead": instead,
            "refund_cents": refund,
        }
        shown = {name: value for name, value in returns[return_id].items() if name != "refund_cents"}
        return {"id": return_id, **shown, "refund": dollars(refund)}

    def _order(self, key: str) -> dict[str, Any]:
        order = self.state["orders"][key]
        placed_on = order.get("placed_on")
        arrives = {"arrives": self.state["deliveries"][order["delivery"]]["day"]} if placed_on == self.today else {}
        total = dollars(order["total_cents"])
        return {
            "id": key,
            "placed_on": placed_on,
            **self.items(order),
            "delivery": order["delivery"],
            **arrives,
            "total": total,
        }
