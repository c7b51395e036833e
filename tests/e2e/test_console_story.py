"""The operator's console and the buyer's chat side by side, on wide and narrow screens, looked at by axe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.e2e.browser import ANSWER_MS, Person, chromium
from tests.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(300)]

ASK_FOR_A_PERSON = """async () => {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const headers = {"X-CSRFToken": token, "Content-Type": "application/json"};
  const post = async (path) => {
    const made = await fetch("/api/v1/conversations" + path, {method: "POST", headers, body: "{}"});
    return made.json();
  };
  const {id} = await post("");
  await post("/" + id + "/handover");
  return id;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def faults(person: Person) -> list[str]:
    """What axe finds on the page."""
    person.page.wait_for_timeout(300)  # what is fading in has no contrast yet
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in Axe().run(person.page).response["violations"]]


def take_over(buyer: Person, operator: Person, words: str) -> None:
    """The buyer writes and asks for a person; the operator takes the conversation with the keyboard."""
    buyer.open_chat()
    field = buyer.page.locator(".window textarea.field")
    field.fill(words)
    field.press("Enter")
    expect(buyer.page.locator(".log .msg--buyer").last).to_contain_text(words, timeout=ANSWER_MS)
    conversation = buyer.page.evaluate(ASK_FOR_A_PERSON)
    operator.page.goto("/console")
    operator.page.locator(".tabs__tab").last.click()
    operator.page.locator(f"#row-{conversation}").click()
    expect(operator.page.locator(".pane__log")).to_contain_text(words)
    operator.page.locator(".inbox__list").focus()
    operator.page.keyboard.press("t")
    expect(operator.page.locator(".pane__compose textarea")).to_be_visible(timeout=ANSWER_MS)


def test_an_operator_acts_for_the_buyer_and_the_buyer_confirms(stack: Stack, browser: Browser, tmp_path: Path) -> None:
    buyer, operator = Person(browser, stack, "company_admin"), Person(browser, stack, "manager")
    buyer.enter()
    operator.enter()
    take_over(buyer, operator, "20 pcs MCB6-1P-C16")
    desk, chat = operator.page, buyer.page

    desk.locator(".basket button").filter(has_text="Read from the chat").click()
    line = desk.locator(".basket__line").first
    expect(line).to_contain_text("MCB6-1P-C16", timeout=ANSWER_MS)
    expect(line.locator("input")).to_have_value("20")
    desk.locator(".basket__foot .btn--primary").click()
    offer = chat.locator(".card--cart_offer").last
    expect(offer).to_contain_text("20", timeout=ANSWER_MS)
    before = int(chat.locator("[data-cart-count]").first.inner_text())
    found = faults(operator)
    assert found == [], found
    offer.locator(".act--main").click()
    expect(offer.locator(".done")).to_be_visible(timeout=ANSWER_MS)
    expect(desk.locator(".said__offer .badge--ok").last).to_be_visible(timeout=ANSWER_MS)
    expect(desk.locator(".desk__side")).to_contain_text("Circuit breaker", timeout=ANSWER_MS)
    assert int(chat.locator("[data-cart-count]").first.inner_text()) >= max(before, 1)

    desk.locator(".inbox__list").focus()
    desk.keyboard.press("n")
    desk.keyboard.type("Ask logistics first")
    desk.keyboard.press("Enter")
    expect(desk.locator(".said--note").last).to_contain_text("Ask logistics first", timeout=ANSWER_MS)
    desk.keyboard.press("Escape")
    desk.locator(".inbox__list").focus()
    desk.keyboard.press("r")
    desk.keyboard.type("Anything else?")
    desk.keyboard.press("Enter")
    expect(chat.locator(".log .msg--operator").last).to_contain_text("Anything else?", timeout=ANSWER_MS)
    assert "logistics" not in chat.locator(".log").inner_text(), "a note is for colleagues alone"
    operator.shot(tmp_path, "desk")
    buyer.shot(tmp_path, "buyer")

    desk.keyboard.press("Escape")
    desk.locator(".inbox__list").focus()
    desk.keyboard.press("c")
    desk.locator("#desk-summary").fill("Breakers offered and taken.")
    found = faults(operator)
    assert found == [], found
    desk.locator("dialog[open] .btn--primary").click()
    expect(desk.locator(".pane__note")).to_have_text(re.compile("Closed"), timeout=ANSWER_MS)
    assert buyer.complaints == [], buyer.complaints
    assert operator.complaints == [], operator.complaints


def test_the_console_on_a_phone(stack: Stack, browser: Browser, tmp_path: Path) -> None:
    buyer, operator = Person(browser, stack, "other_company_buyer"), Person(browser, stack, "operator", phone=True)
    buyer.enter()
    operator.enter()
    take_over(buyer, operator, "Good morning")
    operator.read_in("uk")
    page = operator.page
    page.locator(".tabs__tab").nth(1).click()
    found = faults(operator)
    assert found == [], found
    page.locator(".inbox__row").first.click()
    expect(page.locator(".pane__compose textarea")).to_be_visible(timeout=ANSWER_MS)
    found = faults(operator)
    assert found == [], found
    page.locator(".pane__info").click()
    expect(page.locator(".basket")).to_be_visible()
    found = faults(operator)
    assert found == [], found
    head, side = page.locator(".pane__head").bounding_box(), page.locator(".desk__side").bounding_box()
    assert head is not None
    assert side is not None
    assert side["y"] >= head["y"] + head["height"] - 1, "the customer does not cover the buttons"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    operator.shot(tmp_path, "phone")
    assert operator.complaints == []
