"""Whoever fills the cart in these tests: a buyer of a company, over the API."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Company, User
from tests.factories import Factory


@pytest.fixture
def company(make: Factory) -> Company:
    return make.company()


@pytest.fixture
def buyer(make: Factory, company: Company) -> User:
    return make.buyer(company)


@pytest.fixture
def api(login: Callable[[str], FlaskClient], buyer: User) -> FlaskClient:
    return login(buyer.email)
