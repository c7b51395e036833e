"""Acting for somebody else for a few statements of one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from portal.security.actor import Actor
from portal.shared.database import switch_actor


@contextmanager
def acting_as(session: Session, actor: Actor) -> Iterator[None]:
    """Let the session see what `actor` sees, then what it saw before.

    For what a buyer may know but not read: his place in a queue of other companies' conversations.
    """
    before = session.info["actor"]
    session.flush()
    switch_actor(session, actor)
    try:
        yield
    except BaseException:
        session.info["actor"] = before  # the transaction is lost; its scope goes with it
        raise
    session.flush()
    switch_actor(session, before)
