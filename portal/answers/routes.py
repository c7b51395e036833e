"""Standing answers over JSON."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.answers import service
from portal.answers.schemas import AnswerOut, AnswerPath
from portal.security import web

api = APIBlueprint("answers_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Answers")])


@api.get("/answers/<topic>", responses={200: AnswerOut})
@web.public
def get_answer(path: AnswerPath) -> Response:
    """What the supplier says about delivery, payment or warranty."""
    return web.reply(service.answer(web.session(), web.actor(), path.topic))
