"""The blueprint of the operators' API."""

from __future__ import annotations

from uuid import UUID

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.console.service import desk as listing
from portal.security import web

api = APIBlueprint("operator_api", __name__, url_prefix="/api/v1/operator", abp_tags=[Tag(name="Operators")])
ONE = "/conversations/<uuid:conversation_id>"


def row(conversation_id: UUID) -> Response:
    """The conversation as it is now in the desk's list."""
    return web.reply(listing.row(web.session(), web.actor(), conversation_id))
