"""WhatsApp Cloud API (https://developers.facebook.com/docs/whatsapp/cloud-api): buttons, lists, files, templates.

Up to three choices are buttons, up to ten a list, more are numbered. Twenty-four hours after the customer's last word
only a template may be sent: the account's `template` (one variable, the message's beginning) asks him to answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from portal.channels import http
from portal.channels.adapters import meta
from portal.channels.ports import (
    Account,
    Answer,
    Call,
    Choice,
    Field,
    FilePart,
    Inbound,
    Kind,
    Media,
    Outgoing,
    Refused,
    Said,
    Traits,
)
from portal.channels.reading import integer, member, members, parsed, text_of
from portal.channels.rendering import numbered
from portal.channels.splitting import clip, split
from portal.channels.texts import choose
from portal.files.service.storing import MAX_BYTES
from portal.shared.clock import now

MAX_TEXT = 4096
MAX_INTERACTIVE = 1024
MAX_BUTTONS, MAX_BUTTON = 3, 20
MAX_ROWS, MAX_ROW, MAX_DESCRIPTION = 10, 24, 72
WINDOW = timedelta(hours=24) - timedelta(minutes=1)
_FILES = ("image", "document", "audio", "video", "voice")
_PICTURES = frozenset({"image/jpeg", "image/png"})
# Of what the documentation lists; the rest goes as plain text or is refused by the API.
_AS_TEXT = frozenset({"text/csv", "text/tab-separated-values"})


class WhatsApp:
    """One phone number an account."""

    traits = Traits(
        title="WhatsApp",
        fields=(
            Field("phone_number_id", "The phone number's id (not the number), from the app's WhatsApp page"),
            Field("number", "The number itself with its country, digits only, for the link on the account's page"),
            Field("access_token", "A permanent token of a system user with whatsapp_business_messaging", secret=True),
            Field("app_secret", "The app's secret; it signs the webhook", secret=True),
            Field("verify_token", "Any 32 letters and digits; the same as in the webhook's settings", secret=True),
            Field("template", "A template with one variable, for answers after 24 hours", required=False),
        ),
        per_second=40,  # a number sends up to 80 messages a second
        open_address="https://wa.me/{number}?text={code}",
    )

    def verify(self, account: Account, call: Call) -> None:
        """Meta's signature."""
        meta.verify(account, call)

    def answer(self, account: Account, call: Call) -> Answer | None:
        """Meta's challenge."""
        return meta.answer(call)

    def parse(self, account: Account, call: Call) -> list[Inbound]:
        """Every message and status of the batch that is for this number."""
        found: list[Inbound] = []
        for entry in members(parsed(call.body), "entry"):
            for change in members(entry, "changes"):
                value = member(change, "value")
                number = text_of(member(value, "metadata"), "phone_number_id")
                if change.get("field") == "messages" and number == account.option("phone_number_id"):
                    names = {
                        text_of(one, "wa_id"): text_of(member(one, "profile"), "name")
                        for one in members(value, "contacts")
                    }
                    found += [_message(one, names) for one in members(value, "messages")]
                    found += [event for one in members(value, "statuses") if (event := _status(one)) is not None]
        return [one for one in found if one.contact]

    def poll(self, account: Account) -> tuple[list[Inbound], dict[str, Any]]:
        """WhatsApp calls us."""
        raise NotImplementedError

    def render(self, account: Account, contact: str, said: Said) -> list[Outgoing]:
        """Files, words, choices; a template once the window is closed."""
        head = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": contact}
        if said.silent_since is None or said.silent_since < now() - WINDOW:
            return [_template(account, head, said)]
        calls = [_file(head, file) for file in said.files]
        interactive = _interactive(said)
        words, is_numbered = (said.text, False) if interactive else numbered(said)
        pieces = split(words, MAX_TEXT)
        short = bool(interactive and pieces and len(pieces[-1]) <= MAX_INTERACTIVE)
        text = pieces.pop() if short else choose(said.locale)
        calls += [
            Outgoing(
                "messages",
                {**head, "type": "text", "text": {"preview_url": False, "body": piece}},
                numbered=is_numbered,
            )
            for piece in pieces
        ]
        if interactive:
            body = {**interactive, "body": {"text": text}}
            calls.append(Outgoing("messages", {**head, "type": "interactive", "interactive": body}))
        return calls

    def send(self, account: Account, outgoing: Outgoing) -> str:
        """The message's id (wamid). A file is uploaded first."""
        number = account.option("phone_number_id")
        body = dict(outgoing.body)
        if outgoing.file is not None:
            data = {"messaging_product": "whatsapp", "type": outgoing.file.content_type}
            uploaded = meta.post(account, f"{number}/media", data=data, file=("file", outgoing.file))
            kind = str(body["type"])
            body[kind] = {**body[kind], "id": text_of(uploaded, "id")}
        found = members(meta.post(account, f"{number}/messages", body=body), "messages")
        return text_of(found[0], "id") if found else ""

    def fetch(self, account: Account, media: Media) -> FilePart:
        """The file's address, good for five minutes, then the file."""
        found = meta.get(account, media.ref)
        if (integer(found, "file_size") or 0) > MAX_BYTES:
            raise Refused("the file is larger than 10 MB")
        content, kind = http.download(text_of(found, "url"), headers=meta.authorization(account))
        return FilePart(media.name or f"file.{text_of(found, 'mime_type').rpartition('/')[2]}", kind, content)

    def connect(self, account: Account, webhook: str) -> str:
        """The address is entered by hand; the token is tried."""
        meta.get(account, f"{account.option('phone_number_id')}?fields=display_phone_number")
        return f"The token works. Enter {webhook} and the verify token in the app's webhook settings, field `messages`."


