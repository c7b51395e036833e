"""Shapes of the notices' API."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from portal.notices.kinds import Kind


class KindsOut(BaseModel):
    """Which kinds are on."""

    shipment: bool
    quote: bool
    basket: bool
    stock: bool
    invoice: bool


class KindsIn(BaseModel):
    """Which kinds to switch on or off; one left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    shipment: bool | None = None
    quote: bool | None = None
    basket: bool | None = None
    stock: bool | None = None
    invoice: bool | None = None

    def wishes(self) -> dict[Kind, bool]:
        """The kinds that are named."""
        return {Kind(name): on for name, on in self.model_dump(exclude_none=True).items()}


class NoticesOut(BaseModel):
    """A person's choice; `not_allowed` are the kinds that his role rules out. `watching` counts watched products."""

    kinds: KindsOut
    not_allowed: list[Kind]
    watching: int


class NoticesIn(BaseModel):
    """A change of one's choice."""

    kinds: KindsIn


class WatchPath(BaseModel):
    """A product by its SKU, EAN or manufacturer's number."""

    sku: str = Field(max_length=200)


class WatchOut(BaseModel):
    """Whether the person waits for the product."""

    sku: str
    name: str
    watching: bool
