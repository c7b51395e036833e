"""Files that come with the forms of pages."""

from __future__ import annotations

from flask import Blueprint, request
from sqlalchemy.orm import Session

from portal.files.models import StoredFile
from portal.files.schemas import MAX_FILES
from portal.files.service import storing, using
from portal.security.actor import Actor
from portal.shared.errors import PortalError
from portal.shared.ids import parse_uuid
from portal.shared.texts import text

pages = Blueprint("files", __name__)
# As many files as a form takes, and its fields.
MAX_REQUEST = MAX_FILES * storing.MAX_BYTES + 2 * 1024 * 1024


def take_files(session: Session, actor: Actor, errors: dict[str, str], field: str = "files") -> list[StoredFile]:
    """The files that the form kept from an earlier try (`file_id`), and those chosen now.

    What is wrong with one goes into `errors[field]`; who may not send any is refused.
    """
    kept = [one for each in request.form.getlist("file_id") if (one := parse_uuid(each)) is not None]
    found = [using.readable(session, actor, each) for each in kept[:MAX_FILES]]
    for given in request.files.getlist(field):
        if not given.filename:
            continue
        if len(found) == MAX_FILES:
            errors[field] = text(actor.locale, "Up to five files can be sent at once.")
            break
        try:
            content = given.read(storing.MAX_BYTES + 1)
            found.append(storing.store(session, actor, name=given.filename, content=content))
        except PortalError as error:
            if error.status in {401, 403, 429}:
                raise
            errors[field] = f"{given.filename[:80]}: {text(actor.locale, error.detail)}"
    return found
