"""The demo's people, offered on the login page of a demo only."""

from __future__ import annotations

import json

from portal.shared.settings import Settings

FILE = "demo-logins.json"


def demo_logins(settings: Settings) -> list[dict[str, str]]:
    """Role, e-mail and password of the demo's people; empty in a real installation."""
    path = settings.var_dir / FILE
    if not settings.demo or not path.exists():
        return []
    stored: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return [{"role": role.replace("_", " ").capitalize(), **login} for role, login in stored.items()]
