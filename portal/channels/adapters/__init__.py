"""Every provider's adapter, one file each."""

from __future__ import annotations

from functools import lru_cache

from portal.channels.errors import ProviderUnknown
from portal.channels.ports import Adapter


@lru_cache(maxsize=1)
def adapters() -> dict[str, Adapter]:
    """The adapters by the name that is part of webhooks' addresses."""
    from portal.channels.adapters.email import Email
    from portal.channels.adapters.messenger import Messenger
    from portal.channels.adapters.slack import Slack
    from portal.channels.adapters.telegram import Telegram
    from portal.channels.adapters.viber import Viber
    from portal.channels.adapters.whatsapp import WhatsApp

    return {
        "telegram": Telegram(),
        "whatsapp": WhatsApp(),
        "viber": Viber(),
        "messenger": Messenger(),
        "slack": Slack(),
        "email": Email(),
    }


def adapter(provider: str) -> Adapter:
    """The provider's adapter. Raises ProviderUnknown."""
    found = adapters().get(provider)
    if found is None:
        raise ProviderUnknown(extra={"providers": list(adapters())})
    return found
