"""Finding products by meaning: the port, and the facts that cross it. Ids in, ids and scores out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hit:
    """A product found; a higher score is better, within one answer only. `exact`: by one of its numbers."""

    product_id: int
    score: float
    why: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first. `degraded`: found by the database's plain search instead of the index."""

    hits: Sequence[Hit]
    total: int
    relaxed: bool = False
    degraded: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """Candidates for one phrase, best first. `sure`: the first one may be taken without asking."""

    hits: Sequence[Hit]
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must fulfil. Values of one attribute are alternatives, different attributes all count."""

    category: str | None = None
    category_id: int | None = None
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    in_stock: bool | None = None
    price_min: Decimal | None = None
    price_max: Decimal | None = None

    def __bool__(self) -> bool:
        return self != Filters()


class SearchEngine(Protocol):
    """The index. Every method raises SearchUnavailable when it does not answer in time."""

    def search(self, q: str, locale: str, *, limit: int = 24, offset: int = 0, filters: Filters | None = None) -> Found:
        """Products that fit `q`, in any language."""
        ...

    def suggest(self, q: str, locale: str, *, limit: int = 8) -> Sequence[Hit]:
        """Products while somebody types."""
        ...

    def similar(self, product_id: int, locale: str, *, limit: int = 8) -> Sequence[Hit]:
        """Products like this one."""
        ...

    def resolve(self, phrases: Sequence[str], locale: str, *, limit: int = 5) -> Sequence[Resolved]:
        """Candidates for each phrase of a free-text order, in the phrases' order."""
        ...
