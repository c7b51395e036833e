"""What the style guide shows: invented things in the API's shapes."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from portal.shared.money import Money

PRODUCTS = (
    ("MCB-C16-1P", "Circuit breaker C16 1P 6 kA, DIN rail", "mcb", "3.42", 1240, "pcs", 1),
    ("NYM-3X1.5-R100", "Cable NYM-J 3x1.5 mm², ring 100 m", "installation-cables", "0.78", 18400, "m", 100),
    ("GLV-NIT-9", "Nitrile-coated assembly gloves, size 9", "gloves", "1.15", 8, "pair", 12),
    ("LED-PNL-6060", "LED panel 600x600 mm, 40 W, 4000 K, white frame", "luminaires", "24.90", 0, "pcs", 1),
    ("BLT-M8X40-88", "Hex bolt DIN 933 M8x40, 8.8, zinc-plated", "bolts", "0.091", 56000, "pcs", 200),
    ("ENC-IP65-24", "Distribution board, surface, 24 modules, IP65", "enclosures", None, 3, "pcs", 1),
    ("DRL-SDS-10X160", "SDS-plus hammer drill bit 10x160 mm", "drill-bits", "4.60", 310, "pcs", 1),
    ("PAP-A4-80", "Copy paper A4, 80 g/m², 500 sheets", "paper", "3.95", 960, "ream", 5),
)


def _euros(amount: str | Decimal) -> Money:
    return Money(Decimal(amount), "EUR")


def _product(row: tuple[str, str, str, str | None, int, str, int]) -> dict[str, Any]:
    sku, name, category, price, available, unit, step = row
    return {
        "sku": sku, "name": name, "category": category, "brand": "Ampero", "mpn": f"{sku}-A", "unit": unit,
        "price": _euros(price) if price else None, "available": Decimal(available), "in_stock": available > 0,
        "min_quantity": Decimal(step), "order_step": Decimal(step), "lead_time_days": 12, "why": None,
    }  # fmt: skip


def _line(product: dict[str, Any], quantity: int) -> dict[str, Any]:
    price = product["price"] or _euros("0")
    return product | {"quantity": Decimal(quantity), "unit_price": price, "total": price * quantity}


def sample(now: datetime) -> dict[str, Any]:
    """The context of the style guide as of `now`."""
    products = [_product(row) for row in PRODUCTS]
    steps = (("placed", 4), ("confirmed", 3), ("picking", 2), ("partially_shipped", 1))
    history = [
        {"status": status, "status_text": status.replace("_", " ").capitalize(), "at": now - timedelta(days=days)}
        | {"text": "", "by": "Marek Nowak"}
        for status, days in steps
    ]
    order = {
        "number": "SO-100045",
        "status": "partially_shipped",
        "status_text": "Partly shipped",
        "placed_at": now - timedelta(days=4),
        "eta": (now + timedelta(days=1)).date(),
        "lines": [_line(product, 40) for product in products[:4]],
    }
    credit = {"limit": _euros("20000"), "used": _euros("16750.40"), "available": _euros("3249.60")}
    return {"products": products, "order": order, "history": history, "credit": credit}
