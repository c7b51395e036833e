"""Every provider's adapter, one file each."""

from __future__ import annotations

from functools import lru_cache

from portal.channels.errors import ProviderUnknown
from portal.channels.ports import Adapter


@lru_cache(maxsize=1)
def adapters() -> dict[str, Adapter]:
    """The adapters by the name that is part of webhooks' addresses."""
    from portal.channels.adapters.email import Email
    from portal.channels.adapters.telegram import Telegram

    return {"telegram": Telegram(), "email": Email()}


def adapter(provider: str) -> Adapter:
    """The provider's adapter. Raises ProviderUnknown."""
    found = adapters().get(provider)
    if found is None:
        raise ProviderUnknown(extra={"providers": list(adapters())})
    return found
