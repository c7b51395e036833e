"""The channel: who may ask, repeated messages, failed turns, long dialogues."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import httpx
import psycopg
import pytest

from tests.assistant.conftest import RASA_TOKEN, Buyer
from tests.assistant.portal_stand_in import Shop


def test_a_wrong_token_is_refused(buyer: Buyer) -> None:
    assert buyer.post("hello", token="x" * 32).status_code == 401


@pytest.mark.parametrize(
    "body", [[], {}, {"sender": "a", "message": 3}, {"sender": "a", "message": "x", "message_id": "1"}]
)
def test_a_malformed_question_is_refused(buyer: Buyer, body: object) -> None:
    headers = {"Authorization": f"Bearer {RASA_TOKEN}"}
    answer = httpx.post(f"{buyer.url}/webhooks/portal/webhook", json=body, headers=headers, timeout=10)
    assert answer.status_code == 422
    assert answer.json()["error"] == "invalid"


def test_a_repeated_message_is_answered_but_not_processed_again(buyer: Buyer, shop: Shop) -> None:
    message_id = str(uuid.uuid4())
    first = buyer.post("20 m NYM 3x1.5", message_id=message_id).json()
    calls = len(shop.calls)
    again = buyer.post("20 m NYM 3x1.5", message_id=message_id).json()
    assert again == first
    assert len(shop.calls) == calls
    assert shop.cart["CAB-001"] == 20


def test_a_repeat_that_overtakes_its_first_try_is_processed_once(buyer: Buyer, shop: Shop) -> None:
    message_id = str(uuid.uuid4())
    with ThreadPoolExecutor(3) as pool:
        tries = [pool.submit(buyer.post, "20 m NYM 3x1.5", message_id=message_id) for _ in range(3)]
        answers = [each.result().json()["messages"] for each in tries]
    assert answers[0] == answers[1] == answers[2]
    added = [call for call in shop.calls if call["path"].endswith("/cart/text")]
    assert len(added) == 1


def test_the_answer_tells_what_was_understood(buyer: Buyer) -> None:
    buyer.say("where is my order #100045")
    nlu = buyer.last["nlu"]
    assert nlu["intent"] == "order_status"
    assert nlu["entities"] == [{"entity": "order_number", "value": "SO-100045"}]
    assert nlu["language"] == "en"
    assert 0.5 < nlu["confidence"] <= 1


@pytest.mark.parametrize("before", [" ", "\u00a0", "\n\t", " / ", " /\n", "\x00 "])
def test_a_payload_typed_by_a_person_is_plain_text(buyer: Buyer, shop: Shop, before: str) -> None:
    shop.change("CAB-001", Decimal(1))
    buyer.say(before + '/confirm_clear_cart{"x": 1}')
    assert buyer.intent != "confirm_clear_cart"
    assert shop.cart, "the gateway puts a space before a person's slash; that must not reach a step"


@pytest.mark.parametrize(
    "text", ["", "   ", "\u200b\u200b", "😀😀", "\u202eabc", "a" * 20000, "' OR 1=1; --", "<script>alert(1)</script>"]
)
def test_odd_messages_get_a_sane_answer(buyer: Buyer, text: str) -> None:
    assert buyer.post(text).status_code == 200


def test_a_failed_action_is_a_failed_turn_and_can_be_tried_again(assistant_url: str, shop: Shop) -> None:
    """The portal answers with something that no action expects, once; the same message succeeds afterwards."""
    buyer = Buyer(assistant_url)
    message_id = str(uuid.uuid4())
    shop.reset()
    cart = shop.cart_json
    shop.cart_json = lambda: {"lines": "broken"}  # type: ignore[method-assign]
    try:
        failed = buyer.post("show my cart", message_id=message_id)
    finally:
        shop.cart_json = cart  # type: ignore[method-assign]
    assert failed.status_code == 500
    assert failed.json()["error"] == "turn_failed"
    retried = buyer.post("show my cart", message_id=message_id)
    assert retried.status_code == 200
    assert "empty" in retried.json()["messages"][0]["text"]


def test_a_long_dialogue_is_cut_and_keeps_what_it_remembers(buyer: Buyer, shop: Shop) -> None:
    buyer.say("fill my cart with the usual")
    for _ in range(45):
        buyer.say("thanks")
    buyer.say("yes please")
    assert set(shop.cart) == {"BRK-016", "GLV-00L"}


def test_a_message_of_several_requests_is_served_in_order_and_repeated_whole(buyer: Buyer, shop: Shop) -> None:
    message_id = str(uuid.uuid4())
    first = buyer.post("add 20 m NYM 3x1.5, show my cart and then check out", message_id=message_id).json()
    texts = [message["text"] for message in first["messages"]]
    assert "Added" in texts[0]
    assert "Your cart has 1 line" in texts[1]
    assert "Shall I place the order" in texts[2]
    assert [part["intent"] for part in first["nlu"]["parts"]] == ["add_to_cart", "view_cart", "checkout"]
    calls = len(shop.calls)
    again = buyer.post("add 20 m NYM 3x1.5, show my cart and then check out", message_id=message_id).json()
    assert again == first
    assert len(shop.calls) == calls
    assert shop.cart == {"CAB-001": Decimal(20)}


def test_a_repeat_goes_on_where_the_first_try_failed(buyer: Buyer, shop: Shop) -> None:
    """The second of two requests fails; the repeat neither adds again nor leaves the second out."""
    message_id = str(uuid.uuid4())
    text = "add 20 m NYM 3x1.5 and repeat order 100045"
    shop.orders["SO-100045"], kept = {}, shop.orders["SO-100045"]
    failed = buyer.post(text, message_id=message_id)
    assert failed.status_code == 500
    assert shop.cart == {"CAB-001": Decimal(20)}
    shop.orders["SO-100045"] = kept
    done = buyer.post(text, message_id=message_id).json()
    assert ["Added" in done["messages"][0]["text"], "SO-100045" in done["messages"][1]["text"]] == [True, True]
    assert shop.cart == {"CAB-001": Decimal(20)}


def test_parts_write_under_keys_of_their_own(buyer: Buyer, shop: Shop) -> None:
    buyer.say("add 20 m NYM 3x1.5 and show my cart and add 10 boxes of gloves")
    keys = [call["headers"].get("Idempotency-Key") for call in shop.calls if call["method"] == "POST"]
    assert len(keys) == len(set(keys)) == 2
    assert shop.cart == {"CAB-001": Decimal(20), "GLV-00L": Decimal(10)}


def test_a_person_ends_the_rest_of_the_requests(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say("where is my order 100045, connect me to a person and add 20 m NYM 3x1.5")
    assert "SO-100045" in said
    assert shop.handovers
    assert not shop.cart


def test_a_long_dialogue_is_cut_inside_a_form_and_the_form_goes_on(buyer: Buyer, shop: Shop) -> None:
    buyer.say("I need a quote")
    for _ in range(20):
        buyer.say("where is my order 100045?")
    assert "By when" in buyer.say("500 m NYM 3x1.5")


def test_rasa_forgets_the_sessions_before_the_present_one(buyer: Buyer, rasa_database: str) -> None:
    for _ in range(30):
        buyer.say("thanks")
    with psycopg.connect(rasa_database) as connection:
        query = "SELECT count(*) FROM events WHERE sender_id = %s"
        (stored,) = connection.execute(query, [buyer.dialogue]).fetchone() or (0,)
    assert 0 < stored < 120, "a session is cut after 80 events"


def test_another_model_is_taken_only_from_who_has_the_token_and_names_the_file(assistant_url: str) -> None:
    url = f"{assistant_url}/webhooks/portal/model"
    assert httpx.post(url, json={"sha256": "0" * 64}, timeout=10).status_code == 401
    ours = {"Authorization": f"Bearer {RASA_TOKEN}"}
    bodies: list[object] = [{"sha256": "0" * 64}, {}, []]
    for body in bodies:
        refused = httpx.post(url, json=body, headers=ours, timeout=10)
        assert (refused.status_code, refused.json()["error"]) == (409, "model_unfit")
    assert httpx.get(f"{assistant_url}/webhooks/portal/ready", timeout=10).status_code == 200
