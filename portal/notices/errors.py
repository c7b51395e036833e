"""Refusals of notices."""

from __future__ import annotations

from portal.shared.errors import Conflict
from portal.shared.texts import N_


class ProductInStock(Conflict):
    """There is nothing to wait for."""

    code = "product_in_stock"
    default_detail = N_("This article is in stock: you can order it at once.")


class TooManyWatches(Conflict):
    """A person watches as many products as one may."""

    code = "too_many_watches"
    default_detail = N_("You are watching very many articles already. Stop watching one that you no longer need.")


class BuyerWaits(Exception):
    """The bot is about to answer what the buyer wrote; a notice comes after that, not in between."""
