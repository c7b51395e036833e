"""Debian's Chromium, and people using the product in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.stack import Stack

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ANSWER_MS = 30_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class Person:
    """Somebody in a browser of his own; keeps what the console complained about."""

    def __init__(self, browser: Browser, stack: Stack, role: str, *, locale: str = "en", phone: bool = False) -> None:
        viewport = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
        self.context = browser.new_context(viewport=viewport, locale=locale, base_url=stack.url)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.login = stack.people[role]

    def _note(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)

    def enter(self) -> None:
        """Log in through the page."""
        self.page.goto("/login")
        self.page.locator("input[name=email]").fill(self.login["email"])
        self.page.locator("input[name=password]").fill(self.login["password"])
        self.page.locator("form button[type=submit].btn--primary").first.click()
        self.page.wait_for_url(lambda url: "/login" not in url)
        self.read_in("en")

    def read_in(self, locale: str) -> None:
        """Choose the language of the pages in the top bar's menu."""
        menu = self.page.locator("header details.menu").first
        menu.locator("summary").click()
        menu.locator(f"button[lang={locale}]").click()
        expect(self.page.locator("html")).to_have_attribute("lang", locale)

    def open_chat(self) -> None:
        """Open the widget."""
        if not self.page.locator(".window").is_visible():
            self.page.locator("button.launcher").click()
        expect(self.page.locator(".window textarea.field")).to_be_visible()
        self.page.wait_for_timeout(500)

    @property
    def answers(self) -> Locator:
        """The bot's messages in the widget."""
        return self.page.locator(".log .msg--bot")

    def say(self, text: str) -> Locator:
        """Write in the chat and wait for the bot; gives its last message."""
        before = self.answers.count()
        field = self.page.locator(".window textarea.field")
        field.fill(text)
        field.press("Enter")
        return self._last_answer(before)

    def press(self, button: Locator) -> Locator:
        """Press a button in the chat and wait for the bot's answer."""
        before = self.answers.count()
        button.click()
        return self._last_answer(before)

    def _last_answer(self, before: int) -> Locator:
        expect(self.answers.nth(before)).to_be_visible(timeout=ANSWER_MS)
        return self.answers.last

    def shot(self, folder: Path, name: str) -> None:
        """Keep a picture for whoever looks into a failure."""
        self.page.screenshot(path=str(folder / f"{name}.png"))
