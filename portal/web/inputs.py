"""What no part of the product can store is refused at the door, wherever in a request it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask import Request

from portal.shared.errors import Invalid
from portal.shared.texts import N_

# Raw JSON without any of these escapes can hold neither a NUL nor half of a surrogate pair.
_SUSPICIOUS = re.compile(rb"\\u(0000|[dD][89a-fA-F])")


class UnstorableText(Invalid):
    """A NUL or a lone surrogate: PostgreSQL has no place for either."""

    code = "invalid"
    default_detail = N_("The request holds a character that cannot be stored. Remove it and try again.")


def refuse_unstorable(request: Request) -> None:
    """Look through path, query, form and JSON. Raises UnstorableText, or Invalid for JSON nested too deeply."""
    if not is_storable(request.path):
        raise UnstorableText(fields={"path": "not storable"})
    if request.mimetype == "application/x-www-form-urlencoded":
        request.get_data(cache=True)  # parsing the form would use the bytes up, over which a provider's signature is
    for source in (request.args, request.form):
        for name, value in source.items(multi=True):
            if not is_storable(name) or not is_storable(value):
                raise UnstorableText(fields={name if is_storable(name) else "body": "not storable"})
    if not request.is_json:
        return
    try:
        body = request.get_json(silent=True)
        if _SUSPICIOUS.search(request.get_data(cache=True)) and not all(map(is_storable, _texts(body))):
            raise UnstorableText(fields={"body": "not storable"})
    except RecursionError as error:
        raise Invalid(fields={"body": "nested too deeply"}) from error


def is_storable(text: str) -> bool:
    """Whether PostgreSQL can keep the text."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _texts(body: Any) -> Iterator[str]:
    """Every text of parsed JSON, names included."""
    if isinstance(body, str):
        yield body
    elif isinstance(body, list):
        for item in body:
            yield from _texts(item)
    elif isinstance(body, dict):
        for name, item in body.items():
            yield name
            yield from _texts(item)
