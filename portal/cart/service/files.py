"""Order lines out of an uploaded file."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from nlu.reading.lines import ParsedLine
from portal.cart.errors import NoFileLines, QuantitiesEmpty, TooManyLines
from portal.cart.sheets import QuantitiesMissing, order_lines
from portal.files.service import using
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.texts import text

MAX_LINES = 200


def file_lines(session: Session, actor: Actor, file_id: UUID, locale: str | None = None) -> list[ParsedLine]:
    """The lines that a stored file asks for.

    Raises LoginRequired, Forbidden, FileMissing, FileUnreadable, QuantitiesEmpty, NoFileLines, TooManyLines.
    """
    actor.require(Permission.CART_EDIT)
    tables = using.tables_of(session, actor, file_id)
    try:
        found = order_lines(tables, locale or actor.locale)
    except QuantitiesMissing as error:
        raise QuantitiesEmpty from error
    if not found:
        raise NoFileLines
    if len(found) > MAX_LINES:
        detail = text(
            actor.locale,
            "Lines in the list: %(lines)s. Up to %(limit)s are read at once: split it and send one part after another.",
            lines=len(found),
            limit=MAX_LINES,
        )
        raise TooManyLines(detail, extra={"lines": len(found), "limit": MAX_LINES})
    return found
