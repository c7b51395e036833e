"""Settings of the index process, read from the environment once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MIN_TOKEN = 16


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``threads`` searches run at once, ``queue`` more may wait; what exceeds that is sent away with 503."""

    database_url: str
    token: str
    host: str = "127.0.0.1"
    port: int = 8090
    var_dir: Path = Path("var")
    threads: int = 4
    queue: int = 32
    log_level: str = "INFO"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read DATABASE_URL, INDEX_TOKEN, INDEX_HOST, INDEX_PORT, INDEX_THREADS, INDEX_QUEUE, VAR_DIR,
        LOG_LEVEL.
        """
        values = os.environ if environment is None else environment
        token = values.get("INDEX_TOKEN", "")
        if len(token) < MIN_TOKEN:
            raise SettingsError(f"INDEX_TOKEN must be set to a secret of at least {MIN_TOKEN} characters")
        if not values.get("DATABASE_URL"):
            raise SettingsError("DATABASE_URL must be set, e.g. postgresql://prilavok_search@127.0.0.1:5432/prilavok")
        return cls(
            database_url=values["DATABASE_URL"],
            token=token,
            host=values.get("INDEX_HOST") or "127.0.0.1",
            port=_number(values, "INDEX_PORT", 8090, 1, 65535),
            var_dir=Path(values.get("VAR_DIR") or "var"),
            threads=_number(values, "INDEX_THREADS", 4, 1, 64),
            queue=_number(values, "INDEX_QUEUE", 32, 0, 1000),
            log_level=values.get("LOG_LEVEL") or "INFO",
        )


def _number(values: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = values.get(name) or str(default)
    if not text.isdigit() or not least <= int(text) <= most:
        raise SettingsError(f"{name} must be a whole number from {least} to {most}, not {text!r}")
    return int(text)
