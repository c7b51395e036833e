"""Uploading files, and getting them back."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.files.schemas import FileOut, FilePath, UploadForm
from portal.files.service import storing, using
from portal.security import web

api = APIBlueprint("files_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Files")])
# A little above the limit, so that what is somewhat too large is refused in words and not by a cut connection.
MAX_REQUEST = 16 * 1024 * 1024
# Whatever is in the file, nothing of it runs under our address.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@api.post("/files", responses={201: FileOut})
@web.public
@web.takes_up_to(MAX_REQUEST)
@web.idempotent
def upload(form: UploadForm) -> Response:
    """Upload one file. It is deleted after a day unless it is sent in a message or a request."""
    stored = storing.store(
        web.session(),
        web.actor(),
        name=form.file.filename or "",
        content=form.file.read(storing.MAX_BYTES + 1),
        address=web.remote_address(),
    )
    return web.reply(FileOut.of(stored), 201)


@api.get("/files/<uuid:file_id>")
@web.public
def download(path: FilePath) -> Response:
    """The bytes as they were uploaded, always as a download."""
    stored = using.readable(web.session(), web.actor(), path.file_id, content=True)
    plain = stored.name.encode("ascii", "ignore").decode().replace('"', "").replace("\\", "") or "file"
    answer = Response(stored.content, mimetype=None, content_type=stored.content_type)
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(stored.name, safe='')}"
    )
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer
