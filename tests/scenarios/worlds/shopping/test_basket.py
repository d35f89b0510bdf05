"""Vouchers in the basket."""

from typing import Any

import pytest

from scenarios.worlds.shopping import WORLD
from scenarios.worlds.shopping.state import ShoppingState
from tests.scenarios.worlds.asking import ask, refuse
from tests.scenarios.worlds.shopping.boots import BOOTS


@pytest.fixture
def shop() -> Any:
    ShoppingState.model_validate(BOOTS)
    return WORLD(BOOTS)


def test_a_voucher_counts_while_the_goods_reach_it(shop: Any) -> None:
    ask(shop, "add_to_basket", product="small", quantity=1)
    refuse(shop, "use_voucher", "winter asks for goods of at least 34.00 dollars", "30.00", voucher="winter")
    refuse(shop, "use_voucher", "old lapsed on 2026-01-04; today is 2026-01-05", voucher="autumn voucher")
    ask(shop, "add_to_basket", product="laces", quantity=1)
    seen = ask(shop, "use_voucher", voucher="the winter voucher")
    # 34.00 with 10 % tax and 5.00 for delivery, less 10.00
    assert (seen["voucher"], seen["off"], seen["totals"][0]["total"]) == ("winter", 10.0, 32.4)
    ask(shop, "set_quantity", product="laces", quantity=0)
    assert "voucher" not in ask(shop, "view_basket")
    assert shop.state["vouchers"]["winter"]["status"] == "open"


def test_one_voucher_for_an_order_and_one_order_for_a_voucher(shop: Any) -> None:
    ask(shop, "add_to_basket", product="large", quantity=1)
    ask(shop, "add_to_basket", product="laces", quantity=1)
    ask(shop, "use_voucher", voucher="thanks")
    assert ask(shop, "use_voucher", voucher="winter")["voucher"] == "winter"
    ordered = ask(shop, "place_order", delivery="standard")["ordered"]
    assert (ordered["total"], ordered["placed_on"], ordered["arrives"]) == (32.4, "2026-01-05", "2026-01-09")
    assert [voucher["used"] for voucher in ask(shop, "list_vouchers")["vouchers"]] == [True, False, False]
    ask(shop, "add_to_basket", product="small", quantity=2)
    refuse(shop, "use_voucher", "winter is used up", voucher="winter")
    assert "voucher" not in ask(shop, "view_basket")
    ShoppingState.model_validate(shop.state)


def test_a_voucher_never_pays_out(shop: Any) -> None:
    shop.state["vouchers"]["thanks"]["off_cents"] = 5000
    ask(shop, "add_to_basket", product="laces", quantity=1)
    ask(shop, "use_voucher", voucher="thanks")
    assert ask(shop, "place_order", delivery="standard")["ordered"]["total"] == 0
