"""Telegram's Bot API as published: https://core.telegram.org/bots/api (sendMessage, sendDocument, sendPhoto, getFile,
setWebhook, InlineKeyboardMarkup, "Making requests"); limits from the same page and https://core.telegram.org/bots/faq.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from tests.fakes.providers import Provider, Reply, Request

TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


class Strict(BaseModel):
    """No field that the documentation does not know."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Button(Strict):
    """InlineKeyboardButton: exactly one of the optional fields; callback_data is 1-64 bytes."""

    text: Annotated[str, StringConstraints(min_length=1)]
    callback_data: str

    @field_validator("callback_data")
    @classmethod
    def _bytes(cls, given: str) -> str:
        assert 1 <= len(given.encode()) <= 64
        return given


class Keyboard(Strict):
    """InlineKeyboardMarkup; a message takes up to 100 buttons."""

    inline_keyboard: list[Annotated[list[Button], Field(min_length=1, max_length=8)]] = Field(max_length=100)


class LinkPreview(Strict):
    """LinkPreviewOptions."""

    is_disabled: bool


class SendMessage(Strict):
    """sendMessage: text of 1-4096 characters after entities parsing, counted in UTF-16 units."""

    chat_id: int
    text: str
    link_preview_options: LinkPreview | None = None
    reply_markup: Keyboard | None = None

    @field_validator("text")
    @classmethod
    def _length(cls, given: str) -> str:
        assert 1 <= len(given.encode("utf-16-le")) // 2 <= 4096
        assert given.strip()
        return given


class GetFile(Strict):
    """getFile."""

    file_id: str


class SetWebhook(Strict):
    """setWebhook: HTTPS, secret_token of 1-256 characters A-Z a-z 0-9 _ -."""

    url: str
    secret_token: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,256}$")]
    allowed_updates: list[Literal["message", "edited_message", "callback_query", "my_chat_member"]]
    max_connections: int = Field(ge=1, le=100)


class Telegram(Provider):
    """One bot. `sent` are the messages that arrived in chats; `files` what users sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}

    def respond(self, request: Request) -> Reply:
        if request.method == "GET":
            name = request.path.removeprefix(f"/file/bot{TOKEN}/files/")
            return Reply(200, self.files[name], {"Content-Type": "application/octet-stream"})
        found = re.fullmatch(rf"/bot{re.escape(TOKEN)}/(\w+)", request.path)
        if not found:
            return Reply(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        methods = {
            "sendMessage": self._send_message,
            "sendDocument": self._send_document,
            "sendPhoto": self._send_photo,
            "getFile": self._get_file,
            "setWebhook": self._set_webhook,
        }
        return methods[found.group(1)](request)

    def _send_message(self, request: Request) -> Reply:
        body = SendMessage.model_validate(request.json())
        return self._keep(body.model_dump(exclude_none=True))

    def _send_document(self, request: Request, field: str = "document") -> Reply:
        assert set(request.form) <= {"chat_id", field, "reply_markup"}
        name, kind, content = request.form[field]
        assert len(content) <= 50 * 1024 * 1024
        if "reply_markup" in request.form:
            Keyboard.model_validate(json.loads(request.form["reply_markup"]))
        return self._keep({"chat_id": int(request.form["chat_id"]), field: name, "type": kind, "content": content})

    def _send_photo(self, request: Request) -> Reply:
        assert len(request.form["photo"][2]) <= 10 * 1024 * 1024
        return self._send_document(request, "photo")

    def _get_file(self, request: Request) -> Reply:
        wanted = GetFile.model_validate(request.json()).file_id
        if wanted not in self.files:
            return _error(400, "Bad Request: invalid file_id")
        return Reply(200, {"ok": True, "result": {"file_id": wanted, "file_path": f"files/{wanted}"}})

    def _set_webhook(self, request: Request) -> Reply:
        SetWebhook.model_validate(request.json())
        return Reply(200, {"ok": True, "result": True, "description": "Webhook was set"})

    def _keep(self, message: dict[str, Any]) -> Reply:
        self.sent.append(message)
        number = len(self.sent) + 1000
        chat = {"id": message["chat_id"], "type": "private"}
        return Reply(200, {"ok": True, "result": {"message_id": number, "chat": chat, "date": 1}})

    def texts(self, chat: int | None = None) -> list[str]:
        return [one["text"] for one in self.sent if "text" in one and chat in (None, one["chat_id"])]


def _error(code: int, description: str, **more: Any) -> Reply:
    return Reply(code, {"ok": False, "error_code": code, "description": description, **more})


def too_many(seconds: int) -> Reply:
    """ResponseParameters.retry_after."""
    text = f"Too Many Requests: retry after {seconds}"
    return _error(429, text, parameters={"retry_after": seconds})


def blocked() -> Reply:
    """What Telegram says of somebody who stopped the bot."""
    return _error(403, "Forbidden: bot was blocked by the user")
