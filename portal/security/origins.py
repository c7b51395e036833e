"""Cookies are for the portal's own pages: a call that another website's page makes to the API arrives without them.

What such a page may do it does with a token of its own. Whatever the browser's rules for cookies are, a page of a
neighbouring subdomain can so never act in a logged-in person's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
MARK = "prilavok.foreign_origin"


def origin_of(address: str) -> str:
    """Scheme, host and port of an address as browsers write an origin; empty when it has none."""
    parts = urlsplit(address.strip())
    try:
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, usual) else "")


class ForeignCalls:
    """Takes the cookies out of calls of foreign pages to the API, and marks them with their origin."""

    def __init__(self, app: Wsgi, own: str) -> None:
        self._app = app
        self._own = origin_of(own)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Serve one request."""
        given = environ.get("HTTP_ORIGIN", "")
        if given and environ.get("PATH_INFO", "").startswith("/api/") and not self._is_own(given, environ):
            environ.pop("HTTP_COOKIE", None)
            environ[MARK] = given
        return self._app(environ, start_response)

    def _is_own(self, given: str, environ: dict[str, Any]) -> bool:
        """Behind a proxy that ends TLS the scheme may differ, so the host decides."""
        origin = origin_of(given)
        host = str(environ.get("HTTP_HOST", "")).lower()
        return bool(origin) and (origin == self._own or urlsplit(origin).netloc == host)
