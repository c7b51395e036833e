"""What the operators' API takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from portal.conversations.routing.schemas import RoutingOut, SlaOut
from portal.conversations.schemas import ClientId, ConversationOut, MessageOut, OptionalBody
from portal.files.schemas import MAX_FILES
from portal.shared.schemas import CreditOut, MoneyField, Quantity


class ListQuery(BaseModel):
    """Which conversations: waiting ones, one's own, or all that are not closed."""

    state: Literal["queued", "mine", "all"] = "all"
    limit: int = Field(default=100, ge=1, le=200)


class NoteIn(OptionalBody):
    """A remark kept with the change; on return the assistant is told."""

    note: str = Field(default="", max_length=500)


class OperatorMessageIn(BaseModel):
    """An operator's message; a repeated client_id is stored once."""

    client_id: ClientId
    text: str = ""
    file_ids: list[UUID] = Field(default_factory=list, max_length=MAX_FILES)


class Party(BaseModel):
    """A company or a person."""

    id: UUID
    name: str


class LastMessage(BaseModel):
    """What was said last, shortened."""

    seq: int
    author: str
    text: str
    created_at: datetime


class OperatorConversation(ConversationOut):
    """A row of the desk. `waiting_seconds` counts from the hand-over, `unread` what nobody has
    read or answered.
    """

    company: Party | None
    customer: Party | None
    reason: str
    waiting_since: datetime | None
    waiting_seconds: int | None
    snoozed_until: datetime | None
    summary: str
    tags: list[str]
    merged_into: UUID | None
    blocked: bool
    last_message: LastMessage | None
    unread: int
    routing: RoutingOut | None
    sla: SlaOut | None
    updated_at: datetime


class OperatorConversations(BaseModel):
    """The desk."""

    items: list[OperatorConversation]
    next: str | None = None


class CompanyContext(BaseModel):
    """The buyer's company at a glance."""

    id: UUID
    name: str
    country: str
    currency: str
    customer_since: datetime | None
    account_manager: str | None


class CartLineContext(BaseModel):
    """A line of the open cart."""

    sku: str
    name: str
    quantity: Quantity
    unit: str


class CartContext(BaseModel):
    """The open cart."""

    id: UUID
    version: int
    lines: list[CartLineContext]


class OrderContext(BaseModel):
    """One of the last orders."""

    number: str
    status: str
    placed_at: datetime
    total: MoneyField
    eta: date | None


class RfqContext(BaseModel):
    """One of the last requests for quotation."""

    number: str
    status: str
    title: str
    created_at: datetime


class Context(BaseModel):
    """What an operator needs to go on without asking again. `nlu` is what the bot understood last."""

    company: CompanyContext | None
    credit: CreditOut | None
    cart: CartContext | None
    orders: list[OrderContext]
    rfqs: list[RfqContext]
    nlu: dict[str, Any] | None


class OperatorConversationDetail(OperatorConversation):
    """A conversation with its latest messages, internal ones included, and its context."""

    messages: list[MessageOut]
    context: Context
