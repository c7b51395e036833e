"""The cart over JSON."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.cart.present import present_cart
from portal.cart.present_vocabulary import present_entries, present_entry
from portal.cart.schemas import (
    AddLine,
    CartOut,
    ChangeLine,
    Changes,
    EntryList,
    EntryOut,
    EntryPath,
    LinePath,
    NewEntry,
    TextLines,
    TextRequest,
    UndoIn,
)
from portal.cart.service import lines, undoing, vocabulary
from portal.cart.service.files import file_lines
from portal.cart.service.text import read_text
from portal.catalogue.wiring import search_engine
from portal.security import web
from portal.security.actor import Actor, Via

api = APIBlueprint("cart_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Cart")])


def source_of(actor: Actor) -> str:
    """Who puts a line into the cart, as it is kept with the line."""
    return {Via.WEB: "page", Via.ASSISTANT: "chat"}.get(actor.via, actor.via.value)


@api.get("/cart", responses={200: CartOut})
def get_cart() -> Response:
    """The person's open cart."""
    return web.reply(present_cart(web.session(), web.actor()))


@api.post("/cart/lines", responses={201: CartOut})
@web.idempotent
def add_line(body: AddLine) -> Response:
    """Add a product; a line that is there already grows."""
    session, actor = web.session(), web.actor()
    cart = lines.add_line(
        session,
        actor,
        body.sku,
        body.quantity,
        source=source_of(actor),
        expected_version=body.expected_version,
    )
    return web.reply(present_cart(session, actor, cart), 201)


@api.patch("/cart/lines/<line_id>", responses={200: CartOut})
@web.idempotent
def change_line(path: LinePath, body: ChangeLine) -> Response:
    """Set a line's quantity."""
    session, actor = web.session(), web.actor()
    cart = lines.set_quantity(session, actor, path.line_id, body.quantity, expected_version=body.expected_version)
    return web.reply(present_cart(session, actor, cart))


@api.delete("/cart/lines/<line_id>", responses={200: CartOut})
@web.idempotent
def remove_line(path: LinePath) -> Response:
    """Take a line out."""
    session, actor = web.session(), web.actor()
    return web.reply(present_cart(session, actor, lines.remove_line(session, actor, path.line_id)))


@api.delete("/cart", responses={200: CartOut})
@web.idempotent
def clear_cart() -> Response:
    """Take everything out; `POST /cart/undo` puts it back."""
    session, actor = web.session(), web.actor()
    return web.reply(present_cart(session, actor, lines.clear(session, actor)))


@api.post("/cart/changes", responses={200: CartOut})
@web.idempotent
def change_cart(body: Changes) -> Response:
    """Several changes at once: all or none, and one `POST /cart/undo` takes them back."""
    session, actor = web.session(), web.actor()
    cart = lines.change_together(
        session,
        actor,
        [lines.NewQuantity(each.line_id, each.quantity) for each in body.lines],
        [(each.sku, each.quantity) for each in body.add],
        source=source_of(actor),
        expected_version=body.expected_version,
    )
    return web.reply(present_cart(session, actor, cart))


@api.post("/cart/undo", responses={200: CartOut})
@web.idempotent
def undo(body: UndoIn) -> Response:
    """Take the last change back; again, the one before it. The last five can be taken back."""
    session, actor = web.session(), web.actor()
    return web.reply(present_cart(session, actor, undoing.undo(session, actor, body.version)))


@api.post("/cart/restore", responses={200: CartOut})
@web.idempotent
def restore_cart() -> Response:
    """Another name of `POST /cart/undo` without a version."""
    session, actor = web.session(), web.actor()
    return web.reply(present_cart(session, actor, undoing.undo(session, actor)))


@api.post("/cart/text", responses={200: TextLines})
@web.idempotent
def cart_text(body: TextRequest) -> Response:
    """Read order lines out of free text or an uploaded file; with `apply` the sure ones are added."""
    session, actor = web.session(), web.actor()
    found = read_text(
        session,
        actor,
        search_engine(),
        web.port("purchases"),
        file_lines(session, actor, body.file_id, body.locale) if body.file_id else body.text,
        locale=body.locale,
        choices=body.choices,
        apply=body.apply,
        source=source_of(actor),
    )
    return web.reply(found)


@api.get("/cart/vocabulary", responses={200: EntryList})
def list_entries() -> Response:
    """The company's own names for products, by alphabet."""
    return web.reply(EntryList(items=present_entries(web.session(), web.actor())))


@api.post("/cart/vocabulary", responses={201: EntryOut})
@web.idempotent
def learn(body: NewEntry) -> Response:
    """Keep what the company means by a phrase; a later choice replaces an earlier one."""
    session, actor = web.session(), web.actor()
    entry = vocabulary.learn(session, actor, body.phrase, body.sku)
    return web.reply(present_entry(session, actor, entry), 201)


@api.delete("/cart/vocabulary/<entry_id>")
@web.idempotent
def forget(path: EntryPath) -> Response:
    """Take a name back."""
    vocabulary.forget(web.session(), web.actor(), path.entry_id)
    return Response(status=204)
