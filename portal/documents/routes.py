"""Invoices over JSON."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.documents import service
from portal.documents.schemas import InvoiceList, InvoiceQuery
from portal.security import web

api = APIBlueprint("documents_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Invoices")])


@api.get("/invoices", responses={200: InvoiceList})
def list_invoices(query: InvoiceQuery) -> Response:
    """The company's invoices, newest first, and what it owes."""
    return web.reply(service.invoices(web.session(), web.actor(), query))
