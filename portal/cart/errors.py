"""Refusals of the cart."""

from __future__ import annotations

from portal.shared.errors import Conflict, Invalid, NotFound
from portal.shared.texts import N_


class QuantityInvalid(Invalid):
    """The product is not sold in this quantity; `extra["nearest"]` holds the ones beside it."""

    code = "quantity_invalid"
    default_detail = N_("The product is not sold in this quantity.")


class LineNotFound(NotFound):
    """The line is not in the open cart."""

    code = "line_not_found"
    default_detail = N_("This line is not in your cart any more. Reload the cart.")


class NothingToRestore(Conflict):
    """Nothing was removed, or it was restored already."""

    code = "nothing_to_restore"
    default_detail = N_("There is nothing to restore.")


class CartFull(Conflict):
    """The cart holds as many lines as an order may have."""

    code = "cart_full"
    default_detail = N_("The cart is full. Order what is in it first.")


class CartChanged(Conflict):
    """The cart is not the one the person saw; `extra["cart"]` is the present one."""

    code = "cart_changed"
    default_detail = N_("The cart has changed meanwhile. Look at it again before you go on.")


class TooManyLines(Invalid):
    """More lines than are read at once; `extra["lines"]` and `extra["limit"]` say how many."""

    code = "too_many_lines"
    default_detail = N_("The list is too long to be read at once: split it and send the parts one after another.")


class NoFileLines(Invalid):
    """The file holds text, and no line that orders anything."""

    code = "no_file_lines"
    default_detail = N_(
        "No order lines were found in this file. It needs a row for each product: its number or name, and a quantity."
    )


class QuantitiesEmpty(Invalid):
    """The file has a column for quantities with nothing in it."""

    code = "quantities_empty"
    default_detail = N_(
        "The column with the quantities is empty. If it holds formulas, open the file in Excel, save it and send that."
    )


class PhraseInvalid(Invalid):
    """The phrase names nothing that could be kept."""

    code = "phrase_invalid"
    default_detail = N_("Write the name as you use it, in up to 200 characters.")


class EntryNotFound(NotFound):
    """The company keeps no such name."""

    code = "entry_not_found"
    default_detail = N_("This name is not kept any more.")


class NoLinesFound(Invalid):
    """The text holds nothing that could be a product."""

    code = "no_lines"
    default_detail = N_("No products were found in this text. Write a line for each, for example “20 m NYM 3x1.5”.")
