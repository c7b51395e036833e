"""What happened to the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from portal.shared.events import Event


@dataclass(frozen=True, slots=True)
class StockChanged(Event):
    """Free quantities of some products were written."""
