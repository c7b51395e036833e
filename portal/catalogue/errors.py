"""Refusals of the catalogue."""

from __future__ import annotations

from portal.shared.errors import NotFound, Unavailable
from portal.shared.texts import N_


class ProductNotFound(NotFound):
    """No active product has this number."""

    code = "product_not_found"
    default_detail = "There is no product with this number. Check it, or search by name."


class CategoryNotFound(NotFound):
    """No category has this code."""

    code = "category_not_found"
    default_detail = "There is no such category."


class SearchUnavailable(Unavailable):
    """The search service does not answer; the caller falls back to the database."""

    code = "search_unavailable"
    default_detail = N_("The search does not answer at the moment. Try again in a minute.")
