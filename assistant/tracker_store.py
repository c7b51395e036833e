"""Rasa's memory in PostgreSQL, which forgets a dialogue's sessions before the present one.

Rasa never reads them again, but every look at the present session would go through all of them, so a turn would get
slower with the length of the conversation. What was said is kept by the portal.
"""

from __future__ import annotations

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker


class SessionTrackerStore(SQLTrackerStore):
    """Rasa's SQL store with one session a dialogue."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new; after the start of a session delete what came before it."""
        await super().save(tracker)
        began = _later_start(tracker)
        if began is None:
            return
        with self.session_scope() as session:
            old = session.query(self.SQLEvent).filter(
                self.SQLEvent.sender_id == tracker.sender_id, self.SQLEvent.timestamp < began
            )
            old.delete(synchronize_session=False)
            session.commit()


def _later_start(tracker: DialogueStateTracker) -> float | None:
    """When the newest session of ``tracker`` began; None where nothing came before it."""
    events = list(tracker.events)
    for position in range(len(events) - 1, 0, -1):
        event = events[position]
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_SESSION_START_NAME:
            return float(event.timestamp)
    return None
