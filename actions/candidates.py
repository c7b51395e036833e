"""Candidates of unsure lines, chosen by name, by position, by price, one or several at once."""

from __future__ import annotations

from typing import Any

from actions.choices import choose_products
from actions.moves import Pick, picks_in
from actions.naming import named_candidate, shares_word
from actions.references import pointed_at
from actions.turn import Turn
from actions.waiting import open_lines

Json = dict[str, Any]


async def choose_by_words(turn: Turn) -> bool:
    """Complete an open line with the candidate that the message names; False where it names none."""
    if turn.is_button:
        return False
    for line in open_lines(turn):
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


async def choose_picked(turn: Turn) -> bool:
    """Complete open lines with all the choices that the message makes; False where one of them fits no line."""
    lines = open_lines(turn)
    if not lines or turn.is_button:
        return False
    picks = picks_in(turn.text, len(lines))
    # bare positions answer what was shown last, which may be something else by now
    lettered = all(pick.line is not None for pick in picks)
    if not picks or (turn.shown["kind"] != "choices" and not lettered):
        return False
    chosen = matched(lines, picks)
    if chosen is None:
        return False
    await choose_products(turn, chosen)
    return True


def matched(lines: list[Json], picks: list[Pick]) -> list[tuple[int, str]] | None:
    """(position, SKU) of each pick; None where one of them fits no line or no candidate."""
    free = list(lines)
    chosen = []
    for pick in picks:
        line = _line_of(pick, lines, free)
        option = line.get(pick.option) if line and isinstance(pick.option, str) else pick.option
        if line is None or not isinstance(option, int) or not -1 <= option < len(line["skus"]):
            return None
        free = [one for one in free if one is not line]
        chosen.append((line["position"], line["skus"][option]))
    return chosen


def _line_of(pick: Pick, lines: list[Json], free: list[Json]) -> Json | None:
    if pick.line is not None:
        return lines[pick.line] if 0 <= pick.line < len(lines) and lines[pick.line] in free else None
    if not pick.hint:
        return free[0] if free else None
    named = [line for line in free if shares_word(pick.hint, " ".join([line["text"], *line.get("names", [])]))]
    return named[0] if len(named) == 1 else None
