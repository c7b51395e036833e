"""The API's own description: OpenAPI 3.1 for programs, and a page to browse it."""

from __future__ import annotations

from flask import Response, current_app, render_template
from flask_openapi3 import OpenAPI

from portal.security import web


def init_app(app: OpenAPI) -> None:
    """Install the routes."""
    app.add_url_rule("/api/v1/openapi.json", "openapi_json", openapi_json)
    app.add_url_rule("/api/v1/docs", "openapi_docs", openapi_docs)


@web.public
def openapi_json() -> Response:
    """The description of every call, generated from the schemas that check the calls."""
    document = dict(current_app.api_doc)  # type: ignore[attr-defined]
    document["security"] = [{"bearer": []}]
    return web.reply(document)


@web.public
def openapi_docs() -> str:
    """Browse and try the API."""
    return render_template("docs/api.html", spec_url="/api/v1/openapi.json")
