"""Refusals of acting in place."""

from __future__ import annotations

from portal.shared.errors import Conflict, NotFound
from portal.shared.texts import N_


class CustomerUnknown(Conflict):
    """A visitor: nobody's cart, orders or requests."""

    code = "customer_unknown"
    default_detail = N_("This visitor is not logged in, so there is no customer to do this for.")


class CustomerMayNot(Conflict):
    """The customer himself lacks the right, or his access has ended."""

    code = "customer_may_not"
    default_detail = N_("This person's role does not allow this. Ask for a colleague who buys for the company.")


class InvoiceNotFound(NotFound):
    """No such invoice of the customer's company."""

    code = "invoice_not_found"
    default_detail = N_("This customer has no such invoice.")


class OfferNotFound(NotFound):
    """No such offer in this conversation."""

    code = "offer_not_found"
    default_detail = N_("There is no such offer in this conversation.")


class OfferAnswered(Conflict):
    """The other answer was given before; `extra["state"]` says which."""

    code = "offer_answered"
    default_detail = N_("This offer has been answered already.")
