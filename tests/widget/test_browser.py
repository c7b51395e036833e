"""The chat in a real browser, on another origin's page: visitors, buyers whom it logs in, phones, tabs, tunnels."""

from __future__ import annotations

import http.server
import re
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from portal.conversations.models import Conversation, Message
from portal.conversations.service import ownership, writing
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.shared.clock import now
from portal.shared.database import Database
from portal.widget.models import Lead
from tests.conftest import TestDatabase
from tests.conversations.test_gunicorn import Server
from tests.e2e.browser import chromium
from tests.factories import Factory
from tests.widget.conftest import Shop

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
TOKEN = "/chat-token"


class Host(http.server.ThreadingHTTPServer):
    """Somebody's website: one page with the script's tag, and a server that signs log-in tokens."""

    def __init__(self) -> None:
        self.tag = ""
        self.sign: Callable[[], str] | None = None
        super().__init__(("127.0.0.1", 0), _Pages)
        self.origin = f"http://localhost:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Pages(http.server.BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        status, kind, body = 404, "text/plain", ""
        if self.path == "/":
            page = f"<!doctype html><html lang=en><title>Shop</title><main><h1>Shop</h1></main>{self.server.tag}</html>"
            status, kind, body = 200, "text/html", page
        elif self.path == TOKEN and self.server.sign:
            status, body = 200, self.server.sign()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class Scene:
    """The portal, a website that carries its chat, an operator, and browsers."""

    def __init__(self, server: Server, host: Host, shop: Shop, operator: httpx.Client, database: Database) -> None:
        self.portal = server.url.removesuffix("/api/v1")
        self.host, self.shop, self.operator, self.database = host, shop, operator, database
        self.requests: list[tuple[str, dict[str, str]]] = []

    def tag(self, **data: str) -> None:
        """Put the script on the website's page."""
        more = "".join(f' data-{name.replace("_", "-")}="{value}"' for name, value in data.items())
        self.host.tag = f'<script src="{self.portal}/widget.js" data-site="{self.shop.key}"{more} async></script>'

    def visit(self, context: BrowserContext) -> Page:
        """Open the website's page and the chat."""
        page = context.new_page()
        page.on("request", lambda request: self.requests.append((request.url, request.headers)))
        page.goto(f"{self.host.origin}/")
        return page

    def conversation(self) -> Conversation:
        """The newest one."""
        with self.database.transaction(Actor.system("test")) as session:
            found = session.scalars(select(Conversation).order_by(Conversation.created_at.desc())).first()
        assert found is not None
        return found

    def take(self) -> str:
        """The operator takes the newest conversation; returns its path."""
        path = f"/operator/conversations/{self.conversation().id}"
        answer = self.operator.post(f"{path}/take", json={})
        assert answer.status_code == 200, answer.text
        return path

    def answer(self, path: str, text: str) -> None:
        """The operator writes."""
        sent = self.operator.post(f"{path}/messages", json={"client_id": uuid.uuid4().hex, "text": text})
        assert sent.status_code == 202, sent.text

    def show(self, text: str, cards: list[dict[str, Any]], buttons: list[dict[str, Any]] | None = None) -> None:
        """The assistant says something with cards."""
        with self.database.transaction(Actor.system("test")) as session:
            conversation = ownership.lock(session, self.conversation().id)
            writing.append(session, conversation, "bot", text, cards=cards, buttons=buttons or [])

    def texts(self) -> list[str]:
        """Everything in the newest conversation, in order."""
        with self.database.transaction(Actor.system("test")) as session:
            found = select(Message).where(Message.conversation_id == self.conversation().id).order_by(Message.seq)
            return [message.text for message in session.scalars(found)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def scene(
    clone: TestDatabase, tmp_path: Path, add_shop: Callable[..., Shop], make: Factory, database: Database
) -> Iterator[Scene]:
    host = Host()
    shop = add_shop(origins=[host.origin])
    server = Server(clone, tmp_path / "web.log")
    with httpx.Client(base_url=server.url, timeout=20) as operator:
        person = make.staff(Role.OPERATOR, name="Anna Marchenko")
        given = operator.post("/tokens", json={"email": person.email, "password": Factory.PASSWORD}).json()
        operator.headers["Authorization"] = f"Bearer {given['access_token']}"
        made = Scene(server, host, shop, operator, database)
        made.tag()
        yield made
    server.stop()
    host.shutdown()
    host.server_close()


def context_of(browser: Browser, size: dict[str, int], **more: Any) -> BrowserContext:
    return browser.new_context(viewport=size, **more)  # type: ignore[arg-type]


def open_chat(page: Page) -> None:
    page.locator("button.launcher").click()
    expect(page.locator(".window textarea.field")).to_be_focused()
    expect(page.locator(".welcome:visible, .msg:visible").first).to_be_visible()


def say(page: Page, text: str) -> None:
    field = page.locator(".window textarea.field")
    field.fill(text)
    field.press("Enter")
    expect(page.locator(".msg--buyer:not(.msg--unsent)").last).to_contain_text(text)


def bubbles(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".log .bubble").all_inner_texts()]


