from __future__ import annotations

from typing import Any

import pytest

from portal.accounts.service.inviting import invite
from portal.accounts.service.passwords import set_password_by_link
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.shared.database import Database
from portal.shared.errors import Conflict, Forbidden, Invalid
from tests.factories import Factory


def test_an_invited_buyer_chooses_a_password_and_logs_in(
    make: Factory, database: Database, system: Actor, client
) -> None:
    company = make.company("Elektro Nord")
    with database.transaction(system) as session:
        secret = invite(
            session,
            system,
            email="New@Nord.example",
            name="Nina New",
            company_id=company.id,
            roles=frozenset({Role.BUYER, Role.FINANCE}),
        )
    with database.session(Actor.anonymous()) as session, session.begin():
        set_password_by_link(session, secret, "quite a passphrase")
    answer = client.post("/api/v1/tokens", json={"email": "new@nord.example", "password": "quite a passphrase"})
    headers = {"Authorization": f"Bearer {answer.json['access_token']}"}
    me = client.get("/api/v1/me", headers=headers).json
    assert me["company"]["name"] == "Elektro Nord"
    assert me["roles"] == ["buyer", "finance"]


def test_roles_of_the_other_side_and_strangers_are_refused(make: Factory, database: Database, system: Actor) -> None:
    company = make.company()
    buyer = make.buyer(company)
    given: dict[str, Any] = {"name": "", "company_id": company.id}
    with database.transaction(system) as session:
        with pytest.raises(Invalid):
            invite(session, system, email="a@b.example", roles=frozenset({Role.ADMINISTRATOR}), **given)
        with pytest.raises(Invalid):
            invite(session, system, email="nobody", roles=frozenset({Role.BUYER}), **given)
        with pytest.raises(Conflict):
            invite(session, system, email=buyer.email, name="", company_id=None, roles=frozenset({Role.OPERATOR}))
    actor = make.actor(buyer)
    with database.transaction(actor) as session, pytest.raises(Forbidden):
        invite(session, actor, email="c@d.example", roles=frozenset({Role.BUYER}), **given)
