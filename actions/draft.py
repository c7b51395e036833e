"""A request for quotation while it is being written."""

from __future__ import annotations

from typing import Any

from actions.turn import Turn

Json = dict[str, Any]

DONE = "-"
LONGEST_NOTE = 2000


class Draft:
    """The request as the slots hold it: ids, words and the buyer's own figures."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self.lines: list[Json] = [dict(line) for line in turn.slot("rfq_lines") or []]
        self.details: Json = dict(turn.slot("rfq_details") or {})
        self.needed_by: str | None = turn.slot("rfq_needed_by")
        self.remarks: list[str] = []

    def keep(self) -> None:
        """Write the slots, and settle whether the one optional question is still worth asking."""
        turn = self._turn
        turn.remember("rfq_lines", self.lines or None)
        turn.remember("rfq_details", self.details)
        turn.remember("rfq_needed_by", self.needed_by)
        turn.remember("rfq_remarks", self.remarks or None)
        dated = self.needed_by or (self.lines and all(line.get("needed_by") for line in self.lines))
        priced = any(line.get(name) for line in self.lines for name in ("target_price", "target_words", "comment"))
        told = priced or any(self.details.get(name) for name in ("note", "address"))
        if dated and told:
            turn.remember("rfq_more", DONE)

    def note(self, words: str) -> None:
        """Add to the note."""
        kept = self.details.get("note") or ""
        if words and words not in kept:
            self.details["note"] = f"{kept}\n{words}".strip()[:LONGEST_NOTE]
