"""The operators' API: one file a topic, all of one blueprint."""

from portal.console.routes import conversations, mentions, moves
from portal.console.routes.blueprint import api

__all__ = ["api", "conversations", "mentions", "moves"]
