"""Credit, and what the portal's services cannot do yet: documents, approvals, cancelling and returning."""

from __future__ import annotations

from actions import formats
from actions.base import BuyerAction
from actions.buttons import button, talk_button, yes_no
from actions.orders import meant_number
from actions.turn import Turn


class ActionCreditBalance(BuyerAction):
    """The company's credit limit and what is left of it."""

    called = "action_credit_balance"

    async def act(self, turn: Turn) -> None:
        """Tell it."""
        me = await turn.portal.company.me()
        credit = (me.get("company") or {}).get("credit")
        _ = turn.texts._
        if not credit:
            turn.say(
                _(
                    "No credit terms are shown for your account. Your company's finance staff or a "
                    "colleague of ours can tell you more."
                ),
                buttons=[talk_button(turn, "credit and balance")],
            )
            return
        values = {name: formats.money(credit[name], turn.texts) for name in ("limit", "used", "available")}
        text = _("Credit limit: {limit}. Used: {used}. Available: {available}.", **values)
        more = _("Single invoices and payments I cannot show yet; a colleague can.")
        turn.say(f"{text} {more}", buttons=[talk_button(turn, "invoices and payments")])


async def offer_person(turn: Turn, text: str, reason: str) -> None:
    """Say honestly that this takes a person, and offer one; "yes" hands over."""
    turn.ask_to_confirm("hand_over", reason=reason)
    turn.say(text, buttons=yes_no(turn, turn.texts._("Yes, pass me on"), "hand_over", reason=reason))


class ActionGetDocument(BuyerAction):
    """Documents are not in the chat yet."""

    called = "action_get_document"

    async def act(self, turn: Turn) -> None:
        """Offer a person."""
        number = turn.entity("invoice_number", "order_number") or ""
        text = turn.texts._("I cannot send documents in the chat yet. Shall I pass your request to a colleague?")
        await offer_person(turn, text, f"document {number}: {turn.text[:300]}")


class ActionPendingApprovals(BuyerAction):
    """Approvals are not in the chat yet."""

    called = "action_pending_approvals"

    async def act(self, turn: Turn) -> None:
        """Offer a person."""
        text = turn.texts._("I cannot show or decide approvals in the chat yet. Shall I pass you to a colleague?")
        await offer_person(turn, text, f"approvals: {turn.text[:300]}")


class ActionCancelOrder(BuyerAction):
    """An order that was placed is cancelled by a person."""

    called = "action_cancel_order"

    async def act(self, turn: Turn) -> None:
        """Offer a person; time matters, so say so."""
        number = meant_number(turn) or ""
        text = turn.texts._(
            "I cannot cancel a placed order myself. A colleague can, as long as it has not left the "
            "warehouse. Shall I pass it on at once?"
        )
        await offer_person(turn, text, f"cancel order {number}: {turn.text[:300]}")


class ActionReturnItem(BuyerAction):
    """A claim is taken by a person."""

    called = "action_return_item"

    async def act(self, turn: Turn) -> None:
        """Offer a person, the buyer's words as the reason."""
        number = meant_number(turn) or ""
        text = turn.texts._(
            "I am sorry about that. Returns and claims are handled by a colleague, who will see what "
            "you wrote. Shall I pass it on?"
        )
        await offer_person(turn, text, f"claim {number}: {turn.text[:300]}")


class ActionFaq(BuyerAction):
    """Terms of delivery, payment and warranty: the supplier's, which are not in the portal yet."""

    called = "action_faq"

    async def act(self, turn: Turn) -> None:
        """Say what is known for certain and offer a person for the rest."""
        _ = turn.texts._
        known = {
            "faq_delivery": _("The expected day of delivery stands on every order."),
            "faq_payment": _("Your prices, tax and credit stand in the cart before you order."),
            "faq_warranty": _("Warranty and return terms depend on the product and the manufacturer."),
        }.get(turn.intent, "")
        ask = _("For our general terms I would rather not guess. Shall I pass you to a colleague?")
        await offer_person(turn, f"{known} {ask}".strip(), f"{turn.intent}: {turn.text[:300]}")


class ActionComplain(BuyerAction):
    """Takes anger seriously."""

    called = "action_complain"

    async def act(self, turn: Turn) -> None:
        """Apologise and offer a person."""
        _ = turn.texts._
        text = _("I am sorry that this went wrong for you. A colleague should hear this. Shall I pass you on now?")
        reason = f"complaint: {turn.text[:300]}"
        turn.ask_to_confirm("hand_over", reason=reason)
        turn.say(
            text,
            buttons=[
                *yes_no(turn, _("Yes, pass me on"), "hand_over", reason=reason),
                button(_("Where is my order?"), "order_status"),
            ],
        )
