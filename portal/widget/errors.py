"""Refusals of the chat on web pages."""

from __future__ import annotations

from portal.shared.errors import Invalid, NotFound, PortalError
from portal.shared.texts import N_


class SiteUnknown(NotFound):
    """No site has this key, it is switched off, or the page is not one of its pages."""

    code = "site_unknown"
    default_detail = N_("The chat is not registered for this website. Ask the supplier to add its address.")


class IdentityInvalid(PortalError):
    """A site's log-in token that opens nothing; `extra["reason"]` says why, for the site's webmaster.

    Reasons: off, malformed, signature, expired, audience, lifetime, claims, used, person.
    """

    code = "identity_invalid"
    status = 401
    default_detail = N_("This website could not log you in to the chat. Reload the page and try again.")


class OriginInvalid(Invalid):
    """Not the address of a website."""

    code = "origin_invalid"
    default_detail = N_("Give the website's address as https://shop.example, without a path.")


class LeadForVisitors(Invalid):
    """A known buyer has better: a request for quotation."""

    code = "lead_for_visitors"
    default_detail = N_("You are logged in: raise a request for quotation instead.")
