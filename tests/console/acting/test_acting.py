"""What an operator does for the customer: within the customer's rights, seen by him, confirmed by him, audited."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from portal.accounts.models import Company, Membership, User
from portal.audit.models import AuditEntry
from portal.conversations.service import opening
from portal.pricing.models import ContractPrice
from portal.rfq.models import Rfq
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.shared.clock import today
from portal.shared.database import Database
from tests.factories import Factory

Login = Callable[[str], FlaskClient]
Json = dict[str, Any]


class Chat:
    """A buyer's conversation that is Anna's, and browsers of both."""

    def __init__(self, make: Factory, login: Login, database: Database, *roles: Role, **fields: Any) -> None:
        self.company: Company = make.company(name="Voltera", locale="pl")
        self.user: User = make.buyer(self.company, *roles, name="Olena Koval", locale="pl", **fields)
        self.operator = make.staff(Role.MANAGER, name="Anna")
        self.database = database
        actor = make.actor(self.user)
        with database.transaction(actor) as session:
            self.id = str(opening.open_for_buyer(session, actor).conversation.id)
        self.buyer, self.anna = login(self.user.email), login(self.operator.email)
        assert self.anna.post(f"{self.desk}/take", json={}).status_code == 200

    @property
    def desk(self) -> str:
        return f"/api/v1/operator/conversations/{self.id}"

    def offer(self, *lines: tuple[str, str], client_id: str = "o-1", status: int = 202) -> Json:
        wanted = [{"sku": sku, "quantity": quantity} for sku, quantity in lines]
        made = self.anna.post(f"{self.desk}/cart-offers", json={"client_id": client_id, "lines": wanted})
        assert made.status_code == status, made.json
        return cast("Json", made.json)

    def answer(self, message_id: str, *, accept: bool = True) -> Any:
        path = f"/api/v1/conversations/{self.id}/cart-offers/{message_id}"
        return self.buyer.post(path, json={"accept": accept})

    def seen(self) -> list[Json]:
        """The messages as the buyer sees them."""
        return list(self.buyer.get(f"/api/v1/conversations/{self.id}/messages").json["items"])

    def audited(self, action: str) -> list[AuditEntry]:
        with self.database.transaction(Actor.system("test")) as session:
            return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


@pytest.fixture
def chat(make: Factory, login: Login, database: Database) -> Chat:
    return Chat(make, login, database)


def test_a_product_card_has_the_customers_price_and_language(chat: Chat, make: Factory) -> None:
    product = make.product("CAB-1", price="10.00", names={"en": "Cable", "pl": "Kabel"})
    make.save(
        ContractPrice(
            company_id=chat.company.id,
            product_id=product.id,
            amount=Decimal(8),
            min_quantity=Decimal(1),
            valid_from=today(),
            currency="EUR",
        )
    )
    body = {"client_id": "1", "type": "product", "ref": "cab 1", "text": "Proszę:"}
    sent = [chat.anna.post(f"{chat.desk}/cards", json=body) for _ in range(2)]
    assert [one.status_code for one in sent] == [202, 202]
    assert sent[0].json["id"] == sent[1].json["id"], "the same client id sends it once"
    shown = chat.seen()[-1]
    assert (shown["author"], shown["text"]) == ("operator", "Proszę:")
    card = shown["cards"][0]["product"]
    assert (card["name"], card["price"]) == ("Kabel", {"amount": "8.00", "currency": "EUR"})


def test_an_order_card_is_the_customers_own_company_or_nothing(chat: Chat, make: Factory) -> None:
    product = make.product()
    own = make.order(chat.company, [(product, "3")])
    other = make.order(make.company(), [(product, "3")])

    def send(number: str) -> Any:
        return chat.anna.post(f"{chat.desk}/cards", json={"client_id": number, "type": "order", "ref": number})

    assert send(own.number).status_code == 202
    assert chat.seen()[-1]["cards"][0]["order"]["number"] == own.number
    refused = send(other.number)
    assert (refused.status_code, refused.json["error"]) == (404, "order_not_found")
    assert all(other.number not in str(message) for message in chat.seen())


def test_an_offer_reaches_the_cart_only_by_the_buyers_own_yes(chat: Chat, make: Factory) -> None:
    make.product("A-1", price="2.50"), make.product("B-1", price="1.00")
    offer = chat.offer(("A-1", "4"), ("B-1", "2"), ("A-1", "1"))
    card = offer["cards"][0]["offer"]
    assert [(line["sku"], line["quantity"]) for line in card["lines"]] == [("A-1", 5), ("B-1", 2)]
    assert (card["state"], card["total"]["amount"]) == ("open", "14.50")
    assert "5 ×" in offer["text"], "channels without cards have the lines in words"
    assert chat.buyer.get("/api/v1/cart").json["lines"] == []

    taken = chat.answer(offer["id"])
    assert taken.status_code == 200, taken.json
    assert taken.json["offer"]["state"] == "accepted"
    assert [(line["sku"], line["quantity"], line["source"]) for line in taken.json["cart"]["lines"]] == [
        ("A-1", 5, "desk"),
        ("B-1", 2, "desk"),
    ]
    told = chat.seen()[-1]
    assert told["author"] == "system"
    assert told["cards"] == [{"type": "offer_answer", "offer_id": offer["id"], "state": "accepted"}]
    assert [entry.actor_name for entry in chat.audited("desk.offer_accepted")] == ["Olena Koval"]
    assert [entry.actor_name for entry in chat.audited("desk.cart_offered")] == ["Anna"]

    again = chat.answer(offer["id"])
    assert again.status_code == 200
    assert chat.buyer.get("/api/v1/cart").json["lines"][0]["quantity"] == 5, "the same yes twice adds once"
    late = chat.answer(offer["id"], accept=False)
    assert (late.status_code, late.json["error"]) == (409, "offer_answered")


def test_a_declined_offer_changes_nothing(chat: Chat, make: Factory) -> None:
    make.product("A-1")
    offer = chat.offer(("A-1", "4"))
    assert chat.answer(offer["id"], accept=False).json == {
        "offer": {**offer["cards"][0]["offer"], "state": "declined"},
        "cart": None,
    }
    assert chat.buyer.get("/api/v1/cart").json["lines"] == []
    assert chat.answer(offer["id"]).status_code == 409


def test_an_offer_keeps_to_how_goods_are_sold(chat: Chat, make: Factory) -> None:
    make.product("P-1", min_quantity=Decimal(10), order_step=Decimal(5), names={"en": "Pack"})
    refused = chat.offer(("P-1", "12"), status=422)
    assert refused["error"] == "quantity_invalid"
    assert chat.offer(("NO-SUCH", "1"), client_id="o-2", status=404)["error"] == "product_not_found"
    assert [message["author"] for message in chat.seen()] == ["system"], "nothing of a refused offer is sent"


def test_the_buyers_own_rights_and_limits_hold(make: Factory, login: Login, database: Database) -> None:
    make.product("A-1", price="100.00")
    finance = Chat(make, login, database, Role.FINANCE)
    assert finance.offer(("A-1", "1"), status=409)["error"] == "customer_may_not"
    raised = finance.anna.post(
        f"{finance.desk}/rfq", json={"client_id": "r", "lines": [{"sku": "A-1", "quantity": "5"}]}
    )
    assert (raised.status_code, raised.json["error"]) == (409, "customer_may_not")

    limited = Chat(make, login, database, order_limit=Decimal(150))
    offer = limited.offer(("A-1", "3"))
    assert limited.answer(offer["id"]).status_code == 200
    placed = limited.buyer.post("/api/v1/cart/checkout", json={})
    assert (placed.status_code, placed.json["error"]) == (409, "order_limit_exceeded")


def test_who_lost_the_right_since_cannot_take_the_offer(chat: Chat, make: Factory, database: Database) -> None:
    make.product("A-1")
    offer = chat.offer(("A-1", "1"))
    with database.transaction(Actor.system("test")) as session:
        session.execute(update(Membership).where(Membership.user_id == chat.user.id).values(roles=["finance"]))
    assert chat.answer(offer["id"]).status_code == 403
    assert chat.seen()[-1]["cards"][0]["offer"]["state"] == "open"


def test_nobody_else_answers_an_offer(chat: Chat, make: Factory, login: Login) -> None:
    make.product("A-1")
    offer = chat.offer(("A-1", "1"))
    path = f"/api/v1/conversations/{chat.id}/cart-offers/{offer['id']}"
    for person in (make.buyer(chat.company), make.buyer(), make.staff(Role.MANAGER)):
        assert login(person.email).post(path, json={"accept": True}).status_code in (403, 404)
    unknown = chat.answer("00000000-0000-0000-0000-000000000000")
    assert (unknown.status_code, unknown.json["error"]) == (404, "offer_not_found")


def test_a_request_is_raised_in_the_buyers_name_and_audited_for_both(chat: Chat, make: Factory) -> None:
    make.product("A-1")
    body = {
        "client_id": "r-1",
        "lines": [{"sku": "A-1", "quantity": "500"}, {"description": "special drum", "quantity": "2", "unit": "pcs"}],
        "note": "asked in the chat",
    }
    made = [chat.anna.post(f"{chat.desk}/rfq", json=body) for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201], made[0].json
    number = made[0].json["rfq"]["number"]
    assert made[1].json["rfq"]["number"] == number, "the same client id raises it once"
    listed = chat.buyer.get("/api/v1/rfqs").json["items"]
    assert [(one["number"], one["created_by"]) for one in listed] == [(number, "Olena Koval")]
    assert chat.seen()[-1]["cards"][0]["rfq"]["number"] == number
    with chat.database.transaction(Actor.system("test")) as session:
        kept = session.scalars(select(Rfq)).one()
        assert (str(kept.conversation_id), kept.source) == (chat.id, "desk")
    assert [entry.actor_name for entry in chat.audited("rfq.raised")] == ["Olena Koval"]
    behalf = chat.audited("rfq.raised_on_behalf")
    assert [(entry.actor_name, entry.data["customer"]) for entry in behalf] == [("Anna", str(chat.user.id))]


def test_only_the_one_who_has_the_conversation_acts(chat: Chat, make: Factory, login: Login) -> None:
    make.product("A-1")
    boris = login(make.staff(name="Boris").email)
    for path, body in {
        "cards": {"client_id": "1", "type": "product", "ref": "A-1"},
        "cart-offers": {"client_id": "1", "lines": [{"sku": "A-1", "quantity": "1"}]},
        "rfq": {"client_id": "1", "lines": [{"sku": "A-1", "quantity": "1"}]},
    }.items():
        assert boris.post(f"{chat.desk}/{path}", json=body).json["error"] == "not_assigned"
        assert chat.buyer.post(f"{chat.desk}/{path}", json=body).status_code == 403
    chat.anna.post(f"{chat.desk}/close", json={})
    closed = chat.anna.post(f"{chat.desk}/cards", json={"client_id": "2", "type": "product", "ref": "A-1"})
    assert (closed.status_code, closed.json["error"]) == (409, "conversation_closed")


def test_a_visitor_gets_products_and_nothing_of_a_customer(client: FlaskClient, make: Factory, login: Login) -> None:
    make.product("A-1")
    guest = client.post("/api/v1/conversations").json["id"]
    anna = login(make.staff(name="Anna").email)
    desk = f"/api/v1/operator/conversations/{guest}"
    anna.post(f"{desk}/take", json={})
    assert anna.post(f"{desk}/cards", json={"client_id": "1", "type": "product", "ref": "A-1"}).status_code == 202
    for path, body in {
        "cards": {"client_id": "2", "type": "order", "ref": "SO-1"},
        "cart-offers": {"client_id": "3", "lines": [{"sku": "A-1", "quantity": "1"}]},
        "rfq": {"client_id": "4", "lines": [{"sku": "A-1", "quantity": "1"}]},
        "lines": {"text": "5 A-1"},
    }.items():
        refused = anna.post(f"{desk}/{path}", json=body)
        assert (refused.status_code, refused.json["error"]) == (409, "customer_unknown"), path
    assert anna.get(f"{desk}/invoices").json == {"items": []}


def test_goods_are_found_and_read_for_the_customer(chat: Chat, make: Factory) -> None:
    make.product("CAB-25", price="3.00", names={"en": "Cable NYM 3x2.5", "pl": "Kabel NYM 3x2.5"})
    found = chat.anna.get(f"{chat.desk}/products?q=CAB-25").json["items"]
    assert [(one["sku"], one["price"]["amount"]) for one in found] == [("CAB-25", "3.00")]
    read = chat.anna.post(f"{chat.desk}/lines", json={"text": "20 x CAB-25"})
    assert read.status_code == 200, read.json
    assert [(line["status"], line["product"]["sku"], line["quantity"]) for line in read.json["lines"]] == [
        ("sure", "CAB-25", 20)
    ]
    assert chat.buyer.get("/api/v1/cart").json["lines"] == [], "reading changes nothing"


def test_invoices_are_for_those_of_the_desk_who_see_the_books(chat: Chat, make: Factory, login: Login) -> None:
    assert chat.anna.get(f"{chat.desk}/invoices").status_code == 200
    unknown = chat.anna.post(f"{chat.desk}/cards", json={"client_id": "1", "type": "invoice", "ref": "INV-1"})
    assert (unknown.status_code, unknown.json["error"]) == (404, "invoice_not_found")
    clerk = Chat.__new__(Chat)
    clerk.__dict__.update(chat.__dict__)
    clerk.operator = make.staff(Role.OPERATOR)
    assert chat.anna.post(f"{chat.desk}/return", json={}).status_code == 200
    clerk.anna = login(clerk.operator.email)
    assert clerk.anna.post(f"{clerk.desk}/take", json={}).status_code == 200
    refused = clerk.anna.post(f"{clerk.desk}/cards", json={"client_id": "2", "type": "invoice", "ref": "INV-1"})
    assert refused.status_code == 403


def test_colleagues_are_those_of_the_desk(chat: Chat, make: Factory) -> None:
    make.staff(Role.SUPPLIER_FINANCE, name="Books"), make.staff(name="Boris"), make.staff(name="Gone", active=False)
    names = [one["name"] for one in chat.anna.get("/api/v1/operator/colleagues").json["items"]]
    assert names == ["Anna", "Boris"]
    assert chat.buyer.get("/api/v1/operator/colleagues").status_code == 403
