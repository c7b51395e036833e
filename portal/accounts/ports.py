"""What accounts need of concepts above them."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from portal.security.actor import Actor


class DialogueResolver(Protocol):
    """Finds the buyer for whom the assistant speaks in a running turn."""

    def __call__(self, session: Session, *, dialogue_id: str, turn_id: UUID, epoch: int) -> Actor:
        """The buyer's actor. Raises a PortalError (`stale_turn`, `login_required`) when the turn does not hold."""


class CreditView(Protocol):
    """Tells how much of a company's credit is used."""

    def __call__(self, session: Session, actor: Actor) -> dict[str, object] | None:
        """{limit, used, available} as Money, or None when no limit was agreed."""
