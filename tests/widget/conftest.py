"""Registered websites, and their pages' calls."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt
import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.security.actor import Actor
from portal.shared.clock import now
from portal.shared.database import Database
from portal.shared.settings import Settings
from portal.widget.service import sites

SHOP = "https://shop.example"


@dataclass
class Shop:
    """A registered website: its key, and tokens as its server signs them."""

    key: str
    secret: str

    def claims(self, email: str) -> dict[str, Any]:
        """Claims that hold."""
        return {"email": email, "aud": self.key, "exp": now() + timedelta(minutes=5), "jti": uuid.uuid4().hex}

    def token(self, email: str) -> str:
        """A signed token."""
        return jwt.encode(self.claims(email), self.secret, "HS256")


@pytest.fixture
def add_shop(database: Database, system: Actor, settings: Settings) -> Callable[..., Shop]:
    def add(**fields: Any) -> Shop:
        values: dict[str, Any] = {"name": "Shop", "origins": [SHOP], "identity": True} | fields
        with database.transaction(system) as session:
            site, secret = sites.add(session, system, settings.secret_key.get_secret_value(), **values)
            return Shop(site.key, secret)

    return add


@pytest.fixture
def shop(add_shop: Callable[..., Shop]) -> Shop:
    return add_shop()


@pytest.fixture
def page(app: Flask) -> FlaskClient:
    """A page of the website in a visitor's browser."""
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = SHOP
    return client
