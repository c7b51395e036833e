"""Jobs of the catalogue."""

from __future__ import annotations

from portal.catalogue.documents import refresh_all
from portal.security.actor import Actor
from portal.shared.jobs import backoff, database, job


@job("heavy", name="catalogue.refresh_search_documents", retry=backoff(3))
def refresh_search_documents() -> None:
    """Bring every search document up to date: after a change that touches all, such as another default list."""
    with database().transaction(Actor.system("catalogue")) as session:
        refresh_all(session)
