"""Log-in by a website's token: what opens, what does not, and which rights it gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import jwt
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.models import AccessToken
from portal.audit.models import AuditEntry
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.shared.clock import now
from portal.shared.database import Database
from portal.shared.settings import Settings
from portal.widget.service import sites
from tests.factories import Factory
from tests.widget.conftest import Shop


def log_in(page: FlaskClient, shop: Shop, token: str) -> tuple[int, str]:
    answer = page.post("/api/v1/widget/identity", json={"site": shop.key, "token": token})
    body = answer.get_json()
    return answer.status_code, str(body.get("access_token") or body.get("reason") or body.get("error"))


def test_a_token_opens_the_buyers_own_rights_and_no_more(
    shop: Shop, page: FlaskClient, make: Factory, login: Callable[[str], FlaskClient]
) -> None:
    buyer = make.buyer(None, Role.FINANCE)
    status, access = log_in(page, shop, shop.token(buyer.email.upper()))
    assert status == 200
    program = page.application.test_client()
    program.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {access}"
    mine, usual = program.get("/api/v1/me").get_json(), login(buyer.email).get("/api/v1/me").get_json()
    assert mine == usual
    assert program.post("/api/v1/cart/lines", json={"sku": "x", "quantity": "1"}).status_code == 403
    stored = make.session.scalars(select(AccessToken).where(AccessToken.via == "widget")).one()
    assert stored.refresh_expires_at <= now(), "it cannot be refreshed"
    assert stored.expires_at <= now() + timedelta(minutes=31)
    entry = make.session.scalars(select(AuditEntry).where(AuditEntry.via == "widget")).one()
    assert (entry.action, entry.actor_id, entry.data["site"]) == ("login.succeeded", buyer.id, shop.key)


def test_a_token_works_once(shop: Shop, page: FlaskClient, make: Factory) -> None:
    token = shop.token(make.buyer().email)
    assert log_in(page, shop, token)[0] == 200
    assert log_in(page, shop, token) == (401, "used")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"exp": now() - timedelta(minutes=1)}, "expired"),
        ({"exp": now() + timedelta(days=1)}, "lifetime"),
        ({"exp": None}, "claims"),
        ({"aud": "somebody-else"}, "audience"),
        ({"aud": None}, "claims"),
        ({"jti": None}, "claims"),
        ({"jti": "short"}, "claims"),
        ({"email": None}, "claims"),
        ({"email": 5}, "claims"),
        ({"email": "nobody@customer.example"}, "person"),
        ({"nbf": now() + timedelta(hours=3)}, "malformed"),
        ({"secret": "x" * 64}, "signature"),
        ({"algorithm": "HS512"}, "signature"),
    ],
)
def test_what_does_not_hold_opens_nothing(
    shop: Shop, page: FlaskClient, make: Factory, changes: dict[str, object], reason: str
) -> None:
    changes = dict(changes)
    email = changes.pop("email") if "email" in changes else make.buyer().email
    assert log_in(page, shop, _token(shop, email, changes)) == (401, reason)


def _token(shop: Shop, email: object, changes: dict[str, object]) -> str:
    algorithm, secret = str(changes.pop("algorithm", "HS256")), str(changes.pop("secret", shop.secret))
    claims = {
        name: value for name, value in (shop.claims("") | {"email": email} | changes).items() if value is not None
    }
    return jwt.encode(claims, secret, algorithm)


def test_an_unsigned_token_and_rubbish_open_nothing(shop: Shop, page: FlaskClient, make: Factory) -> None:
    unsigned = jwt.encode(shop.claims(make.buyer().email), "", "none")
    assert log_in(page, shop, unsigned) == (401, "signature")
    assert log_in(page, shop, "rubbish") == (401, "malformed")


def test_staff_and_people_who_are_switched_off_cannot_come_this_way(
    shop: Shop, page: FlaskClient, make: Factory
) -> None:
    assert log_in(page, shop, shop.token(make.staff(Role.ADMINISTRATOR).email)) == (401, "person")
    assert log_in(page, shop, shop.token(make.buyer(active=False).email)) == (401, "person")


def test_a_customers_own_site_speaks_for_its_people_alone(
    add_shop: Callable[..., Shop], page: FlaskClient, make: Factory
) -> None:
    own, other = make.company(), make.company()
    shop = add_shop(only_company_id=own.id)
    assert log_in(page, shop, shop.token(make.buyer(own).email))[0] == 200
    assert log_in(page, shop, shop.token(make.buyer(other).email)) == (401, "person")


def test_a_site_without_log_in_and_an_old_secret_open_nothing(
    add_shop: Callable[..., Shop],
    page: FlaskClient,
    make: Factory,
    database: Database,
    system: Actor,
    settings: Settings,
) -> None:
    visitors = add_shop(identity=False)
    assert log_in(page, visitors, visitors.token(make.buyer().email)) == (401, "off")
    shop = add_shop()
    with database.transaction(system) as session:
        sites.renew_secret(session, system, settings.secret_key.get_secret_value(), shop.key)
    assert log_in(page, shop, shop.token(make.buyer().email)) == (401, "signature")


def test_another_sites_page_cannot_use_the_token(shop: Shop, client: FlaskClient, make: Factory) -> None:
    body = {"site": shop.key, "token": shop.token(make.buyer().email)}
    answer = client.post("/api/v1/widget/identity", json=body, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 404
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_visitors_conversation_becomes_the_buyers(shop: Shop, page: FlaskClient, make: Factory) -> None:
    buyer = make.buyer()
    opened = page.post("/api/v1/conversations").get_json()
    _, access = log_in(page, shop, shop.token(buyer.email))
    headers = {"X-Conversation-Token": opened["token"], "Authorization": f"Bearer {access}"}
    adopted = page.post("/api/v1/conversations", headers=headers)
    assert adopted.get_json()["id"] == opened["id"]
    assert (
        page.get(f"/api/v1/conversations/{opened['id']}", headers={"X-Conversation-Token": opened["token"]}).status_code
        == 404
    )
