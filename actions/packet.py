"""What a person who takes over should know beside the conversation: in the reason of the hand-over."""

from __future__ import annotations

from actions.turn import Turn

# The portal keeps 500 characters.
LONGEST = 480
LONGEST_TEXT = 120


def packet(turn: Turn, why: str) -> str:
    """Why, the last words of the buyer, what they were taken for, and what is open; for operators, in English."""
    said = " / ".join(f"“{_short(text)}”" for text in turn.recent_texts())
    parts = [f"{why}: {said}"]
    guesses = [str(one["name"]) for one in turn.ranking[:2]]
    if guesses:
        parts.append(f"taken for {' or '.join(guesses)}")
    shown = turn.shown
    lines = shown["ids"] if shown["kind"] == "choices" else turn.slot("open_lines") or []
    if lines:
        parts.append("open lines: " + ", ".join(_short(line["text"], 40) for line in lines[:5]))
    elif shown["kind"] in {"orders", "rfqs"}:
        parts.append("shown: " + ", ".join(str(number) for number in shown["ids"][:3]))
    pending = turn.slot("pending") or {}
    if pending.get("step") and pending["step"] != "hand_over":
        parts.append(f"asked: {pending['step']}")
    if turn.slot("rfq_lines"):
        parts.append(f"request for quotation begun, {len(turn.slot('rfq_lines'))} lines")
    return "; ".join(parts)[:LONGEST]


def _short(text: str, longest: int = LONGEST_TEXT) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= longest else f"{joined[: longest - 1]}…"
