"""One frozen, validated settings object per process, read from the environment at start."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Locale = Literal["en", "uk", "ru", "pl"]
LOCALES: tuple[Locale, ...] = ("en", "uk", "ru", "pl")


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class Settings(BaseSettings):
    """Settings of the portal's processes; every one is documented in docs/settings.md."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: SecretStr
    database_owner_url: SecretStr | None = None
    database_pool_size: int = Field(default=10, ge=1, le=200)
    var_dir: Path = Path("var")
    secret_key: SecretStr = Field(min_length=32)
    service_token: SecretStr = Field(min_length=24)
    web_url: str = "http://127.0.0.1:8000"
    secure_cookies: bool = False
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    default_locale: Locale = "en"
    supplier_name: str = "Prilavok"
    demo: bool = False

    rasa_url: str = "http://127.0.0.1:5005"
    rasa_urls: Annotated[list[str], NoDecode, BeforeValidator(_split)] = []
    rasa_token: SecretStr = SecretStr("")
    rasa_timeout_seconds: float = Field(default=20.0, gt=0)
    turn_expiry_seconds: float = Field(default=300.0, gt=0)
    index_url: str = "http://127.0.0.1:8090"
    index_token: SecretStr = SecretStr("")
    index_timeout_seconds: float = Field(default=3.0, gt=0)

    access_token_minutes: int = Field(default=60, ge=1)
    refresh_token_days: int = Field(default=30, ge=1)
    session_hours: int = Field(default=12, ge=1)
    login_attempts: int = Field(default=10, ge=1)
    login_window_seconds: int = Field(default=900, ge=1)
    messages_per_minute: int = Field(default=60, ge=1)
    conversation_retention_days: int = Field(default=0, ge=0, le=36_500)

    mail_from: str = "portal@localhost"
    smtp_host: str = ""
    smtp_port: int = Field(default=25, ge=1, le=65535)
    smtp_username: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_starttls: bool = False

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def maildir(self) -> Path:
        """Where mails are kept when no SMTP host is set."""
        return self.var_dir / "mail"

    @property
    def assistants(self) -> list[str]:
        """Base addresses of the Rasa servers; conversations are spread over them by hash."""
        return self.rasa_urls or [self.rasa_url]


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """Read the settings; a wrong or missing one stops the process with a line per fault."""
    try:
        return Settings()
    except ValidationError as error:
        for fault in error.errors():
            name = ".".join(str(part) for part in fault["loc"]).upper()
            sys.stderr.write(f"settings: {name}: {fault['msg']}\n")
        sys.stderr.write("settings: run the command through bin/with, or see docs/settings.md\n")
        raise SystemExit(2) from None
