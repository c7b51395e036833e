"""What the bot is told when it has a conversation back."""

from __future__ import annotations

from decimal import Decimal

from portal.accounts.models import Company
from portal.cart.models import Cart, CartLine
from portal.conversations.service import notes
from portal.shared.clock import now
from tests.assistant_gateway.conftest import SYSTEM, Gateway
from tests.factories import Factory


def test_the_bot_learns_what_changed_while_a_person_had_it(gateway: Gateway, make: Factory) -> None:
    product = make.product(sku="DRILL-1")
    with gateway.database.transaction(gateway.buyer) as session:
        company = session.get_one(Company, gateway.buyer.company_id)
    make.order(company, [(product, "1")], placed_by=gateway.buyer.user_id)
    gateway.take()
    with gateway.database.transaction(SYSTEM) as session:
        notes.add(session, gateway.anna, gateway.conversation_id, client_id="n", content="pays late")
        session.add(
            cart := Cart(user_id=gateway.buyer.require_user(), company_id=gateway.buyer.require_company(), version=3)
        )
        session.flush()
        session.add(CartLine(cart_id=cart.id, company_id=cart.company_id, product_id=product.id, quantity=Decimal(5)))
    order = make.order(company, [(product, "2")], placed_by=gateway.buyer.user_id, placed_at=now())
    gateway.give_back("drill added")
    gateway.say("thanks")
    gateway.drain()
    told = gateway.rasa.asked[0]["metadata"]["returned"]
    assert told["cart"] == {"version": 3, "lines": [{"sku": "DRILL-1", "quantity": "5"}]}
    assert (told["orders"], told["rfqs"]) == ([order.number], [])
    assert told["since"] < told["at"]
    assert "pays late" not in str(gateway.rasa.asked)
