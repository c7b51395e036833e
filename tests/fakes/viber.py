"""Viber's REST Bot API as published: https://developers.viber.com/docs/api/rest-bot-api/ (send_message, set_webhook,
keyboards: https://developers.viber.com/docs/tools/keyboards/, error codes in the same place).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from tests.fakes.providers import Provider, Reply, Request

TOKEN = "445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Sender(Strict):
    name: Annotated[str, StringConstraints(min_length=1, max_length=28)]


class Button(Strict):
    ActionType: Literal["reply"]
    ActionBody: Annotated[str, StringConstraints(min_length=1)]
    Text: Annotated[str, StringConstraints(min_length=1, max_length=250)]
    Columns: int = Field(ge=1, le=6)
    Rows: int = Field(ge=1, le=2)


class Keyboard(Strict):
    Type: Literal["keyboard"]
    DefaultHeight: bool
    Buttons: list[Button] = Field(min_length=1, max_length=24)


class SendMessage(Strict):
    """Text of up to 7,000 characters; the whole request may have 30 KB."""

    receiver: str
    min_api_version: int = Field(ge=1, le=10)
    sender: Sender
    type: Literal["text"]
    text: Annotated[str, StringConstraints(min_length=1, max_length=7000)]
    keyboard: Keyboard | None = None


class Viber(Provider):
    """One bot. Every answer is 200; `status` says what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}

    def respond(self, request: Request) -> Reply:
        if request.method == "GET":
            assert "x-viber-auth-token" not in request.headers
            return Reply(200, self.files[request.path.rpartition("/")[2]], {"Content-Type": "text/csv"})
        assert request.headers["x-viber-auth-token"] == TOKEN
        if request.path == "/set_webhook":
            assert set(request.json()) <= {"url", "event_types", "send_name", "send_photo"}
            return Reply(200, {"status": 0, "status_message": "ok"})
        assert request.path == "/send_message"
        assert len(request.body) <= 30 * 1024
        self.sent.append(SendMessage.model_validate(request.json()).model_dump(exclude_none=True))
        return Reply(200, {"status": 0, "status_message": "ok", "message_token": 5741311803571721000 + len(self.sent)})


def error(status: int, words: str) -> Reply:
    return Reply(200, {"status": status, "status_message": words})
