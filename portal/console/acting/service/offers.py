"""Lines that an operator offers and the buyer takes into his cart, or leaves."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.cart.present import present_cart
from portal.cart.service.lines import Wanted, add_wanted, check_quantity
from portal.catalogue import queries as catalogue
from portal.catalogue.models import Product
from portal.catalogue.service import get_product
from portal.console.acting import texts
from portal.console.acting.errors import OfferAnswered, OfferNotFound
from portal.console.acting.schemas import AnswerOut, Offer, OfferIn, OfferLine, OfferLineIn
from portal.console.acting.service.customer import customer_of, held, on_behalf
from portal.console.acting.service.saying import said_before, say
from portal.conversations.models import Conversation, Message
from portal.conversations.service import writing
from portal.conversations.service.reading import require_writable
from portal.pricing.rules import line_total
from portal.pricing.service import PriceBook
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.i18n import pick
from portal.shared.ids import new_id
from portal.shared.money import Money

SOURCE = "desk"


def offer_lines(session: Session, operator: Actor, conversation_id: UUID, given: OfferIn) -> Message:
    """Offer lines for the buyer's cart; only he can put them there.

    Raises Forbidden, ConversationNotFound, ConversationClosed, NotAssigned, CustomerUnknown, CustomerMayNot,
    ProductNotFound, QuantityInvalid.
    """
    conversation = held(session, operator, conversation_id)
    former = said_before(session, operator, conversation_id, given.client_id)
    if former is not None:
        return former
    customer = customer_of(session, operator, conversation)
    number = new_id()
    with on_behalf(session, customer, Permission.CART_EDIT):
        offer = _offer(session, customer, conversation, number, given.lines)
    audit.record(
        session,
        operator,
        "desk.cart_offered",
        "conversation",
        conversation.id,
        company_id=conversation.company_id,
        message=str(number),
        lines=[{"sku": line.sku, "quantity": str(line.quantity)} for line in offer.lines],
    )
    said = given.text.strip() or texts.offered(conversation.locale, offer.lines)
    card = {"type": "cart_offer", "offer": offer.model_dump(mode="json")}
    return say(session, operator, conversation, given.client_id, said, card, id=number)


def _offer(
    session: Session, customer: Actor, conversation: Conversation, number: UUID, given: Sequence[OfferLineIn]
) -> Offer:
    """Lines of the same goods are one; each is checked as it would be in the cart."""
    wanted: dict[int, tuple[Product, Decimal]] = {}
    for line in given:
        product = get_product(session, customer, line.sku)
        before = wanted.get(product.id)
        wanted[product.id] = (product, line.quantity + (before[1] if before else Decimal(0)))
    units = catalogue.units(session)
    for product, quantity in wanted.values():
        check_quantity(customer, product, units.get(product.unit), quantity)
    book = PriceBook.for_actor(session, customer)
    prices = book.prices_for(list(wanted), {each: quantity for each, (_product, quantity) in wanted.items()})
    lines = []
    for each, (product, quantity) in wanted.items():
        price = prices[each].unit_price
        lines.append(
            OfferLine(
                sku=product.sku,
                name=pick(product.names, conversation.locale),
                quantity=quantity,
                unit=product.unit,
                unit_price=price,
                total=line_total(price, quantity) if price else None,
            )
        )
    totals = [line.total.amount for line in lines if line.total is not None]
    total = Money(sum(totals, Decimal(0)), book.currency) if len(totals) == len(lines) else None
    return Offer(id=number, conversation_id=conversation.id, state="open", lines=lines, total=total)


def answer(session: Session, buyer: Actor, conversation_id: UUID, message_id: UUID, *, accept: bool) -> AnswerOut:
    """The buyer takes the offer into his cart, whole, or leaves it; the same answer again changes nothing.

    Raises LoginRequired, Forbidden, ConversationNotFound, OfferNotFound, OfferAnswered, ProductNotFound,
    QuantityInvalid, CartFull.
    """
    conversation = require_writable(session, buyer, conversation_id)
    message = session.get(Message, message_id, with_for_update=True)
    offer = _offer_in(message) if message is not None and message.conversation_id == conversation_id else None
    if message is None or offer is None or message.internal:
        raise OfferNotFound
    answered = "accepted" if accept else "declined"
    if offer.state == answered:
        return AnswerOut(offer=offer, cart=present_cart(session, buyer) if accept else None)
    if offer.state != "open":
        raise OfferAnswered(extra={"state": offer.state})
    if accept:
        buyer.require(Permission.CART_EDIT)
        add_wanted(
            session,
            buyer,
            [Wanted(get_product(session, buyer, line.sku), line.quantity, SOURCE) for line in offer.lines],
        )
    offer = offer.model_copy(update={"state": answered})
    message.cards = [{"type": "cart_offer", "offer": offer.model_dump(mode="json")}]
    audit.record(session, buyer, f"desk.offer_{answered}", "conversation", conversation_id, message=str(message_id))
    writing.by_system(
        session,
        conversation,
        texts.answered(conversation.locale, buyer.name, accept=accept),
        cards=[{"type": "offer_answer", "offer_id": str(message_id), "state": answered}],
    )
    cart = present_cart(session, buyer) if accept else None
    return AnswerOut(offer=offer, cart=cart)


def _offer_in(message: Message) -> Offer | None:
    card = next((each for each in message.cards if each.get("type") == "cart_offer"), None)
    return Offer.model_validate(card["offer"]) if card else None