def _message(message: Mapping[str, Any], names: Mapping[str, str]) -> Inbound:
    sender = text_of(message, "from")
    kind = text_of(message, "type")
    common: dict[str, Any] = {
        "external_id": text_of(message, "id"),
        "contact": sender,
        "name": names.get(sender, ""),
        "rank": (integer(message, "timestamp") or 0) * 1000,
    }
    if kind == "text":
        return Inbound(Kind.MESSAGE, text=text_of(member(message, "text"), "body"), **common)
    if kind == "interactive":
        inner = member(message, "interactive")
        chosen = member(inner, text_of(inner, "type"))
        return Inbound(Kind.PRESSED, pressed=text_of(chosen, "id"), text=text_of(chosen, "title"), **common)
    if kind == "button":  # the button of a template: its words are what he says
        return Inbound(Kind.MESSAGE, text=text_of(member(message, "button"), "text"), **common)
    if kind in _FILES:
        file = member(message, kind)
        media = [Media(text_of(file, "id"), text_of(file, "filename"))] if text_of(file, "id") else []
        return Inbound(Kind.MESSAGE, text=text_of(file, "caption"), media=media, **common)
    return Inbound(Kind.UNKNOWN, **common)


def _status(status: Mapping[str, Any]) -> Inbound | None:
    name, about = text_of(status, "status"), text_of(status, "id")
    if name not in ("sent", "delivered", "read", "failed"):
        return None
    errors = members(status, "errors")
    reason = f"WhatsApp: {integer(errors[0], 'code')} {text_of(errors[0], 'title')}" if errors else ""
    return Inbound(
        Kind.STATUS, f"{about}:{name}", text_of(status, "recipient_id"), about=about, status=name, reason=reason
    )


def _interactive(said: Said) -> dict[str, Any] | None:
    """Buttons or a list, where the choices' words are not cut beyond recognition; else None."""
    choices = said.choices
    if not choices or len(choices) > MAX_ROWS:
        return None
    if len(choices) <= MAX_BUTTONS and _tell_apart(choices, MAX_BUTTON):
        buttons = [{"type": "reply", "reply": {"id": one.ref, "title": clip(one.title, MAX_BUTTON)}} for one in choices]
        return {"type": "button", "action": {"buttons": buttons}}
    if not _tell_apart(choices, MAX_ROW):
        return None
    rows = [_row(one) for one in choices]
    return {"type": "list", "action": {"button": clip(choose(said.locale), MAX_BUTTON), "sections": [{"rows": rows}]}}


def _row(choice: Choice) -> dict[str, str]:
    row = {"id": choice.ref, "title": clip(choice.title, MAX_ROW)}
    return row if len(choice.title) <= MAX_ROW else {**row, "description": clip(choice.title, MAX_DESCRIPTION)}


def _tell_apart(choices: Sequence[Choice], limit: int) -> bool:
    """Whether titles stay different when they are cut."""
    return len({clip(one.title, limit) for one in choices}) == len(choices)


def _file(head: Mapping[str, Any], file: FilePart) -> Outgoing:
    if file.content_type in _PICTURES and len(file.content) <= 5 * 1024 * 1024:
        return Outgoing("messages", {**head, "type": "image", "image": {}}, file)
    if file.content_type in _AS_TEXT:
        file = FilePart(file.name, "text/plain", file.content)
    return Outgoing("messages", {**head, "type": "document", "document": {"filename": file.name}}, file)


def _template(account: Account, head: Mapping[str, Any], said: Said) -> Outgoing:
    name = account.option("template")
    if not name:
        raise Refused("24 hours have passed since the customer wrote, and the account has no template")
    # A variable takes no line breaks and no more than four blanks in a row.
    beginning = clip(" ".join(said.text.split()) or "…", 500)
    parameters = [{"type": "text", "text": beginning}]
    template = {
        "name": name,
        "language": {"code": said.locale},
        "components": [{"type": "body", "parameters": parameters}],
    }
    return Outgoing("messages", json.loads(json.dumps({**head, "type": "template", "template": template})))
