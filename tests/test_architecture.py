"""Rules that hold for the whole code base."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from portal.shared.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PUBLIC = {
    "healthz",
    "readyz",
    "metrics",
    "openapi_json",
    "openapi_docs",
    "static",
    "accounts.login_page",
    "accounts.code_page",
    "accounts.logout",
    "accounts.forgot_page",
    "accounts.reset_page",
    "accounts.choose_locale",
    "accounts_api.create_token",
    "accounts_api.refresh_token",
    # Providers: each call shows the provider's signature.
    "channels_api.look_at_webhook",
    "channels_api.take_webhook",
    "widget.script",
    "widget_api.site",
    "widget_api.identify",
}
# Views that serve visitors too, and check what they show in their services.
VISITORS = {
    "answers_api.get_answer",
    "catalogue.categories",
    "catalogue.list_products",
    "catalogue.product",
    "catalogue.suggest",
    "conversations_api.buyer_reads",
    "conversations_api.buyer_types",
    "conversations_api.conversation_events",
    "conversations_api.get_conversation",
    "conversations_api.list_messages",
    "conversations_api.open_conversation",
    "conversations_api.post_message",
    "conversations_api.rate",
    "conversations_api.request_person",
    "routing_api.ask_for_callback",
    "files_api.download",
    "files_api.upload",
    "widget_api.post_lead",
    # The assistant speaking for a visitor: it shows the service token and a running dialogue.
    "assistant_api.assistant_context",
    "assistant_api.hand_over",
}


def test_every_route_needs_a_login_or_is_listed_as_public(app: Flask) -> None:
    public = {
        name for name, view in app.view_functions.items() if getattr(view, "is_public", False) or name == "static"
    }
    assert public - PUBLIC - VISITORS == set(), "new public routes belong in this list, on purpose"
    assert public >= PUBLIC | VISITORS, "a route that is not public any more must leave the list"


def test_a_stranger_is_turned_away_everywhere_else(app: Flask) -> None:
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC | VISITORS:
            continue
        path = re.sub(r"<uuid:[^>]+>", "00000000-0000-4000-8000-000000000000", rule.rule)
        path = re.sub(r"<[^>]+>", "1", path)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            response = client.open(path, method=method, json={} if method != "GET" else None)
            assert response.status_code in {302, 400, 401}, (rule.rule, method, response.status_code)


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    missing = [name for name in Settings.model_fields if f"`{name.upper()}`" not in documented]
    assert missing == []


def test_no_file_holds_a_path_of_a_machine_or_a_registry() -> None:
    tracked = [
        path
        for folder in ("portal", "index", "actions", "nlu", "assistant", "scripts", "requirements", "docs")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    ]
    pattern = re.compile(r"/(?:root|work|opt)/|pypi\.org|pythonhosted|npmjs\.(?:org|com)|file:///")
    skipped = {"node_modules", "__pycache__", "dist"}
    for path in tracked:
        if skipped & set(path.parts) or path.suffix in {".mo", ".woff2", ".png", ".gz"}:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not pattern.search(text), path


def test_the_portal_has_a_current_numpy() -> None:
    lock = (ROOT / "requirements" / "portal.txt").read_text(encoding="utf-8")
    version = re.search(r"^numpy==(\d+)", lock, re.MULTILINE)
    assert version
    assert int(version.group(1)) >= 2


def test_no_lock_names_a_cuda_package() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert not re.search(r"^nvidia-", lock.read_text(encoding="utf-8"), re.MULTILINE), lock
