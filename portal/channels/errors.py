"""Refusals of channels."""

from __future__ import annotations

from portal.shared.errors import Invalid, NotFound, PortalError
from portal.shared.texts import N_


class ProviderUnknown(NotFound):
    """Nobody here speaks this provider's language; `extra["providers"]` lists those that are spoken."""

    code = "provider_unknown"
    default_detail = N_("There is no such channel.")


class AccountUnknown(NotFound):
    """No account with this key, or it is switched off."""

    code = "channel_account_unknown"
    default_detail = N_("There is no such channel account.")


class SignatureInvalid(PortalError):
    """A webhook's call that the provider did not sign."""

    code = "signature_invalid"
    status = 403
    default_detail = N_("The signature is missing or wrong.")


class AccountInvalid(Invalid):
    """Something that the provider's account needs is missing; `fields` says what."""

    code = "channel_account_invalid"
    default_detail = N_("Something that this channel needs is missing.")


class LinkUnknown(NotFound):
    """No such link, or not the asker's."""

    code = "link_not_found"
    default_detail = N_("This messenger is not linked to your account.")


class DeliveryUnknown(NotFound):
    """No such delivery among those given up."""

    code = "delivery_not_found"
    default_detail = N_("There is no such delivery among those that were given up.")
