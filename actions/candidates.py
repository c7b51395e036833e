"""Candidates of an unsure line, chosen by name or by position."""

from __future__ import annotations

from typing import Any

from actions.cart import choose_products
from actions.naming import named_candidate
from actions.references import pointed_at
from actions.turn import Turn

Json = dict[str, Any]


async def choose_by_words(turn: Turn) -> bool:
    """Complete an open line with the candidate that the message names; False where it names none."""
    shown = turn.shown
    if shown["kind"] != "choices" or turn.is_button:
        return False
    for line in shown["ids"]:
        position = named_candidate(line.get("names") or [], turn.text)
        if position is not None:
            await choose_products(turn, [(line["position"], line["skus"][position])])
            return True
    return False


async def choose_by_position(turn: Turn) -> bool:
    """Complete open lines with the candidates that the message points at.

    "The second" answers the first open line; as many positions as lines are open answer them all, in their order.
    """
    shown = turn.shown
    if shown["kind"] != "choices" or turn.is_button or not shown["ids"]:
        return False
    lines: list[Json] = shown["ids"]
    pointed = pointed_at(turn.text)
    if not pointed:
        return False
    answered = lines if len(pointed) == len(lines) else lines[:1]
    picked = [
        (line["position"], line["skus"][position])
        for line, position in zip(answered, pointed, strict=False)
        if -1 <= position < len(line["skus"])
    ]
    if len(picked) != len(answered):
        return False
    await choose_products(turn, picked)
    return True
