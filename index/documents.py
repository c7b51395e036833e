"""What is searched: the documents, the filters on them, and the hits."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

LANGUAGES = ("en", "uk", "ru", "pl")
PASSAGE_CHARACTERS = 600
NAME_CHARACTERS = 200


class DocumentError(ValueError):
    """A document or filter that cannot be used; the message names the field."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A product as search sees it. Texts are by language code; ``attributes`` are ``{code: value}``.

    ``categories`` holds codes and localised names along the path, ``category_ids`` the ids along it (so
    that a filter on a parent finds what lies below). ``price`` is a list price in one currency, for
    filtering alone.
    """

    id: int
    sku: str = ""
    mpn: str = ""
    eans: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    brand: str = ""
    categories: list[str] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    synonyms: list[str] = field(default_factory=list)
    price: float | None = None
    in_stock: bool = False
    category_ids: list[int] = field(default_factory=list)

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """Read the JSON form; unknown keys are ignored. Raises ``DocumentError``."""
        try:
            price = content.get("price")
            return cls(
                id=int(content["id"]),
                sku=str(content.get("sku") or ""),
                mpn=str(content.get("mpn") or ""),
                eans=[str(ean) for ean in content.get("eans") or []],
                names=_texts(content.get("names")),
                descriptions=_texts(content.get("descriptions")),
                brand=str(content.get("brand") or ""),
                categories=[str(name) for name in content.get("categories") or []],
                attributes=_texts(content.get("attributes")),
                synonyms=[str(word) for word in content.get("synonyms") or []],
                price=None if price is None else float(price),
                in_stock=bool(content.get("in_stock")),
                category_ids=[int(number) for number in content.get("category_ids") or []],
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            message = f"document {content.get('id')!r} is not in the agreed form: {error!r}"
            raise DocumentError(message) from error

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)

    def passage(self) -> str:
        """What the encoder reads: names in every language (most telling first), then brand, kind,
        description.

        The encoder is multilingual, so one vector serves queries in any language.
        """
        names = [self.names[code][:NAME_CHARACTERS] for code in LANGUAGES if self.names.get(code)]
        names += [text[:NAME_CHARACTERS] for code, text in self.names.items() if code not in LANGUAGES]
        description = next((self.descriptions[code] for code in LANGUAGES if self.descriptions.get(code)), "")
        brand = "" if not self.brand or any(self.brand.casefold() in name.casefold() for name in names) else self.brand
        parts = [*dict.fromkeys(names), brand, description]
        return ". ".join(part for part in parts if part)[:PASSAGE_CHARACTERS]

    def passage_hash(self) -> str:
        """Changes when ``passage`` does: then, and only then, the vector is stale."""
        return hashlib.sha256(self.passage().encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must satisfy, all of it: one of the categories, every attribute, price bounds inclusive."""

    category_ids: tuple[int, ...] = ()
    attributes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    in_stock: bool | None = None
    price_min: float | None = None
    price_max: float | None = None

    @classmethod
    def from_dict(cls, content: Mapping[str, Any] | None) -> Self:
        """Read ``{"category_ids": [], "attributes": {code: value or [values]}, "in_stock", "price_min",
        "price_max"}``.

        Raises ``DocumentError`` for anything else, naming what was wrong.
        """
        content = content or {}
        unknown = set(content) - {"category_ids", "attributes", "in_stock", "price_min", "price_max"}
        if unknown:
            raise DocumentError(f"unknown filter {min(unknown)!r}")
        try:
            attributes = tuple(
                (str(code), tuple(str(value) for value in (values if isinstance(values, list) else [values])))
                for code, values in (content.get("attributes") or {}).items()
            )
            return cls(
                category_ids=tuple(int(number) for number in content.get("category_ids") or ()),
                attributes=attributes,
                in_stock=None if content.get("in_stock") is None else bool(content["in_stock"]),
                price_min=None if content.get("price_min") is None else float(content["price_min"]),
                price_max=None if content.get("price_max") is None else float(content["price_max"]),
            )
        except (TypeError, ValueError, AttributeError) as error:
            raise DocumentError(f"the filters are not in the agreed form: {error}") from error

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A found product: a score between 0 and 1, comparable within one answer, and what it was found by."""

    id: int
    score: float
    why: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A page of hits. ``total`` counts everything that can be paged to; ``relaxed``: nothing matched all
    words.
    """

    hits: list[Hit]
    total: int
    relaxed: bool
    corrections: dict[str, str] = field(default_factory=dict)


def _texts(value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise TypeError(f"expected an object, got {type(value).__name__}")
    return {str(key): str(text) for key, text in value.items() if text is not None}
