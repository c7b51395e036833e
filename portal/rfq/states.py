"""The states of requests and quotes, which moves are legal, and their names."""

from __future__ import annotations

from portal.shared.texts import N_, text

MOVES: dict[str, frozenset[str]] = {
    "submitted": frozenset({"in_review", "quoted", "declined", "cancelled"}),
    "in_review": frozenset({"quoted", "declined", "cancelled"}),
    "quoted": frozenset({"quoted", "in_review", "accepted", "declined", "expired", "cancelled"}),
    "expired": frozenset({"quoted", "in_review", "cancelled"}),
    "accepted": frozenset(),
    "declined": frozenset({"quoted"}),
    "cancelled": frozenset(),
}
NAMES = {
    "submitted": N_("Submitted"),
    "in_review": N_("In review"),
    "quoted": N_("Quoted"),
    "accepted": N_("Accepted"),
    "declined": N_("Declined"),
    "expired": N_("Expired"),
    "cancelled": N_("Cancelled"),
    "sent": N_("Sent"),
    "superseded": N_("Superseded"),
}


def status_text(locale: str, status: str) -> str:
    """The state's name in the reader's language."""
    return text(locale, NAMES[status])


def may_move(old: str, new: str) -> bool:
    """Whether a request may go from `old` to `new`."""
    return new in MOVES[old]
