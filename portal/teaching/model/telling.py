"""Telling every Rasa server to read the served model again; turns go on meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import httpx

PATH = "/webhooks/portal/model"
LOADING_SECONDS = 180.0


class Told(Enum):
    """How a server took it: it has the model, it is not running (and reads it when it starts), or it could not."""

    LOADED = "loaded"
    NOT_RUNNING = "not running"
    REFUSED = "refused"


def tell(bases: Sequence[str], token: str, digest: str) -> dict[str, tuple[Told, str]]:
    """Have each server load the model whose file has this SHA-256; the answer by address, with the reason."""
    found: dict[str, tuple[Told, str]] = {}
    timeout = httpx.Timeout(LOADING_SECONDS, connect=2.0)
    with httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=timeout, trust_env=False) as client:
        for base in bases:
            try:
                response = client.post(base.rstrip("/") + PATH, json={"sha256": digest})
            except (httpx.ConnectError, httpx.ConnectTimeout):
                found[base] = (Told.NOT_RUNNING, "")
            except httpx.HTTPError as error:
                found[base] = (Told.REFUSED, error.__class__.__name__)
            else:
                loaded = response.status_code == httpx.codes.OK
                found[base] = (Told.LOADED, "") if loaded else (Told.REFUSED, response.text[:300])
    return found
