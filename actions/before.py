"""What is read before an action's own work: an answer to what was just said is one, whatever intent it resembles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.turn import Turn

Reader = Callable[[Turn], Awaitable[bool]]

# Actions of intents that short answers resemble.
READ_FIRST = frozenset(
    {"action_add_to_cart", "action_change_cart", "action_pick_option", "action_show_more", "action_search_product",
     "action_find_substitute", "action_check_price", "action_recommend", "action_fallback", "action_out_of_scope",
     "action_counter_quote", "action_affirm", "action_deny", "action_cancel_dialog", "action_clear_cart",
     "action_checkout", "action_faq",
     "action_cancel_order", "action_autofill_cart", "action_reorder", "action_view_cart", "action_goodbye"}
)  # fmt: skip
_READERS: list[Reader] = []
_ALWAYS: list[Reader] = []


def reads_first(reader: Reader) -> Reader:
    """Register ``reader``, which answers the turn and returns True, or leaves it alone and returns False."""
    _READERS.append(reader)
    return reader


def reads_always(reader: Reader) -> Reader:
    """As ``reads_first``, before every action: for a reader that is sure whatever the message was taken for."""
    _ALWAYS.append(reader)
    return reader


async def answered(turn: Turn, action: str) -> bool:
    """Whether the message was an answer to what was just said, and is dealt with."""
    if turn.is_button or turn.active_loop():
        return False
    for reader in (*_ALWAYS, *(_READERS if action in READ_FIRST else ())):
        if await reader(turn):
            turn.remember("failures", 0)
            return True
    return False
