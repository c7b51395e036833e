"""What entering and linking need of the settings."""

from __future__ import annotations

from dataclasses import dataclass

from portal.shared.settings import Settings


@dataclass(frozen=True)
class Shop:
    """The supplier as a messenger's user meets him. `per_minute` messages of one person are taken."""

    supplier: str
    web_url: str
    locale: str
    per_minute: int

    @classmethod
    def of(cls, settings: Settings) -> Shop:
        """The shop of these settings."""
        return cls(settings.supplier_name, settings.web_url, settings.default_locale, settings.messages_per_minute)

    @property
    def link_address(self) -> str:
        """The page where messengers are linked."""
        return f"{self.web_url.rstrip('/')}/account/messengers"