def accessible(page: Page, where: str) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{where}: {found.generate_report()}"


def test_a_visitor_talks_over_reload_tunnel_and_second_tab(scene: Scene, browser: Browser) -> None:
    context = context_of(browser, DESKTOP)
    page = scene.visit(context)
    open_chat(page)
    say(page, "Do you sell cable ducts?")
    page.get_by_role("button", name="Talk to a person").click()
    expect(page.locator(".banner")).to_contain_text("number 1")
    path = scene.take()
    scene.answer(path, "Yes, three kinds.")
    expect(page.locator(".msg--operator")).to_contain_text("Yes, three kinds.")

    second = scene.visit(context)
    expect(second.locator(".msg--operator")).to_contain_text("Yes, three kinds.")
    say(second, "Which are in stock?")
    expect(page.locator(".msg--buyer").last).to_contain_text("Which are in stock?")

    context.set_offline(True)
    field = page.locator(".window textarea.field")
    field.fill("Written in the tunnel")
    field.press("Enter")
    scene.answer(path, "All of them.")
    expect(page.locator(".msg--unsent")).to_be_visible()
    context.set_offline(False)
    expect(page.locator(".msg--operator").last).to_contain_text("All of them.", timeout=20_000)
    expect(page.locator(".msg--unsent")).to_have_count(0, timeout=20_000)

    page.reload()
    expect(page.locator(".log .bubble")).to_have_count(5)
    said = ["Do you sell cable ducts?", "Yes, three kinds.", "Which are in stock?", "All of them."]
    said.append("Written in the tunnel")
    assert sorted(bubbles(page)) == sorted(said)
    expect(second.locator(".log .bubble")).to_have_count(5, timeout=20_000)
    assert bubbles(second) == bubbles(page) == [text for text in scene.texts() if text in said]

    own = {urlsplit(scene.host.origin).netloc, urlsplit(scene.portal).netloc}
    assert {urlsplit(url).netloc for url, _headers in scene.requests if url.startswith("http")} <= own, (
        "nobody else is asked"
    )
    assert all("cookie" not in headers for _url, headers in scene.requests)
    assert context.cookies() == []
    context.close()


