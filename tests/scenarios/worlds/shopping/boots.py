"""A shop that sells boots: an order placed, vouchers, an empty basket."""

from typing import Any

BOOTS: dict[str, Any] = {
    "customer": "Morgan",
    "address": "Harbor Street",
    "tax_percent": 10,
    "products": {
        "small": {"name": "Small boots", "about": "Size eight", "price_cents": 3000, "in_stock": 2},
        "large": {"name": "Large boots", "about": "Size ten", "price_cents": 3000, "in_stock": 1},
        "laces": {"name": "Laces", "about": "One pair", "price_cents": 400, "in_stock": 9},
    },
    "deliveries": {"standard": {"name": "Standard delivery", "fee_cents": 500, "day": "2026-01-09"}},
    "orders": {
        "order-1": {
            "status": "ordered",
            "items": {"small": 2},
            "delivery": "standard",
            "total_cents": 7100,
            "placed_on": "2025-12-29",
        },
        "order-2": {"status": "basket", "items": {}, "delivery": None, "total_cents": None},
    },
    "vouchers": {
        "winter": {"name": "Winter voucher", "off_cents": 1000, "from_cents": 3400, "until": "2026-01-05"},
        "old": {"name": "Autumn voucher", "off_cents": 900, "from_cents": 0, "until": "2026-01-04"},
        "thanks": {"name": "Thank-you voucher", "off_cents": 200, "from_cents": 0, "until": "2026-03-01"},
    },
}
