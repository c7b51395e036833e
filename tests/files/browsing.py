"""A browser without script for page tests: logged in, its forms carry the token."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import Factory


class Browser:
    """Fills in and posts forms as a person would."""

    def __init__(self, app: Flask, email: str) -> None:
        self.client: FlaskClient = app.test_client()
        self.post("/login", page="/login", email=email, password=Factory.PASSWORD)

    def get(self, path: str) -> str:
        """A page's text."""
        return self.client.get(path).text

    def post(self, path: str, *, page: str = "/cart", **fields: Any) -> TestResponse:
        """Send a form with the token of `page`."""
        token = re.search(r'name="csrf[-_]token" (?:content|value)="([^"]+)"', self.get(page))
        assert token, "the page has no CSRF token"
        sent = fields | {"csrf_token": token.group(1)}
        return self.client.post(path, data=sent, content_type="multipart/form-data")
