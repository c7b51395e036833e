"""The main story over the API alone: what a buyer, an operator and a manager do in one morning."""

from __future__ import annotations

from datetime import date, timedelta

import httpx
import pytest

from tests.e2e.talk import Talk, api, button_for, cards, start_afresh, wait_for_search
from tests.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.timeout(900)]


@pytest.fixture
def buyer(stack: Stack) -> httpx.Client:
    wait_for_search(stack)
    start_afresh(stack, "buyer")
    return api(stack, "buyer")


def test_the_main_story(stack: Stack, buyer: httpx.Client) -> None:
    me = buyer.get("/me").json()
    assert "buyer" in me["roles"]
    assert me["company"]["currency"]
    talk = Talk(buyer)

    # An order's status.
    number = buyer.get("/orders").json()["items"][0]["number"]
    answer = talk.ask(f"where is my order {number}?")
    assert any(card["order"]["number"] == number for card in cards(answer, "order")), answer

    # The cart filled from history, confirmed by the buyer.
    answer = talk.ask("fill my cart with what we usually order")
    proposal = cards(answer, "proposal")[0]["proposal"]
    assert proposal["lines"]
    assert all(line["reason"] and line["quantity"] > 0 for line in proposal["lines"])
    assert buyer.get("/cart").json()["lines"] == [], "nothing goes into the cart before the buyer says so"
    apply = button_for(answer, "proposal")
    talk.ask(apply["title"], button=apply["payload"])
    cart = buyer.get("/cart").json()
    assert {line["sku"] for line in cart["lines"]} == {line["sku"] for line in proposal["lines"]}

    # A search in one language for goods described in another.
    answer = talk.ask("szukam rękawic ochronnych odpornych na przecięcia")
    found = cards(answer, "product")
    assert found, answer

    # Free text lines.
    before = {line["sku"]: line["quantity"] for line in buyer.get("/cart").json()["lines"]}
    answer = talk.ask("add 100 m NYM-J 3x1.5 and five 16A breakers")
    after = {line["sku"]: line["quantity"] for line in buyer.get("/cart").json()["lines"]}
    added = {sku: quantity - before.get(sku, 0) for sku, quantity in after.items() if quantity != before.get(sku)}
    asked = cards(answer, "choices")
    assert len(added) + len(asked) == 2, (added, answer)

    # Checking out, bound to the cart that was shown.
    answer = talk.ask("checkout please")
    confirm = button_for(answer, "checkout")
    answer = talk.ask(confirm["title"], button=confirm["payload"])
    ordered = cards(answer, "order")[0]["order"]
    stored = buyer.get(f"/orders/{ordered['number']}").json()
    assert stored["status"] == "placed"
    assert {line["sku"] for line in stored["lines"]} == set(after)
    assert buyer.get("/cart").json()["lines"] == []


def test_an_rfq_from_raising_to_order(stack: Stack, buyer: httpx.Client) -> None:
    sku = buyer.get("/products", params={"limit": 1}).json()["items"][0]["sku"]
    body = {
        "title": "Boards for the site",
        "needed_by": str(date.today() + timedelta(days=30)),
        "lines": [
            {"sku": sku, "quantity": 500, "target_price": "1.10"},
            {"description": "Cable tray 300 mm, hot-dip galvanised, 3 m", "quantity": 40, "unit": "pcs"},
        ],
    }
    raised = buyer.post("/rfqs", json=body)
    assert raised.status_code == 201, raised.text
    number = raised.json()["number"]
    manager = api(stack, "manager")
    inbox = manager.get("/staff/rfqs", params={"status": "submitted"}).json()["items"]
    assert number in [rfq["number"] for rfq in inbox]
    lines = manager.get(f"/staff/rfqs/{number}").json()["lines"]
    missing = manager.post(
        f"/staff/rfqs/{number}/quote",
        json={"lines": [{"line_id": lines[0]["id"], "unit_price": "1.15"}], "valid_until": str(date.today())},
    )
    assert missing.status_code == 422
    assert missing.json()["fields"]
    offers = [{"line_id": line["id"], "unit_price": "1.15", "lead_time_days": 7} for line in lines]
    quoted = manager.post(
        f"/staff/rfqs/{number}/quote",
        json={"lines": offers, "valid_until": str(date.today() + timedelta(days=14)), "note": "Ex works"},
    )
    assert quoted.status_code == 200, quoted.text
    shown = buyer.get(f"/rfqs/{number}").json()
    assert shown["status"] == "quoted"
    assert api(stack, "other_company_buyer").get(f"/rfqs/{number}").status_code == 404
    accepted = buyer.post(f"/rfqs/{number}/accept", json={"quote_version": shown["quote"]["version"]})
    assert accepted.status_code == 201, accepted.text
    again = buyer.post(f"/rfqs/{number}/accept", json={"quote_version": shown["quote"]["version"]})
    assert again.status_code == 409
    assert accepted.json()["total"] == shown["quote"]["total"]


def test_an_rfq_in_the_chat(stack: Stack, buyer: httpx.Client) -> None:
    talk = Talk(buyer)
    known = {rfq["number"] for rfq in buyer.get("/rfqs").json()["items"]}
    answer = talk.ask(
        "I need a quotation for 300 pcs NYM-J 5x2.5 cable ring and 20 contactors 25A by the end of next month"
    )
    for _ in range(4):
        confirm = next((b for b in answer[-1]["buttons"] if "affirm" in b["payload"] or "submit" in b["payload"]), None)
        answer = talk.ask(confirm["title"], button=confirm["payload"]) if confirm else talk.ask("no")
        if cards(answer, "rfq"):
            break
    raised = cards(answer, "rfq")[0]["rfq"]
    assert raised["number"] not in known
    assert buyer.get(f"/rfqs/{raised['number']}").json()["lines"]


def test_a_person_takes_over_and_gives_the_conversation_back(stack: Stack, buyer: httpx.Client) -> None:
    talk = Talk(buyer)
    talk.say("I want to talk to a person")
    talk.wait("bot", "system")
    identity = talk.conversation["id"]
    first, second = api(stack, "operator"), api(stack, "second_operator")
    queued = first.get("/operator/conversations", params={"state": "queued"}).json()["items"]
    assert identity in [conversation["id"] for conversation in queued]
    context = first.get(f"/operator/conversations/{identity}").json()["context"]
    assert context["company"]["name"]
    assert first.post(f"/operator/conversations/{identity}/take").status_code == 200
    refused = second.post(f"/operator/conversations/{identity}/take")
    assert refused.status_code == 409
    assert refused.json()["error"] == "already_taken"
    talk.say("is the cable in stock in your Lviv warehouse?")
    sent = first.post(
        f"/operator/conversations/{identity}/messages",
        json={"client_id": "o-1", "text": "Yes, 400 m. Shall I reserve it?"},
    )
    assert sent.status_code == 202
    answer = talk.wait("operator")
    assert answer[-1]["text"].startswith("Yes, 400 m")
    assert not [m for m in talk.messages(answer[-1]["seq"] - 1) if m["author"] == "bot"], "the bot keeps silent"
    assert first.post(f"/operator/conversations/{identity}/return").status_code == 200
    assert talk.ask("hello")[-1]["text"]
