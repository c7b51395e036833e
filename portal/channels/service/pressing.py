"""From what came back of a choice to the payload of the button that was offered."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from portal.channels import cards, queries
from portal.channels.models import ChannelContact
from portal.conversations.models import Conversation
from portal.shared.ids import parse_count, parse_uuid

GONE: Final = ("", "")


def meant(
    session: Session, contact: ChannelContact, conversation: Conversation, pressed: str, said: str
) -> tuple[str, str] | None:
    """Title and payload of the button that was pressed, or chosen by its number; None for ordinary words.

    GONE for a button of another conversation, or of none: anybody can make up what a provider passes on.
    """
    if pressed:
        return _button(session, conversation, pressed) or GONE
    number = parse_count(said.strip().rstrip(".)"))
    if number is None or not 1 <= number <= len(contact.offered or []):
        return None
    return _button(session, conversation, str(contact.offered[number - 1].get("ref")))


def _button(session: Session, conversation: Conversation, ref: str) -> tuple[str, str] | None:
    head, _, rest = ref.partition(":")
    given, _, place = rest.partition(":")
    message_id, number = parse_uuid(given), parse_count(place)
    if head != "m" or message_id is None or number is None:
        return None
    message = queries.message(session, message_id)
    if message is None or message.conversation_id != conversation.id or message.internal:
        return None
    found = cards.buttons(message)
    if number >= len(found) or not found[number].get("payload"):
        return None
    return str(found[number].get("title") or "✓"), str(found[number]["payload"])
