"""What acting in place takes and gives."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from portal.cart.schemas import CartOut
from portal.conversations.schemas import MAX_TEXT, ClientId, MessageOut
from portal.documents.schemas import InvoiceOut
from portal.rfq.schemas import RfqIn, RfqOut
from portal.shared.schemas import MoneyField, Quantity

MAX_OFFER = 50
Amount = Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=4)]


class ProductsQuery(BaseModel):
    """Words, or a number of goods."""

    q: str = Field(min_length=1, max_length=200)
    limit: int = Field(default=8, ge=1, le=24)


class LinesIn(BaseModel):
    """What the buyer wrote."""

    text: str = Field(min_length=1, max_length=20_000)


class CardIn(BaseModel):
    """A card and what to say with it; a repeated client_id is sent once. `ref` is the SKU or the number."""

    client_id: ClientId
    type: Literal["product", "order", "rfq", "invoice"]
    ref: str = Field(min_length=1, max_length=100)
    text: str = Field(default="", max_length=MAX_TEXT)


class OfferLineIn(BaseModel):
    """Goods by SKU, in their own unit."""

    sku: str = Field(min_length=1, max_length=100)
    quantity: Amount


class OfferIn(BaseModel):
    """Lines for the buyer's cart, which he takes or leaves; a repeated client_id is sent once."""

    client_id: ClientId
    lines: list[OfferLineIn] = Field(min_length=1, max_length=MAX_OFFER)
    text: str = Field(default="", max_length=MAX_TEXT)


class OfferLine(BaseModel):
    """A line of an offer at the buyer's price; null: on request."""

    sku: str
    name: str
    quantity: Quantity
    unit: str
    unit_price: MoneyField | None
    total: MoneyField | None


class Offer(BaseModel):
    """An offer as its card shows it; `total` is net, null when a line is on request."""

    id: UUID
    conversation_id: UUID
    state: Literal["open", "accepted", "declined"]
    lines: list[OfferLine]
    total: MoneyField | None


class AnswerPath(BaseModel):
    """Which offer."""

    conversation_id: UUID
    message_id: UUID


class AnswerIn(BaseModel):
    """Take it, or leave it."""

    accept: bool


class AnswerOut(BaseModel):
    """The offer as it is now; `cart` once it was taken."""

    offer: Offer
    cart: CartOut | None


class RequestIn(RfqIn):
    """A request for quotation in the customer's name; a repeated client_id is raised once."""

    client_id: ClientId


class RequestOut(BaseModel):
    """The request, and the message that shows it to the buyer."""

    rfq: RfqOut
    message: MessageOut


class Invoices(BaseModel):
    """The customer's last invoices."""

    items: list[InvoiceOut]


class Colleague(BaseModel):
    """Somebody at the desk."""

    id: UUID
    name: str


class Colleagues(BaseModel):
    """Everybody at the desk."""

    items: list[Colleague]
