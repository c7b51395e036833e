"""What the service accepts."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

MAX_QUERY = 500


class Request(BaseModel):
    """Unknown keys are refused: a misspelt filter must not silently widen a search."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class FilterRequest(Request):
    """See ``index.documents.Filters``."""

    category_ids: list[int] = Field(default_factory=list, max_length=200)
    attributes: dict[str, str | list[str]] = Field(default_factory=dict, max_length=50)
    in_stock: bool | None = None
    price_min: float | None = Field(default=None, ge=0)
    price_max: float | None = Field(default=None, ge=0)

    def content(self) -> dict[str, Any]:
        """For ``Filters.from_dict``."""
        return self.model_dump()


class SearchRequest(Request):
    """A query; ``lang`` is the reader's language, a hint alone, since any language may be typed."""

    q: str = Field(min_length=1, max_length=MAX_QUERY)
    lang: str | None = Field(default=None, max_length=8)
    limit: int = Field(default=20, ge=1, le=200)
    offset: int = Field(default=0, ge=0, le=10_000)
    filters: FilterRequest | None = None
    explain: bool = False


class SuggestRequest(Request):
    """What has been typed so far; a blank at its end says that the last word is complete."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)

    q: str = Field(min_length=1, max_length=MAX_QUERY)
    lang: str | None = Field(default=None, max_length=8)
    limit: int = Field(default=8, ge=1, le=50)
    filters: FilterRequest | None = None


class SimilarRequest(Request):
    """A product's id."""

    id: int
    lang: str | None = Field(default=None, max_length=8)
    limit: int = Field(default=10, ge=1, le=100)
    filters: FilterRequest | None = None


class ResolveRequest(Request):
    """Lines of an order, without their quantities."""

    phrases: list[str] = Field(min_length=1, max_length=200)
    lang: str | None = Field(default=None, max_length=8)
    limit: int = Field(default=5, ge=1, le=20)
    filters: FilterRequest | None = None


class EncodeRequest(Request):
    """Texts to turn into vectors."""

    texts: list[str] = Field(min_length=1, max_length=256)
    kind: str = Field(default="query", pattern="^(query|passage)$")
