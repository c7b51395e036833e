"""The operators' page."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from portal.security.permissions import Role
from tests.factories import Factory

Login = Callable[[str], FlaskClient]


def test_the_desk_is_for_those_who_chat(login: Login, make: Factory) -> None:
    assert login(make.buyer().email).get("/console").status_code == 403
    assert login(make.staff(Role.SUPPLIER_FINANCE).email).get("/console").status_code == 403


def test_an_operator_gets_the_desk(login: Login, make: Factory) -> None:
    page = login(make.staff(name="Anna").email).get("/console")
    assert page.status_code == 200
    assert 'id="desk"' in page.get_data(as_text=True)


def test_a_stranger_is_sent_to_the_login(app: Flask) -> None:
    assert app.test_client().get("/console").location.startswith("/login")
