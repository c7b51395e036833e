"""A notice in the chat: counted before it is opened, shown beside the question it does not answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from portal.conversations.service import opening, writing
from portal.notices.kinds import Kind
from portal.shared.ids import new_id
from tests.e2e.browser import chromium
from tests.factories import Factory
from tests.notices.conftest import Office

pytestmark = pytest.mark.browser


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    """The application on a port of its own; streams need threads."""
    server = make_server("127.0.0.1", 0, office.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # streams that the closed browser left
def test_a_notice_is_counted_shown_and_leaves_the_question_open(office: Office, address: str) -> None:
    office.wants(Kind.SHIPMENT)
    with office.database.transaction(office.buyer) as session:
        conversation = opening.open_for_buyer(session, office.buyer).conversation
        question = {"text": "Shall I place the order?", "buttons": [{"title": "Yes, place it", "payload": "/affirm"}]}
        writing.by_bot(session, conversation, new_id(), [question])
    with chromium() as browser:
        page = browser.new_page(base_url=address, locale="en-GB")
        page.goto("/login")
        page.fill("input[name=email]", office.user.email)
        page.fill("input[name=password]", Factory.PASSWORD)
        page.press("input[name=password]", "Enter")
        badge = page.locator("prilavok-chat .launcher__badge")
        expect(badge).to_have_text("1")
        office.move(office.order(), "confirmed")
        office.work()
        expect(badge).to_have_text("2")
        page.locator("prilavok-chat .launcher").click()
        chat = page.locator("prilavok-chat .log")
        expect(chat).to_contain_text("is confirmed.")
        expect(chat.get_by_role("button", name="Yes, place it")).to_be_visible()
        expect(chat.get_by_role("button", name="Stop these messages")).to_be_visible()
        expect(badge).to_be_hidden()
