"""Order lines that wait for a choice, as they are remembered and shown. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from actions.moves import CHEAPEST, DEAREST

Json = dict[str, Any]
CANDIDATES = 4
PHRASE = 200  # letters of a name that a company's vocabulary keeps


def open_line(line: Json, replaces: str | None = None) -> Json:
    """What is remembered of an unsure line: ids, names and places, never a price."""
    candidates = line["candidates"][:CANDIDATES]
    return {
        "position": line["position"],
        "text": line["text"][:120],
        "phrase": str(line.get("sought") or line.get("phrase") or "")[:PHRASE],
        "quantity": str(line.get("quantity") or 1),
        "skus": [candidate["sku"] for candidate in candidates],
        "names": [candidate["name"] for candidate in candidates],
        **by_price(candidates),
        **({"replaces": replaces} if replaces else {}),
    }


def by_price(products: Sequence[Json]) -> dict[str, int]:
    """The places of the cheapest and the dearest of ``products``; empty where prices cannot be compared."""
    prices = [product.get("price") for product in products]
    if len(prices) < 2 or not all(prices) or len({price["currency"] for price in prices if price}) > 1:
        return {}
    amounts = [Decimal(str(price["amount"])) for price in prices if price]
    return {CHEAPEST: amounts.index(min(amounts)), DEAREST: amounts.index(max(amounts))}


def numbered(lines: Sequence[str]) -> list[str]:
    """Lines with the numbers that an answer such as "1a, 2c" names; a single one has none."""
    if len(lines) == 1:
        return [f"• {lines[0]}"]
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]
