"""What acting in place says in a conversation, in the conversation's language."""

from __future__ import annotations

from collections.abc import Sequence

from portal.console.acting.schemas import OfferLine
from portal.shared.money import plain
from portal.shared.texts import text

SHOWN = 10


def offered(locale: str, lines: Sequence[OfferLine]) -> str:
    """An offer in words, for channels that show no cards."""
    listed = [f"{plain(line.quantity)} × {line.name}" for line in lines[:SHOWN]]
    more = "…" if len(lines) > SHOWN else ""
    return text(locale, "I suggest for your cart: %(lines)s", lines="; ".join(listed) + more)


def answered(locale: str, name: str, *, accept: bool) -> str:
    """The buyer's answer to an offer."""
    if accept:
        return text(locale, "%(name)s has put the offer into the cart.", name=name)
    return text(locale, "%(name)s has declined the offer.", name=name)


def requested(locale: str, number: str) -> str:
    """A request for quotation was raised for the buyer."""
    return text(locale, "I have raised the request for quotation %(number)s for you.", number=number)
