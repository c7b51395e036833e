"""The script itself, under an address that never changes."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Blueprint, Response, current_app, make_response, request

from portal.security import web

pages = Blueprint("widget", __name__)
FRESH_SECONDS = 300


def built(name: str) -> Path:
    """The built file of that name. Raises KeyError for one the build did not make."""
    folder = Path(current_app.static_folder or "") / "dist"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return folder / str(manifest[name])


@pages.get("/widget.js")
@web.public
def script() -> Response:
    """The chat for any website; the file is the one the portal's own pages load under its hashed name."""
    path = built("widget.js")
    answer = make_response(path.read_bytes())
    answer.mimetype = "text/javascript"
    answer.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.set_etag(path.stem)
    return answer.make_conditional(request)  # type: ignore[return-value]
