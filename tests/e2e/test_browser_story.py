"""The main story in a real browser, in one go: a buyer's morning, and an operator's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browser import ANSWER_MS, Person, chromium
from tests.e2e.talk import start_afresh, wait_for_search
from tests.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def test_the_main_story(stack: Stack, browser: Browser, tmp_path: Path) -> None:
    wait_for_search(stack)
    start_afresh(stack, "company_admin")
    buyer = Person(browser, stack, "company_admin")
    buyer.enter()
    page = buyer.page
    expect(page.locator("h1")).to_be_visible()
    buyer.open_chat()

    # The status of an order that is on the list.
    number = page.locator("a.list__item[href^='/orders/'] .u-strong").first.inner_text()
    answer = buyer.say(f"what is the status of order {number}?")
    expect(answer).to_contain_text(number)
    buyer.shot(tmp_path, "status")

    # The cart filled from history, with reasons, after a yes.
    answer = buyer.say("fill my cart with what we usually order")
    proposal = answer.locator(".card--proposal")
    expect(proposal).to_be_visible()
    lines = proposal.locator("label.line")
    for line in lines.all():
        line.locator("input").check()
    count = lines.count()
    assert count > 0
    expect(lines.first).to_contain_text(re.compile(r"every|usually|last on"))
    proposal.locator("button.act--main").click()
    expect(page.locator("[data-cart-count]").first).to_have_text(str(count), timeout=ANSWER_MS)

    # Goods described in one language, asked for in another.
    answer = buyer.say("шукаю рукавички, стійкі до порізів")
    expect(answer.locator(".card--product").first).to_contain_text(re.compile("glove|рукав", re.IGNORECASE))
    buyer.shot(tmp_path, "search")

    # Order lines as people write them.
    answer = buyer.say("add 200 m of H07V-K 4 mm² black and 12 circuit breakers 1P C16 6 kA")
    expect(answer).to_contain_text(re.compile("cart|choice", re.IGNORECASE))
    for choice in range(3):
        choices = buyer.answers.last.locator(".card--choices")
        if choices.count() == 0:
            break
        buyer.shot(tmp_path, f"choice{choice}")
        buyer.press(choices.first.locator("button").first)
    page.goto("/cart")
    expect(page.locator("main")).to_contain_text("C16")
    buyer.shot(tmp_path, "cart")

    # Checking out, after seeing what it costs.
    buyer.open_chat()
    answer = buyer.say("check out please")
    answer = buyer.press(answer.locator(".reply, .act").filter(has_text=re.compile("yes", re.IGNORECASE)).first)
    expect(answer).to_contain_text(re.compile(r"SO-\d+"))
    ordered = re.search(r"SO-\d+", answer.inner_text())
    assert ordered
    page.goto(f"/orders/{ordered.group()}")
    expect(page.locator("main")).to_contain_text("C16")

    # A request for quotation in the chat.
    buyer.open_chat()
    answer = buyer.say("I need a quotation for 300 m NYM-J 5x2.5 and 20 contactors 25 A")
    for _ in range(5):
        if answer.locator(".card--rfq").count():
            break
        send = answer.locator(".reply, .act").filter(has_text=re.compile("yes|send", re.IGNORECASE))
        answer = buyer.press(send.first) if send.count() else buyer.say("no")
    expect(answer.locator(".card--rfq")).to_contain_text(re.compile(r"RFQ-\d+"))
    buyer.shot(tmp_path, "rfq")

    _a_person_takes_over(buyer, Person(browser, stack, "operator"), tmp_path)
    assert buyer.complaints == []


def _a_person_takes_over(buyer: Person, operator: Person, tmp_path: Path) -> None:
    operator.enter()
    expect(operator.page.locator("#desk")).to_be_visible()
    buyer.page.locator(".window textarea.field").fill("I want to talk to a person")
    buyer.page.locator(".window textarea.field").press("Enter")
    expect(buyer.page.locator(".log .system").last).to_be_visible(timeout=ANSWER_MS)

    name = buyer.login["email"].split(".")[0].title()
    row = operator.page.locator(".inbox__row").filter(has_text=name).first
    expect(row).to_be_visible(timeout=ANSWER_MS)
    row.click()
    expect(operator.page.locator(".desk__side")).to_contain_text(re.compile("Credit|Cart now"))
    operator.page.locator(".pane__actions button").filter(has_text=re.compile("^Take")).click()
    reply = operator.page.locator(".pane__compose textarea")
    expect(reply).to_be_enabled(timeout=ANSWER_MS)
    reply.fill("Good morning, how can I help?")
    reply.press("Enter")
    expect(buyer.page.locator(".log .msg--operator").last).to_contain_text("how can I help", timeout=ANSWER_MS)

    before = buyer.answers.count()
    buyer.page.locator(".window textarea.field").fill("Can you deliver on Saturday?")
    buyer.page.locator(".window textarea.field").press("Enter")
    expect(operator.page.locator(".pane__log")).to_contain_text("deliver on Saturday", timeout=ANSWER_MS)
    buyer.page.wait_for_timeout(2000)
    assert buyer.answers.count() == before, "the bot keeps silent while a person has the conversation"
    operator.shot(tmp_path, "console")

    operator.page.locator(".pane__actions button").filter(has_text=re.compile("^Return")).click()
    operator.page.locator("dialog[open] button[value=ok]").first.click()
    expect(operator.page.locator(".pane__note")).not_to_be_empty(timeout=ANSWER_MS)
    expect(buyer.say("hello")).to_be_visible()
    assert operator.complaints == []
    operator.context.close()
