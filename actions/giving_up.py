"""Ending what is under way: questions, choices, a request or a claim that was being written."""

from __future__ import annotations

from actions.turn import Turn

REQUEST_SLOTS = (
    "rfq_lines", "rfq_needed_by", "rfq_details", "rfq_quantities", "rfq_more", "rfq_confirmed", "rfq_remarks",
    "rfq_problem", "rfq_files", "claim", "claim_what", "claim_reason",
)  # fmt: skip


def forget_request(turn: Turn) -> None:
    """Empty the slots of a request for quotation, or of a claim, that was being written."""
    for name in REQUEST_SLOTS:
        turn.remember(name, None)


def give_up(turn: Turn) -> None:
    """Forget what is under way, and say that nothing came of it."""
    forget_request(turn)
    turn.remember("pending", None)
    turn.remember("shown", None)
    turn.remember("open_lines", None)
    turn.say(turn.texts._("Cancelled. Nothing was ordered or sent; your cart is as it was."))
