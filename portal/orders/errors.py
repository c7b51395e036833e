"""Refusals of orders."""

from __future__ import annotations

from portal.shared.errors import Conflict, Invalid, NotFound
from portal.shared.texts import N_


class OrderNotFound(NotFound):
    """No such order, or not the asker's."""

    code = "order_not_found"
    default_detail = N_("There is no order with this number. Check it in the list of your orders.")


class CartEmpty(Conflict):
    """Nothing to order; `extra["order"]` names the order just placed from the cart, if there is one."""

    code = "cart_empty"
    default_detail = N_("The cart is empty. Put something in before you order.")


class DayPast(Invalid):
    """The goods are wanted for a day that is over."""

    code = "day_past"
    default_detail = N_("The day for the delivery is over already. Choose a later one.")


class LinesNotOrderable(Conflict):
    """Lines without a price, or no longer sold; `extra["lines"]` names them."""

    code = "lines_not_orderable"
    default_detail = N_("Some lines cannot be ordered. Remove them, or ask for a quotation.")


class CreditLimitExceeded(Conflict):
    """The order is above the credit that is left; `extra` holds limit, used, available and total."""

    code = "credit_limit_exceeded"
    default_detail = N_("The order is above the credit that is left.")


class OrderLimitExceeded(Conflict):
    """The order is above what the person may order at once; `extra` holds limit and total."""

    code = "order_limit_exceeded"
    default_detail = N_("The order is above your own limit. Ask your company's administrator to place it.")


class MoveNotAllowed(Conflict):
    """The order cannot go from its state to the wanted one."""

    code = "status_not_allowed"
    default_detail = N_("The order cannot go to this status from its present one.")


class ShipmentInvalid(Invalid):
    """What is to be shipped does not fit what is still open."""

    code = "shipment_invalid"
    default_detail = N_("The shipment does not fit what is still open in the order.")
