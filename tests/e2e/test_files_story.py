"""Files in a real browser: a spreadsheet becomes a cart, a list becomes a request, a photo reaches a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, expect

from tests.e2e.browser import ANSWER_MS, Person, chromium
from tests.e2e.talk import api, start_afresh, wait_for_search
from tests.files.building import PNG, xlsx
from tests.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def payload(name: str, content: bytes) -> FilePayload:
    """A file as the browser's dialog hands it over."""
    return {"name": name, "mimeType": "", "buffer": content}


def choose(person: Person, *files: tuple[str, bytes]) -> None:
    """Attach files by the paper clip and wait until they are uploaded."""
    with person.page.expect_file_chooser() as chooser:
        person.page.locator(".window button.clip").click()
    chooser.value.set_files([payload(name, content) for name, content in files])
    expect(person.page.locator(".window .tray__item progress")).to_have_count(0)


def send(person: Person, text: str = "") -> Locator:
    """Send what is written and attached; gives the answer."""
    before = person.answers.count()
    person.page.locator(".window textarea.field").fill(text)
    person.page.locator(".window button.send").click()
    return person._last_answer(before)


def order(stack: Stack, count: int) -> tuple[bytes, list[str]]:
    """An order form as customers send it, with products of the demo."""
    products = api(stack, "company_admin").get("/products", params={"limit": count, "in_stock": "true"}).json()["items"]
    rows = [
        [n, one["sku"], one["name"], float(one["min_quantity"]), one["unit"], 9.99] for n, one in enumerate(products, 1)
    ]
    head = [["Elektro Nord GmbH"], ["Purchase order 4711"], ["No", "Article", "Description", "Qty", "Unit", "Price"]]
    return xlsx([*head, *rows, ["Total", None, None, None, None, 999.0]]), [one["sku"] for one in products]


def test_files_in_the_chat(stack: Stack, browser: Browser, tmp_path: Path) -> None:
    wait_for_search(stack)
    start_afresh(stack, "company_admin")
    content, skus = order(stack, 40)
    buyer = Person(browser, stack, "company_admin")
    buyer.enter()
    page = buyer.page
    buyer.open_chat()

    # A spreadsheet without a word: all its lines are in the cart.
    choose(buyer, ("order 4711.xlsx", content))
    buyer.shot(tmp_path, "chosen")
    answer = send(buyer)
    expect(answer).to_contain_text("Added 40 lines")
    link = page.locator(".msg--buyer .attachment").last
    expect(link).to_contain_text("order 4711.xlsx")
    cart = api(stack, "company_admin").get("/cart").json()["lines"]
    assert {line["sku"] for line in cart} == set(skus)
    buyer.shot(tmp_path, "added")
    with page.expect_download() as download:
        link.click()
    assert Path(download.value.path()).read_bytes() == content

    # A wrong file and a large one: said beside the field, and what is typed stays.
    page.locator(".window textarea.field").fill("our list for Lviv")
    with page.expect_file_chooser() as chooser:
        page.locator(".window button.clip").click()
    chooser.value.set_files(payload("x.exe", b"MZ\x90\0\x03"))
    expect(page.locator(".window .tray__trouble")).to_contain_text("not accepted")
    page.locator(".window button.send").click()
    expect(page.locator(".window textarea.field")).to_have_value("our list for Lviv")
    buyer.shot(tmp_path, "refused")
    page.locator(".window .tray__remove").click()
    expect(page.locator(".window .tray__item")).to_have_count(0)

    # With words: the list is what shall be quoted.
    choose(buyer, ("list.csv", b"name;qty\nNYM-J 5x2.5;300\nContactor 25 A;20\n"))
    answer = send(buyer, "I need a quotation for this list please")
    for _ in range(4):
        if answer.locator(".card--rfq").count():
            break
        yes = answer.locator(".reply, .act").filter(has_text=re.compile("yes, send", re.IGNORECASE))
        answer = buyer.press(yes.first) if yes.count() else buyer.say("no")
    expect(answer.locator(".card--rfq")).to_contain_text(re.compile(r"RFQ-\d+"))
    number = re.search(r"RFQ-\d+", answer.inner_text())
    assert number
    rfq = api(stack, "company_admin").get(f"/rfqs/{number.group()}").json()
    assert [one["name"] for one in rfq["files"]] == ["list.csv"]
    assert len(rfq["lines"]) == 2
    page.goto(f"/rfqs/{number.group()}")
    expect(page.locator(".attachment").first).to_contain_text("list.csv")
    buyer.shot(tmp_path, "request")

    # A photo is shown, not read; a person is offered and sees it.
    buyer.open_chat()
    choose(buyer, ("label.png", PNG))
    answer = send(buyer)
    expect(answer).to_contain_text("not read")
    expect(page.locator(".msg--buyer .attachment--picture img").last).to_be_visible()
    answer.locator(".reply").filter(has_text=re.compile("person", re.IGNORECASE)).click()
    expect(page.locator(".banner")).to_contain_text("colleague", timeout=ANSWER_MS)
    buyer.shot(tmp_path, "photo")

    operator = Person(browser, stack, "operator")
    operator.enter()
    operator.page.goto("/console")
    operator.page.locator(".inbox__list [role=option]").last.click()  # the latest to wait
    expect(operator.page.locator(".said .attachment").last).to_contain_text("label.png")
    operator.page.keyboard.press("t")
    field = operator.page.locator(".pane__compose textarea")
    expect(field).to_be_enabled()
    with operator.page.expect_file_chooser() as chooser:
        operator.page.locator(".pane__compose > button[type=button]").click()
    chooser.value.set_files(payload("datasheet.txt", b"IP65, 16 A"))
    expect(operator.page.locator(".pane__compose .tray__item progress")).to_have_count(0)
    operator.shot(tmp_path, "desk")
    field.fill("It is this one")
    operator.page.locator(".pane__compose button[type=submit]").click()
    expect(page.locator(".msg--operator .attachment").last).to_contain_text("datasheet.txt", timeout=ANSWER_MS)
    buyer.shot(tmp_path, "answered")
    refused = [one for one in buyer.complaints + operator.complaints if "415" not in one]
    assert refused == []


@pytest.mark.parametrize("locale", ["uk"])
def test_files_on_a_phone(stack: Stack, browser: Browser, tmp_path: Path, locale: str) -> None:
    start_afresh(stack, "company_admin")
    content, _skus = order(stack, 3)
    buyer = Person(browser, stack, "company_admin", phone=True)
    buyer.enter()
    buyer.read_in(locale)
    buyer.open_chat()
    expect(buyer.page.get_by_role("button", name="Прикріпити файл")).to_be_visible()
    choose(buyer, ("Замовлення на листопад 2026, дуже довга назва файлу.xlsx", content), ("label.png", PNG))
    chips = buyer.page.locator(".tray__item").all()
    assert all(chip.bounding_box()["x"] + chip.bounding_box()["width"] <= 390 for chip in chips), "cut off at the edge"
    buyer.shot(tmp_path, "phone-chosen")
    answer = send(buyer, "додай усе з цього списку")
    expect(answer).to_contain_text("Додано")
    buyer.shot(tmp_path, "phone-answer")
    buyer.page.goto("/cart#quick-order")
    buyer.page.locator("#f-file").scroll_into_view_if_needed()
    buyer.shot(tmp_path, "phone-cart")
    assert buyer.complaints == []
