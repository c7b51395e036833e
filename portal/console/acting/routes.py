"""Acting in place over JSON: the operator's side, and the buyer's answer."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.cart.schemas import TextLines
from portal.catalogue.schemas import ProductList
from portal.catalogue.wiring import search_engine
from portal.console.acting.schemas import (
    AnswerIn,
    AnswerOut,
    AnswerPath,
    CardIn,
    Colleague,
    Colleagues,
    Invoices,
    LinesIn,
    OfferIn,
    ProductsQuery,
    RequestIn,
    RequestOut,
)
from portal.console.acting.service import cards, looking, offers, requesting
from portal.conversations.schemas import ConversationPath, MessageOut
from portal.security import web

api = APIBlueprint("acting_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Operators")])
ONE = "/operator/conversations/<uuid:conversation_id>"


@api.get(f"{ONE}/products", responses={200: ProductList})
def find_products(path: ConversationPath, query: ProductsQuery) -> Response:
    """Goods at this customer's prices."""
    found = looking.find_products(
        web.session(), web.actor(), path.conversation_id, search_engine(), query.q, query.limit
    )
    return web.reply(found)


@api.post(f"{ONE}/lines", responses={200: TextLines})
def read_lines(path: ConversationPath, body: LinesIn) -> Response:
    """The goods that the customer's words ask for; changes nothing."""
    found = looking.read_lines(
        web.session(), web.actor(), path.conversation_id, search_engine(), web.port("purchases"), body.text
    )
    return web.reply(found)


@api.get(f"{ONE}/invoices", responses={200: Invoices})
def last_invoices(path: ConversationPath) -> Response:
    """The customer's last invoices, for those of the desk who may see the books."""
    return web.reply(Invoices(items=looking.last_invoices(web.session(), web.actor(), path.conversation_id)))


@api.post(f"{ONE}/cards", responses={202: MessageOut})
@web.idempotent
def send_card(path: ConversationPath, body: CardIn) -> Response:
    """Send a product, or an order, request or invoice of the customer's own company."""
    return web.reply(MessageOut.of(cards.send_card(web.session(), web.actor(), path.conversation_id, body)), 202)


@api.post(f"{ONE}/cart-offers", responses={202: MessageOut})
@web.idempotent
def offer_lines(path: ConversationPath, body: OfferIn) -> Response:
    """Offer lines for the buyer's cart; he takes or leaves them."""
    return web.reply(MessageOut.of(offers.offer_lines(web.session(), web.actor(), path.conversation_id, body)), 202)


@api.post(f"{ONE}/rfq", responses={201: RequestOut})
@web.idempotent
def raise_request(path: ConversationPath, body: RequestIn) -> Response:
    """Raise a request for quotation in the customer's name and show it to him."""
    return web.reply(requesting.raise_for(web.session(), web.actor(), path.conversation_id, body), 201)


@api.post("/conversations/<uuid:conversation_id>/cart-offers/<uuid:message_id>", responses={200: AnswerOut})
@web.idempotent
def answer_offer(path: AnswerPath, body: AnswerIn) -> Response:
    """The buyer takes an operator's offer into the cart, or leaves it; 409 `offer_answered`."""
    answered = offers.answer(web.session(), web.actor(), path.conversation_id, path.message_id, accept=body.accept)
    return web.reply(answered)


@api.get("/operator/colleagues", responses={200: Colleagues})
def colleagues() -> Response:
    """Everybody who works at the desk, by name."""
    found = looking.colleagues(web.session(), web.actor())
    return web.reply(Colleagues(items=[Colleague(id=one.id, name=one.name) for one in found]))
