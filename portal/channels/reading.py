"""Reading providers' JSON, of which nothing is certain but that it is JSON."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from portal.channels.ports import WrongSignature
from portal.security.tokens import same_secret

_NOTHING: Mapping[str, Any] = {}


def parsed(body: bytes) -> dict[str, Any]:
    """The JSON object of a webhook's body. Raises WrongSignature when it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WrongSignature from error
    if not isinstance(found, dict):
        raise WrongSignature
    return found


def member(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under `name`, an empty one when there is none."""
    found = holder.get(name)
    return found if isinstance(found, dict) else _NOTHING


def members(holder: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of the list under `name`."""
    found = holder.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def text_of(holder: Mapping[str, Any], name: str) -> str:
    """The text under `name`, empty when there is none."""
    found = holder.get(name)
    return found if isinstance(found, str) else ""


def integer(holder: Mapping[str, Any], name: str) -> int | None:
    """The whole number under `name`, also one written as text; None when there is none that a bigint holds."""
    found = holder.get(name)
    if isinstance(found, str) and found.lstrip("-").isdecimal() and len(found) < 19:
        found = int(found)
    if isinstance(found, bool) or not isinstance(found, int):
        return None
    return found if abs(found) < 2**63 else None


def check_hmac(secret: str, body: bytes, given: str) -> None:
    """Raise WrongSignature unless `given` is the hexadecimal HMAC-SHA256 of `body` under `secret`."""
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    if not secret or not same_secret(given, expected):
        raise WrongSignature