def test_read_receipts_badge_and_rating(scene: Scene, browser: Browser) -> None:
    context = context_of(browser, DESKTOP)
    page = scene.visit(context)
    open_chat(page)
    say(page, "I need a person")
    path = scene.take()
    conversation = scene.conversation()
    scene.operator.post(f"{path}/read", json={"seq": conversation.last_seq})
    expect(page.locator(".msg__read")).to_have_text("Read")
    page.get_by_role("button", name="Close the chat").click()
    scene.answer(path, "Here I am.")
    expect(page.locator(".launcher__badge")).to_have_text(re.compile("[12]"))
    open_chat(page)
    expect(page.locator(".launcher__badge")).to_be_hidden()
    page.wait_for_timeout(1_000)
    assert scene.conversation().read_by_buyer == scene.conversation().last_seq
    assert scene.operator.post(f"{path}/close", json={}).status_code == 200
    form = page.locator(".form--rating")
    form.get_by_label("4 of 5").check(force=True)
    form.locator("textarea").fill("quick")
    accessible(page, "rating")
    form.get_by_role("button", name="Send").click()
    expect(page.locator(".ending")).to_contain_text("Thank you")
    ended = scene.conversation()
    assert (ended.rating, ended.rating_text) == (4, "quick")
    say(page, "One more thing")
    assert scene.conversation().id != ended.id, "a new conversation"
    assert bubbles(page) == ["I need a person", "Here I am.", "One more thing"]
    context.close()


def test_a_page_that_is_not_registered_shows_nothing(scene: Scene, browser: Browser) -> None:
    context = context_of(browser, DESKTOP)
    page = context.new_page()
    warned: list[str] = []
    page.on("console", lambda message: warned.append(message.text))
    page.goto(f"{scene.host.origin.replace('localhost', '127.0.0.1')}/")
    page.wait_for_timeout(1_500)
    expect(page.locator("button.launcher")).to_have_count(0)
    assert any("registered" in text for text in warned)
    context.close()


@pytest.mark.parametrize(
    ("locale", "scheme", "ask", "send"),
    [
        ("uk", "light", "Запитати ціну", "Надіслати запит"),
        ("pl", "dark", "Zapytaj o ofertę", "Wyślij zapytanie"),
        ("ru", "light", "Запросить цену", "Отправить запрос"),
    ],
)
def test_a_visitor_asks_for_an_offer_on_a_phone(
    scene: Scene, browser: Browser, tmp_path: Path, locale: str, scheme: str, ask: str, send: str
) -> None:
    scene.tag(locale=locale, color="#b3261e")
    context = context_of(browser, PHONE, color_scheme=scheme, has_touch=True)
    page = scene.visit(context)
    page.screenshot(path=tmp_path / f"launcher-{locale}-{scheme}.png")
    open_chat(page)
    page.locator(".window").evaluate("window => Promise.all(window.getAnimations().map(each => each.finished))")
    box = page.locator(".window").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844), "the whole screen"
    page.screenshot(path=tmp_path / f"welcome-{locale}-{scheme}.png")
    accessible(page, "welcome")
    page.get_by_role("button", name=ask).click()
    form = page.locator("form.form")
    form.get_by_role("button", name=send).click()
    expect(form.locator("[aria-invalid]")).to_have_count(3)
    expect(form.locator("textarea")).to_be_focused()
    accessible(page, "form")
    page.screenshot(path=tmp_path / f"form-{locale}-{scheme}.png")
    form.locator("textarea").fill("NYM-J 5x2.5, 2 km")
    form.locator("input").nth(0).fill("Olena Koval")
    form.locator("input").nth(1).fill("olena@shop.example")
    form.get_by_role("button", name=send).click()
    expect(form).to_be_hidden()
    expect(page.locator(".msg--buyer .bubble")).to_contain_text("NYM-J")
    expect(page.locator(".system").last).to_contain_text("olena@shop.example")
    page.screenshot(path=tmp_path / f"queued-{locale}-{scheme}.png")
    assert scene.conversation().state == "queued"
    leads = scene.operator.get("/staff/leads").json()["items"]
    assert [(lead["name"], lead["locale"]) for lead in leads] == [("Olena Koval", locale)]
    with scene.database.transaction(Actor.system("test")) as session:
        assert session.scalars(select(Lead.site_id)).one() is not None
    context.close()


