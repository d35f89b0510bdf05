"""The shop."""

from typing import Any

import pytest
from pydantic import ValidationError

from scenarios.worlds.shopping.state import ShoppingState
from scenarios.worlds.shopping.world import ShoppingWorld
from tests.scenarios.worlds.asking import ask, refuse
from tests.scenarios.worlds.shopping.boots import BOOTS

BASKET: dict[str, Any] = {"status": "basket", "items": {}, "delivery": None, "total_cents": None}
STATE: dict[str, Any] = {
    "customer": "Morgan",
    "address": "Harbor Street",
    "tax_percent": 8,
    "products": {
        "beans": {"name": "Coffee beans", "about": "One bag", "price_cents": 1650, "in_stock": 3},
        "milk": {"name": "Oat milk", "about": "One box of cartons", "price_cents": 1435, "in_stock": 20},
    },
    "deliveries": {
        "standard": {"name": "Standard delivery", "fee_cents": 495, "day": "2026-03-05"},
        "express": {"name": "Express delivery", "fee_cents": 1295, "day": "2026-03-03"},
    },
    "orders": {"order-1": BASKET},
}


@pytest.fixture
def shop() -> ShoppingWorld:
    return ShoppingWorld(STATE)


def test_products_are_found_by_any_word_singular_or_plural(shop: ShoppingWorld) -> None:
    def found(words: str) -> list[str]:
        return [product["id"] for product in shop.call("search_products", {"words": words}).result["products"]]

    assert found("coffee bean") == ["beans"]
    assert found("boxes, cartons") == ["milk"]
    assert found("oat milk or coffee") == ["milk", "beans"]
    assert found("tea") == []


def test_totals_hold_tax_and_delivery(shop: ShoppingWorld) -> None:
    shop.call("add_to_basket", {"product": "coffee beans", "quantity": 2})
    shop.call("add_to_basket", {"product": "oat milk", "quantity": 1})
    totals = shop.call("view_basket", {}).result["totals"]
    # 2 x 16.50 + 14.35 = 47.35; 8 % of it is 3.788, which is 3.79
    assert [total["total"] for total in totals] == [47.35 + 3.79 + 4.95, 47.35 + 3.79 + 12.95]


def test_quantities_add_up_and_can_be_set(shop: ShoppingWorld) -> None:
    shop.call("add_to_basket", {"product": "beans", "quantity": 1})
    shop.call("add_to_basket", {"product": "beans", "quantity": 2})
    assert shop.state["orders"]["order-1"]["items"] == {"beans": 3}
    shop.call("set_quantity", {"product": "beans", "quantity": 0})
    assert shop.state["orders"]["order-1"]["items"] == {}


def test_an_order_is_placed_once_and_opens_an_empty_basket(shop: ShoppingWorld) -> None:
    shop.call("add_to_basket", {"product": "beans", "quantity": 2})
    ordered = shop.call("place_order", {"delivery": "express"}).result["ordered"]
    assert (ordered["id"], ordered["total"], ordered["arrives"]) == ("order-1", 33 + 2.64 + 12.95, "2026-03-03")
    assert shop.state["products"]["beans"]["in_stock"] == 1
    assert shop.state["orders"]["order-2"] == BASKET
    assert shop.call("place_order", {"delivery": "express"}).error == "the basket is empty; add a product first"
    assert [order["id"] for order in shop.call("list_orders", {}).result["orders"]] == ["order-1"]
    ShoppingState.model_validate(shop.state)


@pytest.mark.parametrize(
    ("tool", "arguments", "error"),
    [
        ("add_to_basket", {"product": "beans", "quantity": 4}, "4 of beans are too many: 3 in stock"),
        (
            "add_to_basket",
            {"product": "tea", "quantity": 1},
            "there is no product 'tea'; there are: Coffee beans (beans)",
        ),
        ("add_to_basket", {"product": "beans", "quantity": 0}, "quantity must be at least 1, not 0"),
        ("set_quantity", {"product": "milk", "quantity": 1}, "milk is not in the basket; in it: nothing"),
        ("get_product", {"product": "x"}, "there is no product 'x'"),
    ],
)
def test_refusals_say_what_is_valid(shop: ShoppingWorld, tool: str, arguments: dict[str, Any], error: str) -> None:
    assert error in (shop.call(tool, arguments).error or "")


def test_a_delivery_must_be_known(shop: ShoppingWorld) -> None:
    shop.call("add_to_basket", {"product": "beans", "quantity": 1})
    assert "there is no delivery 'drone'; there are: Standard delivery (standard)" in (
        shop.call("place_order", {"delivery": "drone"}).error or ""
    )


@pytest.mark.parametrize(
    ("orders", "message"),
    [
        ({"order-1": {**BASKET, "status": "ordered"}}, "exactly the last one has status basket"),
        ({"order-1": BASKET, "order-2": BASKET}, "exactly the last one has status basket"),
        ({"order-7": BASKET}, "ids are order-1, order-2 and so on"),
        ({"order-1": {**BASKET, "items": {"tea": 1}}}, "'tea' is no product; products: beans, milk"),
    ],
)
def test_a_state_is_a_shop_with_one_basket(orders: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ShoppingState.model_validate({**STATE, "orders": orders})


@pytest.fixture
def boots() -> ShoppingWorld:
    return ShoppingWorld(BOOTS)


def test_a_product_goes_back_for_its_money_once(boots: ShoppingWorld) -> None:
    returned = ask(boots, "return_product", order="order-1", product="small boots", quantity=1)["returned"]
    assert returned == {
        "id": "return-1",
        "order": "order-1",
        "product": "small",
        "quantity": 1,
        "instead": None,
        "refund": 33.0,
    }
    refuse(boots, "return_product", "1 of order-1 to send back", order="order-1", product="small", quantity=2)
    refuse(boots, "return_product", "0 of order-1", "in it: small", order="order-1", product="laces", quantity=1)
    refuse(boots, "return_product", "no order 'order-2'", order="order-2", product="small", quantity=1)


def test_an_exchange_is_for_what_costs_the_same_and_is_there(boots: ShoppingWorld) -> None:
    back = {"order": "order-1", "product": "small"}
    refuse(boots, "exchange_product", "another price", "30.00 dollars", **back, quantity=1, instead="laces")
    refuse(boots, "exchange_product", "1 in stock", **back, quantity=2, instead="large")
    refuse(boots, "exchange_product", "for itself", **back, quantity=1, instead="small")
    exchanged = ask(boots, "exchange_product", **back, quantity=1, instead="large boots")["exchanged"]
    assert (exchanged["instead"], exchanged["refund"]) == ("large", 0)
    assert boots.state["products"]["large"]["in_stock"] == 0
    ShoppingState.model_validate(boots.state)


def test_an_old_order_tells_when_it_was_placed_and_no_day_to_come(boots: ShoppingWorld) -> None:
    order = ask(boots, "list_orders")["orders"][0]
    assert order["placed_on"] == "2025-12-29"
    assert "arrives" not in order
