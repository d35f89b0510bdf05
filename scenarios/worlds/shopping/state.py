"""What a shop's state looks like in a scenario file. Money is in whole cents of US dollars."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scenarios.worlds.base import LooseEnd
from scenarios.worlds.dates import Day
from scenarios.worlds.links import unknown


class Strict(BaseModel):
    """Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Product(Strict):
    """Something on sale."""

    name: str = Field(min_length=1)
    about: str
    price_cents: int = Field(gt=0)
    in_stock: int = Field(ge=0)


class Delivery(Strict):
    """A way of delivery; ``day`` is when an order placed now arrives."""

    name: str = Field(min_length=1)
    fee_cents: int = Field(ge=0)
    day: Day


class Order(Strict):
    """The basket, or an order placed from it: quantities by product id; the rest once it is placed."""

    status: Literal["basket", "ordered"]
    items: dict[str, int]
    delivery: str | None
    total_cents: int | None
    placed_on: Day | None = None


class Voucher(Strict):
    """Money off one order with goods of at least ``from_cents`` before tax, up to and including a day."""

    name: str = Field(min_length=1)
    off_cents: int = Field(gt=0)
    from_cents: int = Field(ge=0)
    until: Day
    status: Literal["open", "in_basket", "used"] = "open"


class Return(Strict):
    """Something sent back: for money, or for the product ``instead``."""

    order: str
    product: str
    quantity: int = Field(ge=1)
    instead: str | None
    refund_cents: int = Field(ge=0)


class ShoppingState(Strict):
    """The shop and the customer's orders by id, of which the last one is the basket."""

    customer: str
    address: str
    tax_percent: float = Field(ge=0, le=30)
    products: dict[str, Product]
    deliveries: dict[str, Delivery] = Field(min_length=1)
    orders: dict[str, Order] = Field(min_length=1)
    vouchers: dict[str, Voucher] = {}
    returns: dict[str, Return] = {}

    @model_validator(mode="after")
    def _is_a_shop_with_a_basket(self) -> "ShoppingState":
        for item in (item for order in self.orders.values() for item in order.items):
            if item not in self.products:
                raise ValueError(f"{item!r} is no product; products: {', '.join(self.products)}")
        statuses = [order.status for order in self.orders.values()]
        if statuses != ["ordered"] * (len(statuses) - 1) + ["basket"]:
            raise ValueError("orders: exactly the last one has status basket")
        if list(self.orders) != [f"order-{number}" for number in range(1, len(self.orders) + 1)]:
            raise ValueError("orders: ids are order-1, order-2 and so on")
        return self


def loose_ends(state: Mapping[str, Any]) -> Iterator[LooseEnd]:
    """Deliveries, orders and products that are not there."""
    for key, order in state["orders"].items():
        yield from unknown(("orders", key, "delivery"), order["delivery"], state["deliveries"], "delivery")
    for key, back in state.get("returns", {}).items():
        yield from unknown(("returns", key, "order"), back["order"], state["orders"], "order")
        for name in ("product", "instead"):
            yield from unknown(("returns", key, name), back[name], state["products"], "product")
