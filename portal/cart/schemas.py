"""Shapes of the cart's API."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from portal.cart.vocabulary_key import MAX_PHRASE
from portal.catalogue.schemas import ProductOut
from portal.shared.schemas import CreditOut, MoneyField, Quantity

MAX_TEXT = 20_000


class CartLineOut(BaseModel):
    """A product in the cart; `note` says what the buyer should know about it, `unit_price` is null on request."""

    id: UUID
    sku: str
    name: str
    quantity: Quantity
    unit: str
    unit_price: MoneyField | None
    total: MoneyField | None
    available: Quantity
    in_stock: bool = Field(description="whether the whole quantity is in stock")
    lead_time_days: int | None
    note: str
    min_quantity: Quantity
    order_step: Quantity
    category: str | None = None
    source: str = "page"


class WarningOut(BaseModel):
    """Something to look at before ordering."""

    code: str
    text: str


class UndoOut(BaseModel):
    """The change that `POST /cart/undo` takes back; `text` says which it is, for a button."""

    what: Literal["added", "changed", "removed", "cleared"]
    line_count: int
    text: str


class CartOut(BaseModel):
    """The open cart; `version` counts its changes."""

    id: UUID
    version: int
    currency: str
    lines: list[CartLineOut]
    line_count: int
    subtotal: MoneyField
    tax: MoneyField
    total: MoneyField
    credit: CreditOut | None
    warnings: list[WarningOut]
    can_restore: bool = False
    undo: UndoOut | None = None


class AddLine(BaseModel):
    """Add a product; a line that is there already grows."""

    sku: str = Field(min_length=1, max_length=100)
    quantity: Decimal = Field(max_digits=14, decimal_places=4)
    expected_version: int | None = None


class ChangeLine(BaseModel):
    """Set a line's quantity."""

    quantity: Decimal = Field(max_digits=14, decimal_places=4)
    expected_version: int | None = None


class NewQuantity(BaseModel):
    """A line's new quantity; 0 takes it out."""

    line_id: UUID
    quantity: Decimal = Field(ge=0, max_digits=14, decimal_places=4)


class AddedProduct(BaseModel):
    """A product to put in."""

    sku: str = Field(min_length=1, max_length=100)
    quantity: Decimal = Field(max_digits=14, decimal_places=4)


class Changes(BaseModel):
    """Several changes that belong together."""

    lines: list[NewQuantity] = Field(default_factory=list, max_length=1_000)
    add: list[AddedProduct] = Field(default_factory=list, max_length=1_000)
    expected_version: int | None = None


class UndoIn(BaseModel):
    """Which cart the person sees: with `version`, nothing is taken back from a cart that changed meanwhile."""

    version: int | None = None


class LinePath(BaseModel):
    """A cart line."""

    line_id: UUID


class TextRequest(BaseModel):
    """Free text, a pasted list or rows of a spreadsheet, or an uploaded file.

    `choices` maps a line's position to the SKU picked for it.
    """

    text: str = Field(default="", max_length=MAX_TEXT)
    file_id: UUID | None = None
    apply: bool = False
    locale: Literal["en", "uk", "ru", "pl"] | None = None
    choices: dict[int, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.text) == (self.file_id is not None):
            raise ValueError("give either text or file_id")
        return self


class TextLineOut(BaseModel):
    """One line of the text. `quantity` is in `unit`: the product's where it is known, else as asked."""

    position: int
    text: str
    quantity: Quantity
    unit: str | None
    phrase: str
    sought: str = Field(description="the phrase with the words that it leaves to the line before it")
    status: Literal["sure", "unsure", "unknown"]
    product: ProductOut | None
    candidates: list[ProductOut]
    note: str
    asked_quantity: Quantity
    asked_unit: str | None


class NewEntry(BaseModel):
    """That the company means the product `sku` by `phrase`."""

    phrase: str = Field(min_length=1, max_length=MAX_PHRASE)
    sku: str = Field(min_length=1, max_length=100)


class EntryPath(BaseModel):
    """A name of the company's vocabulary."""

    entry_id: UUID


class EntryOut(BaseModel):
    """A company's own name for a product. `active` is false while the product is withdrawn: the name waits then."""

    id: UUID
    phrase: str
    sku: str
    name: str
    times: int
    created_by: str
    created_at: datetime
    last_used_at: datetime
    active: bool


class EntryList(BaseModel):
    """All names, by alphabet."""

    items: list[EntryOut]
    next: str | None = None


class TextLines(BaseModel):
    """What was understood; `cart` is set when the sure lines were added.

    `degraded`: the search did not answer, so that only numbers and plain words were looked up.
    """

    lines: list[TextLineOut]
    cart: CartOut | None
    added: int = 0
    degraded: bool = False
