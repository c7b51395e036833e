"""Where the portal is and how to prove who asks; read from the environment when first needed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True)
class Settings:
    """Settings of the action server; docs/settings.md tells what they mean. Times are in seconds."""

    portal_url: str
    service_token: str = field(repr=False)
    connect_seconds: float = 2.0
    read_seconds: float = 8.0


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """The settings; raises ``SystemExit`` naming the one that is missing."""
    missing = [name for name in ("PORTAL_URL", "SERVICE_TOKEN") if not os.environ.get(name)]
    if missing:
        raise SystemExit(f"actions: set {' and '.join(missing)} (docs/settings.md)")
    return Settings(os.environ["PORTAL_URL"].rstrip("/"), os.environ["SERVICE_TOKEN"])
