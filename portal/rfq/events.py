"""What happened to requests for quotation."""

from __future__ import annotations

from dataclasses import dataclass

from portal.shared.events import Event


@dataclass(frozen=True, slots=True)
class QuoteSent(Event):
    """The supplier answered a request with a version of the quote."""

    number: str
    version: int
