"""The states of an order: which moves are legal, and their names. The one place for both."""

from __future__ import annotations

from typing import Final

from portal.shared.texts import N_, text

MOVES: Final[dict[str, frozenset[str]]] = {
    "placed": frozenset({"confirmed", "picking", "cancelled"}),
    "confirmed": frozenset({"picking", "partially_shipped", "shipped", "cancelled"}),
    "picking": frozenset({"partially_shipped", "shipped", "cancelled"}),
    "partially_shipped": frozenset({"partially_shipped", "shipped"}),
    "shipped": frozenset({"delivered"}),
    "delivered": frozenset(),
    "cancelled": frozenset(),
}
STATUSES: Final = tuple(MOVES)
OPEN: Final = ("placed", "confirmed", "picking", "partially_shipped", "shipped")
CANCELLABLE_BY_BUYER: Final = frozenset({"placed"})
NAMES: Final = {
    "placed": N_("Placed"),
    "confirmed": N_("Confirmed"),
    "picking": N_("Being picked"),
    "partially_shipped": N_("Partly shipped"),
    "shipped": N_("Shipped"),
    "delivered": N_("Delivered"),
    "cancelled": N_("Cancelled"),
}


def status_text(locale: str, status: str) -> str:
    """The state's name in the reader's language."""
    return text(locale, NAMES[status])


def may_move(old: str, new: str) -> bool:
    """Whether an order may go from `old` to `new`."""
    return new in MOVES[old]
