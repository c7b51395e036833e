"""The review page in a browser: by keyboard alone, on a phone and on a desk, in four languages."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from portal.security.permissions import Role
from tests.assistant_gateway.conftest import Gateway
from tests.e2e.browser import chromium
from tests.factories import Factory
from tests.teaching.test_collecting import FALLBACK, SURE, kept, reads

pytestmark = pytest.mark.browser
TITLES = {"en": "Teach the assistant", "uk": "Навчити помічника", "ru": "Обучить помощника", "pl": "Naucz asystenta"}


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def enter(page: Page, email: str) -> None:
    page.goto("/login")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", Factory.PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)


def looked_at(page: Page, name: str) -> None:
    """Kept for a person's eyes where SCREENSHOTS says."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # connections that the closed browser left
def test_reviewing_by_keyboard(gateway: Gateway, address: str, make: Factory) -> None:
    reads(gateway, FALLBACK)
    gateway.say("гукніть Назара, 10045")
    gateway.drain()
    reads(gateway, {**SURE, "confidence": 0.41, "language": "pl"})
    gateway.say("no i co z tym moim Kowalskim, zamówienie 10045, dzwonię już trzeci raz w tej samej sprawie " * 2)
    gateway.drain()
    head = make.staff(Role.HEAD_OF_SALES, name="Hanna")
    with chromium() as browser:
        page = browser.new_page(base_url=address, viewport={"width": 1440, "height": 900})
        enter(page, head.email)
        for code, title in TITLES.items():
            page.context.add_cookies([{"name": "locale", "value": code, "url": address}])
            page.goto("/staff/review")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            if page.get_by_role("heading", level=1).inner_text() != title:
                page.request.post(f"/locale/{code}", form={"csrf_token": _token(page)})
                page.goto("/staff/review")
            expect(page.get_by_role("heading", level=1)).to_have_text(title)
            looked_at(page, f"review-1440-{code}")
        page.request.post("/locale/en", form={"csrf_token": _token(page)})
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 844})
            page.goto("/staff/review")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert Axe().run(page).response["violations"] == []
            looked_at(page, f"review-{width}")
        asked = page.locator("section", has_text="гукніть").get_by_label("What it means")
        asked.focus()
        page.keyboard.type("talk_to")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.locator("section", has_text="гукніть").get_by_label("What is learnt")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Kept. It is learnt at the next retraining.")).to_be_visible()
        dismiss = page.get_by_role("button", name="Nothing to learn")
        dismiss.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Nothing to review")).to_be_visible()
        looked_at(page, "review-empty")
    assert [(one.state, one.intent) for one in kept(gateway)] == [("taught", "talk_to_human"), ("dismissed", None)]


def _token(page: Page) -> str:
    return page.locator("input[name=csrf_token]").first.get_attribute("value") or ""
