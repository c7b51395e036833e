"""Meta's Graph API as published.

WhatsApp: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages (and …/reference/media), limits
there and in …/guides/send-messages. Messenger: https://developers.facebook.com/docs/messenger-platform/reference/send-api
and …/send-messages/quick-replies. Errors: …/whatsapp/cloud-api/support/error-codes.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from tests.fakes.providers import Provider, Reply, Request

TOKEN = "EAAG-token-of-the-app"
NUMBER = "106540352242922"
PAGE = "1067280970047460"


class Strict(BaseModel):
    """No field that the documentation does not know."""

    model_config = ConfigDict(extra="forbid")


Words20 = Annotated[str, StringConstraints(min_length=1, max_length=20)]
Words24 = Annotated[str, StringConstraints(min_length=1, max_length=24)]
Words200 = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Words256 = Annotated[str, StringConstraints(min_length=1, max_length=256)]
Words1000 = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Words1024 = Annotated[str, StringConstraints(min_length=1, max_length=1024)]
Words2000 = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Words4096 = Annotated[str, StringConstraints(min_length=1, max_length=4096)]


class Text(Strict):
    body: Words4096
    preview_url: bool


class MediaById(Strict):
    id: Words200
    caption: str = Field(default="", max_length=1024)
    filename: str = ""


class ReplyIdentity(Strict):
    id: Words256
    title: Words20


class ReplyButton(Strict):
    type: Literal["reply"]
    reply: ReplyIdentity


class Row(Strict):
    id: Words200
    title: Words24
    description: str = Field(default="", max_length=72)


class Section(Strict):
    title: str = Field(default="", max_length=24)
    rows: list[Row] = Field(min_length=1, max_length=10)


class Action(Strict):
    buttons: list[ReplyButton] | None = Field(default=None, min_length=1, max_length=3)
    button: Words20 | None = None
    sections: list[Section] | None = Field(default=None, min_length=1, max_length=10)


class Body(Strict):
    text: Words1024


class Interactive(Strict):
    type: Literal["button", "list"]
    body: Body
    action: Action

    @model_validator(mode="after")
    def _fits(self) -> Interactive:
        assert (self.action.buttons is not None) == (self.type == "button")
        assert (self.action.sections is not None and self.action.button is not None) == (self.type == "list")
        return self


class Parameter(Strict):
    type: Literal["text"]
    text: Words1024

    @model_validator(mode="after")
    def _one_line(self) -> Parameter:
        assert not set("\n\t") & set(self.text)
        assert "     " not in self.text
        return self


class Component(Strict):
    type: Literal["body"]
    parameters: list[Parameter]


class Language(Strict):
    code: str


class Template(Strict):
    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,512}$")]
    language: Language
    components: list[Component]


class WhatsAppMessage(Strict):
    """POST /{phone number id}/messages: exactly the object that `type` names."""

    messaging_product: Literal["whatsapp"]
    recipient_type: Literal["individual"]
    to: Annotated[str, StringConstraints(pattern=r"^\d{6,15}$")]
    type: Literal["text", "image", "document", "interactive", "template"]
    text: Text | None = None
    image: MediaById | None = None
    document: MediaById | None = None
    interactive: Interactive | None = None
    template: Template | None = None

    @model_validator(mode="after")
    def _one(self) -> WhatsAppMessage:
        given = [one for one in ("text", "image", "document", "interactive", "template") if getattr(self, one)]
        assert given == [self.type]
        return self


class QuickReply(Strict):
    content_type: Literal["text"]
    title: Words20
    payload: Words1000


class PageText(Strict):
    text: Words2000
    quick_replies: list[QuickReply] | None = Field(default=None, min_length=1, max_length=13)


class Attachment(Strict):
    type: Literal["image", "file"]
    payload: dict[Literal["is_reusable"], bool]


class PageFile(Strict):
    attachment: Attachment


class Recipient(Strict):
    id: str


class PageMessage(Strict):
    """POST /{page id}/messages; after 24 hours only with a tag."""

    recipient: Recipient
    messaging_type: Literal["RESPONSE", "MESSAGE_TAG"]
    tag: Literal["HUMAN_AGENT"] | None = None
    message: PageText | PageFile

    @model_validator(mode="after")
    def _tagged(self) -> PageMessage:
        assert (self.tag is not None) == (self.messaging_type == "MESSAGE_TAG")
        return self


class Graph(Provider):
    """`sent` are the messages that arrived, `uploads` the media that were uploaded, `files` those of users."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict[str, Any]] = []
        self.uploads: list[tuple[str, str, bytes]] = []
        self.files: dict[str, bytes] = {}

    def respond(self, request: Request) -> Reply:
        if not request.path.startswith("/cdn/"):
            assert request.headers["authorization"] == f"Bearer {TOKEN}"
        if request.path.startswith(("/file/", "/cdn/")):
            return Reply(200, self.files[request.path.rpartition("/")[2]], {"Content-Type": "text/csv"})
        if request.method == "GET":
            name = request.path.strip("/")
            found = {"url": f"{self.url}/file/{name}", "mime_type": "text/csv", "file_size": len(self.files[name])}
            return Reply(200, {"messaging_product": "whatsapp", "id": name, **found})
        if request.path == f"/{NUMBER}/media":
            assert set(request.form) == {"messaging_product", "type", "file"}
            assert request.form["type"] in ("image/jpeg", "image/png", "text/plain", "application/pdf")
            self.uploads.append(request.form["file"])
            return Reply(200, {"id": f"media{len(self.uploads)}"})
        if request.path == f"/{NUMBER}/messages":
            self._keep(WhatsAppMessage.model_validate(request.json()))
            return Reply(200, {"messaging_product": "whatsapp", "messages": [{"id": f"wamid.{len(self.sent)}"}]})
        assert request.path == f"/{PAGE}/messages", request.path
        body = request.json() if not request.form else {
            name: _json(value) for name, value in request.form.items() if name != "filedata"
        }  # fmt: skip
        if request.form:
            self.uploads.append(request.form["filedata"])
        self._keep(TypeAdapter(PageMessage).validate_python(body))
        return Reply(200, {"recipient_id": "1", "message_id": f"mid.{len(self.sent)}"})

    def _keep(self, message: BaseModel) -> None:
        self.sent.append(message.model_dump(exclude_none=True, exclude_defaults=True))


def _json(value: str) -> Any:
    return json.loads(value) if value.startswith("{") else value


def error(code: int, *, status: int = 400, subcode: int = 0) -> Reply:
    """An error as the Graph API words it."""
    body = {"message": f"(#{code}) refused", "type": "OAuthException", "code": code, "error_subcode": subcode}
    return Reply(status, {"error": body})
