"""The product that was talked about last: what "the same but 5 m" and "20 more" are about."""

from __future__ import annotations

from typing import Any

from actions.turn import Turn

Json = dict[str, Any]


def set_topic(turn: Turn, product: Json, *, quantity: object = None, phrase: str = "", added: bool = False) -> None:
    """``product`` was shown, or ``quantity`` of it ``added``; ``phrase`` is how the buyer called it."""
    topic = {
        "sku": product["sku"],
        "name": product["name"],
        "unit": product.get("unit"),
        "phrase": phrase,
        "quantity": None if quantity is None else str(quantity),
        "added": added,
    }
    turn.remember("topic", topic)


def topic_of(turn: Turn) -> Json | None:
    """The product talked about last; None where there is none, or something else was shown since."""
    topic = turn.slot("topic")
    return dict(topic) if topic else None
