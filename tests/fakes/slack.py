"""Slack's Web API as published: https://docs.slack.dev/reference/methods/chat.postMessage,
…/methods/files.getUploadURLExternal, …/methods/files.completeUploadExternal, …/reference/block-kit/blocks,
rate limits: https://docs.slack.dev/apis/web-api/rate-limits.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from tests.fakes.providers import Provider, Reply, Request

TOKEN = "xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcBrzbqgy"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Words(Strict):
    type: Literal["plain_text"]
    text: Annotated[str, StringConstraints(min_length=1, max_length=3000)]


class Title(Strict):
    type: Literal["plain_text"]
    text: Annotated[str, StringConstraints(min_length=1, max_length=75)]


class Section(Strict):
    type: Literal["section"]
    text: Words


class Button(Strict):
    type: Literal["button"]
    text: Title
    value: Annotated[str, StringConstraints(max_length=2000)]
    action_id: Annotated[str, StringConstraints(max_length=255)]


class Actions(Strict):
    type: Literal["actions"]
    elements: list[Button] = Field(min_length=1, max_length=25)


class PostMessage(Strict):
    channel: str
    text: Annotated[str, StringConstraints(max_length=40_000)]
    blocks: list[Annotated[Section | Actions, Field(discriminator="type")]] = Field(max_length=50)
    unfurl_links: bool
    unfurl_media: bool


class Slack(Provider):
    """One workspace. `sent` are messages, `uploads` files that were uploaded, `files` those of users."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict[str, Any]] = []
        self.uploads: list[bytes] = []
        self.shared: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}

    def respond(self, request: Request) -> Reply:
        name = request.path.partition("?")[0].rpartition("/")[2]
        if request.path.startswith("/upload/"):
            self.uploads.append(request.body)
            return Reply(200, b"OK", {"Content-Type": "text/plain"})
        assert request.headers["authorization"] == f"Bearer {TOKEN}"
        if request.path.startswith("/files-pri/"):
            return Reply(200, self.files[name], {"Content-Type": "text/csv"})
        fields = self._fields(request)
        if name == "chat.postMessage":
            self.sent.append(TypeAdapter(PostMessage).validate_python(fields).model_dump())
            return Reply(200, {"ok": True, "channel": fields["channel"], "ts": f"1503435956.00000{len(self.sent)}"})
        if name == "files.getUploadURLExternal":
            assert int(fields["length"]) > 0
            return Reply(200, {"ok": True, "upload_url": f"{self.url}/upload/1", "file_id": "F1"})
        if name == "files.completeUploadExternal":
            self.shared.append(fields)
            return Reply(200, {"ok": True, "files": [{"id": "F1"}]})
        assert name == "auth.test", name
        return Reply(200, {"ok": True})

    def _fields(self, request: Request) -> dict[str, Any]:
        if request.headers.get("content-type", "").startswith("application/json"):
            return dict(request.json())
        found: dict[str, Any] = dict(parse_qsl(request.body.decode()))
        return {name: json.loads(value) if value[:1] in "[{" else value for name, value in found.items()}


def error(code: str, *, status: int = 200, **headers: str) -> Reply:
    return Reply(status, {"ok": False, "error": code}, headers)
