"""What comes before buying: search, fill the basket, use a voucher, see the total with tax and delivery."""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.worlds.base import LooseEnd, ToolError, World, tool
from scenarios.worlds.reading import find_one, rank_by_words
from scenarios.worlds.schema import parameters, text, whole
from scenarios.worlds.shopping.state import ShoppingState, loose_ends

PRODUCT = "The product's id or name."


class ShoppingBasket(World):
    """The customer is signed in; the last order is the basket until it is placed."""

    domain = "shopping"
    state_model = ShoppingState

    @classmethod
    def loose_ends(cls, state: Mapping[str, Any]) -> Iterator[LooseEnd]:
        return loose_ends(state)

    @classmethod
    def spoken_names(cls, state: Mapping[str, Any]) -> list[str]:
        named = (item["name"] for part in ("products", "deliveries") for item in state[part].values())
        return [*named, *(voucher["name"] for voucher in state.get("vouchers", {}).values())]

    @tool(
        "Search the shop. Finds products whose name or description has any of the words.",
        parameters({"words": text("What to look for.")}),
    )
    def search_products(self, words: str) -> Any:
        described = {key: f"{item['name']} | {item['about']}" for key, item in self.state["products"].items()}
        return {"products": [self.product(key) for key in rank_by_words(words, described)]}

    @tool("Show one product.", parameters({"product": text(PRODUCT)}))
    def get_product(self, product: str) -> Any:
        return self.product(self.find(product))

    @tool("Show the basket and its total for each way of delivery, tax included.", parameters())
    def view_basket(self) -> Any:
        totals = [
            {"delivery": key, "name": way["name"], "arrives": way["day"], "total": dollars(self.total_cents(key))}
            for key, way in self.state["deliveries"].items()
        ]
        voucher = self.voucher_in_basket
        off = {"voucher": voucher, "off": dollars(self.vouchers[voucher]["off_cents"])} if voucher else {}
        return {**self.items(self.basket), **off, "totals": totals}

    @tool(
        "Put a product into the basket; more of it if it is there already.",
        parameters({"product": text(PRODUCT), "quantity": whole("How many.", minimum=1, maximum=50)}),
    )
    def add_to_basket(self, product: str, quantity: int) -> Any:
        key = self.find(product)
        return self._put(key, self.basket["items"].get(key, 0) + quantity)

    @tool(
        "Set how many of a product are in the basket; 0 takes it out.",
        parameters({"product": text(PRODUCT), "quantity": whole("How many.", minimum=0, maximum=50)}),
    )
    def set_quantity(self, product: str, quantity: int) -> Any:
        key = self.find(product)
        if key not in self.basket["items"]:
            raise ToolError(f"{key} is not in the basket; in it: {', '.join(self.basket['items']) or 'nothing'}")
        return self._put(key, quantity)

    @tool("List the customer's vouchers.", parameters())
    def list_vouchers(self) -> Any:
        return {
            "vouchers": [
                {
                    "id": key,
                    "name": voucher["name"],
                    "off": dollars(voucher["off_cents"]),
                    "goods_of_at_least": dollars(voucher["from_cents"]),
                    "until": voucher["until"],
                    "used": voucher.get("status") == "used",
                }
                for key, voucher in self.vouchers.items()
            ]
        }

    @tool(
        "Use a voucher for what is in the basket, in place of any other. It is taken out again when the goods get to "
        "cost less than it asks for.",
        parameters({"voucher": text("The voucher's id or name.")}),
    )
    def use_voucher(self, voucher: str) -> Any:
        key = find_one(voucher, {key: item["name"] for key, item in self.vouchers.items()}, kind="voucher")
        found, today = self.vouchers[key], self.today
        if found.get("status") == "used":
            raise ToolError(f"{key} is used up")
        if found["until"] < today:
            raise ToolError(f"{key} lapsed on {found['until']}; today is {today}")
        if self._goods_cents < found["from_cents"]:
            least, goods = dollars(found["from_cents"]), dollars(self._goods_cents)
            raise ToolError(f"{key} asks for goods of at least {least:.2f} dollars; in the basket: {goods:.2f}")
        self._drop_voucher()
        found["status"] = "in_basket"
        return self.view_basket()

    @property
    def today(self) -> str:
        """The day, as states write it."""
        return self.now.date().isoformat()

    @property
    def basket(self) -> dict[str, Any]:
        """The order that is not placed yet."""
        basket: dict[str, Any] = list(self.state["orders"].values())[-1]
        return basket

    @property
    def vouchers(self) -> dict[str, dict[str, Any]]:
        """All vouchers by id."""
        vouchers: dict[str, dict[str, Any]] = self.state.get("vouchers", {})
        return vouchers

    @property
    def voucher_in_basket(self) -> str | None:
        """The voucher that counts for the basket."""
        return next((key for key, voucher in self.vouchers.items() if voucher.get("status") == "in_basket"), None)

    def find(self, product: str) -> str:
        """The id of a product. Raises ToolError."""
        return find_one(product, {key: item["name"] for key, item in self.state["products"].items()}, kind="product")

    def with_tax(self, cents: int) -> int:
        """An amount with tax, rounded half up."""
        return cents + int(cents * self.state["tax_percent"] / 100 + 0.5)

    def total_cents(self, delivery: str) -> int:
        """The basket's total: goods with tax and the fee, less the voucher; never below nothing."""
        fee: int = self.state["deliveries"][delivery]["fee_cents"]
        voucher = self.voucher_in_basket
        off = self.vouchers[voucher]["off_cents"] if voucher else 0
        return max(0, self.with_tax(self._goods_cents) + fee - off)

    def items(self, order: dict[str, Any]) -> dict[str, Any]:
        """What is in an order or the basket, as results show it."""
        products = self.state["products"]
        return {
            "items": [
                {
                    "id": key,
                    "name": products[key]["name"],
                    "quantity": n,
                    "each": dollars(products[key]["price_cents"]),
                }
                for key, n in order["items"].items()
            ]
        }

    def product(self, key: str) -> dict[str, Any]:
        """A product as results show it."""
        item = self.state["products"][key]
        price = dollars(item["price_cents"])
        return {"id": key, "name": item["name"], "about": item["about"], "price": price, "in_stock": item["in_stock"]}

    @property
    def _goods_cents(self) -> int:
        return sum(self.state["products"][key]["price_cents"] * n for key, n in self.basket["items"].items())

    def _put(self, key: str, quantity: int) -> dict[str, Any]:
        stock = self.state["products"][key]["in_stock"]
        if quantity > stock:
            raise ToolError(f"{quantity} of {key} are too many: {stock} in stock")
        if quantity:
            self.basket["items"][key] = quantity
        else:
            del self.basket["items"][key]
        voucher = self.voucher_in_basket
        if voucher and self._goods_cents < self.vouchers[voucher]["from_cents"]:
            self._drop_voucher()
        return {"product": key, **self.items(self.basket)}

    def _drop_voucher(self) -> None:
        voucher = self.voucher_in_basket
        if voucher:
            self.vouchers[voucher]["status"] = "open"


def dollars(cents: int) -> float:
    """Cents as results show them."""
    return cents / 100