def product(sku: str, name: str, amount: str | None) -> dict[str, Any]:
    return {
        "type": "product",
        "product": {
            "sku": sku, "name": name, "unit": "m", "available": 1200, "in_stock": True, "min_quantity": 100,
            "price": {"amount": amount, "currency": "EUR"} if amount else None,
        },
    }  # fmt: skip


ORDER = {
    "type": "order",
    "order": {
        "number": "SO-100045", "status": "shipped", "status_text": "Shipped", "placed_at": "2026-11-20T09:00:00Z",
        "total": {"amount": "1842.10", "currency": "EUR"}, "eta": "2026-11-25",
        "shipments": [
            {"number": "SH-1", "carrier": "DPD", "tracking": "05212345678", "status": "shipped", "eta": "2026-11-25"},
        ],
    },
}  # fmt: skip


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")])
def test_a_buyer_whom_the_page_logs_in_sees_cards_and_buys(
    scene: Scene, browser: Browser, make: Factory, tmp_path: Path, size: dict[str, int], scheme: str
) -> None:
    company = make.company()
    buyer = make.buyer(company, name="Jan Nowak")
    make.product(sku="NYM-5X2.5", price="1.10", names={"en": "NYM-J 5x2.5 grey"})
    scene.host.sign = lambda: jwt.encode(
        {"email": buyer.email, "aud": scene.shop.key, "exp": now() + timedelta(minutes=2), "jti": uuid.uuid4().hex},
        scene.shop.secret,
        "HS256",
    )
    scene.tag(identity_url=TOKEN, color="#ffd400", position="left")
    context = context_of(browser, size, color_scheme=scheme)
    page = scene.visit(context)
    open_chat(page)
    say(page, "What do you have?")
    assert scene.conversation().user_id == buyer.id
    cards = [
        product("NYM-5X2.5", "NYM-J 5x2.5 grey", "1.10"),
        product("NYM-3X1.5", "NYM-J 3x1.5 grey", "0.62"),
        product("H07V-K", "H07V-K 4 mm² black", None),
    ]
    scene.show("These fit:", cards)
    scene.show("Your last order is on its way.", [ORDER], [{"title": "Where is it now?", "payload": "/where"}])
    expect(page.locator(".carousel .card--product")).to_have_count(3)
    expect(page.locator(".step[aria-current=step]")).to_have_text("Shipped")
    expect(page.locator(".parcels")).to_contain_text("05212345678")
    accessible(page, f"cards {scheme}")
    page.screenshot(path=tmp_path / f"cards-{size['width']}-{scheme}.png")
    track = page.locator(".carousel__track")
    page.get_by_role("button", name="Next products").click()
    page.wait_for_function("(track) => track.scrollLeft > 50", arg=track.element_handle())
    page.get_by_role("button", name="Previous products").click()
    page.locator(".card--product").first.get_by_role("button", name="Add").click()
    expect(page.locator(".card--product .done, .card--product .card__error").first).to_be_visible()
    page.get_by_role("button", name="Where is it now?").click()
    expect(page.locator(".msg--buyer .bubble").last).to_have_text("Where is it now?")
    page.reload()
    expect(page.locator(".msg--buyer .bubble").last).to_have_text("Where is it now?")
    box = page.locator(".window").bounding_box()
    assert box is not None
    assert box["x"] < 30, "on the left"
    context.close()


def test_the_keyboard_alone_is_enough(scene: Scene, browser: Browser) -> None:
    context = context_of(browser, DESKTOP)
    page = scene.visit(context)
    expect(page.locator("button.launcher")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("button.launcher")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".window textarea.field")).to_be_focused()
    page.keyboard.type("Hello")
    page.keyboard.press("Enter")
    expect(page.locator(".msg--buyer")).to_contain_text("Hello")
    page.keyboard.press("Escape")
    expect(page.locator(".window")).to_be_hidden()
    expect(page.locator("button.launcher")).to_be_focused()
    context.close()
