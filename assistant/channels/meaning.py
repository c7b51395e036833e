"""What a message means where only the dialogue can tell, decided before the rules begin or end a form.

The classifier sees the words alone: "put it back" is a return of goods to it, "скасуй запит" the answer to an offer.
Such an intent begins a form, or goes past one, so that an action would correct it too late.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.reading.inflection import named
from nlu.reading.taking_back import asks_to_undo, cancels_request, gives_up, put_back

CHANGED_CART = frozenset({"cart", "cart_line", "emptied_cart"})
CANCEL, CHANGE_CART, DECLINE = "cancel_dialog", "change_cart", "decline_quote"


def in_context(parse: dict[str, Any], text: str, tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """``parse`` with the intent that ``text`` has in this dialogue, if it is another one; not for a pressed button."""
    intent = None if text.startswith(INTENT_MESSAGE_PREFIX) else meant(text, tracker)
    if intent is None or intent == (parse.get("intent") or {}).get("name"):
        return parse
    # with several requests found in it, it would not have been read as one
    return {**parse, "intent": {"name": intent, "confidence": 1.0}, "requests": []}


def meant(text: str, tracker: DialogueStateTracker | None) -> str | None:
    """The intent of ``text`` in this dialogue; None where the words alone tell it."""
    shown: dict[str, Any] = (tracker.get_slot("shown") if tracker else None) or {}
    pending: dict[str, Any] = (tracker.get_slot("pending") if tracker else None) or {}
    if tracker is not None and tracker.active_loop is not None:
        return CANCEL if gives_up(text) else None
    if shown.get("kind") in CHANGED_CART and asks_to_undo(text):
        return CANCEL
    goods = put_back(text)
    removed = [f"{one.get('name')} {one.get('sku')}" for one in shown.get("removed") or []]
    if goods and removed and named(removed, goods):
        return CHANGE_CART
    if cancels_request(text):
        return DECLINE
    asked = bool(pending) and not pending.get("aside")
    return CANCEL if gives_up(text) and (asked or shown.get("kind") == "choices") else None
