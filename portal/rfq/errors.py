"""Refusals of requests for quotation."""

from __future__ import annotations

from portal.shared.errors import Conflict, Invalid, NotFound
from portal.shared.texts import N_


class RfqNotFound(NotFound):
    """No such request, or not the asker's."""

    code = "rfq_not_found"
    default_detail = N_("There is no request with this number.")


class RfqInvalid(Invalid):
    """Lines that cannot be quoted; `fields` says which."""

    code = "rfq_invalid"
    default_detail = N_("Some lines of the request need attention.")


class LinesNotOffered(Invalid):
    """Lines were chosen that the quote does not offer."""

    code = "lines_not_offered"
    default_detail = N_("Choose among the lines that the quote offers.")


class RfqState(Conflict):
    """The request is not in a state that allows this."""

    code = "rfq_state"
    default_detail = N_("The request has moved on meanwhile. Reload it.")


class QuoteExpired(Conflict):
    """The offer's last day has passed."""

    code = "quote_expired"
    default_detail = N_("This quote is no longer valid. Ask for a new one.")


class QuoteChanged(Conflict):
    """A newer version exists than the one that was looked at."""

    code = "quote_changed"
    default_detail = N_("There is a newer version of this quote. Look at it before you accept.")
