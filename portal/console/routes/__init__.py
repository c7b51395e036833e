"""The operators' API: one file a topic, all of one blueprint."""

from portal.console.routes import canned, conversations, endings, follow_ups, mentions, moves
from portal.console.routes.blueprint import api

__all__ = ["api", "canned", "conversations", "endings", "follow_ups", "mentions", "moves"]
