"""Order lines that wait for a choice."""

from __future__ import annotations

from typing import Any

from actions.turn import Turn

Json = dict[str, Any]
MOST = 12


def open_lines(turn: Turn) -> list[Json]:
    """The lines that wait for a choice, also those that were asked about before something else was shown."""
    shown = turn.shown
    return list(shown["ids"]) if shown["kind"] == "choices" else list(turn.slot("open_lines") or [])


def ask_about(turn: Turn, lines: list[Json]) -> None:
    """Have ``lines`` wait for a choice; those that waited before stand behind them, under positions of their own."""
    after = max((int(line["position"]) for line in lines), default=0) + 1
    before = [{**line, "position": after + number} for number, line in enumerate(open_lines(turn))]
    turn.show("choices", [*lines, *before][:MOST])
    turn.remember("open_lines", None)
