"""Viber's REST Bot API (https://developers.viber.com/docs/api/rest-bot-api/): webhook, keyboards, delivered and seen.

New bots need a commercial agreement since 2024. Files of ours would have to lie at a public address, where everybody
who guesses it could read them, so the chat says where they are instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from portal.channels import http
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
    RetryLater,
    Said,
    Traits,
)
from portal.channels.reading import check_hmac, integer, member, parsed, text_of
from portal.channels.splitting import clip, split
from portal.channels.texts import choose, file_elsewhere

API = "https://chatapi.viber.com/pa"
HOSTS = ("viber.com",)
MAX_TEXT = 7000
MAX_SENDER = 28
MAX_BUTTONS, MAX_TITLE = 24, 250
_REF = re.compile(r"^m:[0-9a-f]{32}:\d{1,4}$")
_GONE = frozenset({5, 6})  # not registered, not subscribed
_ACCOUNT = frozenset({1, 2, 7, 8})  # wrong address, wrong token, blocked, no such account
EVENTS = ("delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started")


class Viber:
    """One bot an account; the token both signs what comes in and opens what goes out."""

    traits = Traits(
        title="Viber",
        fields=(
            Field("token", "The bot's authentication token", secret=True),
            Field("sender", "The bot's name in the chat, up to 28 characters"),
            Field("uri", "The bot's URI, for the link on the account's page"),
        ),
        per_second=30,
        open_address="viber://pa?chatURI={uri}&context={code}",
    )

    def verify(self, account: Account, call: Call) -> None:
        """X-Viber-Content-Signature: the HMAC of the body under the token."""
        check_hmac(account.secrets["token"], call.body, call.headers.get("x-viber-content-signature", ""))

    def answer(self, account: Account, call: Call) -> Answer | None:
        """A conversation that was opened by a link may be answered at once; ours answers like any other."""
        return None

    def parse(self, account: Account, call: Call) -> list[Inbound]:
        """One event a call. A button's press comes as a message of its ActionBody."""
        event = parsed(call.body)
        name, token = text_of(event, "event"), str(integer(event, "message_token") or "")
        stamp = integer(event, "timestamp") or 0
        if name == "message":
            return [_message(event, token, stamp)]
        user = text_of(event, "user_id") or text_of(member(event, "user"), "id")
        if not user:
            return []
        if name in ("delivered", "seen", "failed"):
            status = {"seen": "read"}.get(name, name)
            reason = f"Viber: {clip(text_of(event, 'desc'), 200)}" if name == "failed" else ""
            return [Inbound(Kind.STATUS, f"{token}:{name}", user, about=token, status=status, reason=reason)]
        if name in ("subscribed", "unsubscribed"):
            kind = Kind.CAME_BACK if name == "subscribed" else Kind.BLOCKED
            return [Inbound(kind, f"{name}:{token}:{stamp}", user, rank=stamp)]
        if name == "conversation_started" and text_of(event, "context"):
            words = f"/start {text_of(event, 'context')}"
            return [_of(Kind.MESSAGE, member(event, "user"), f"started:{token}", stamp, text=words)]
        return []

    def poll(self, account: Account) -> tuple[list[Inbound], dict[str, Any]]:
        """Viber calls us."""
        raise NotImplementedError

    def render(self, account: Account, contact: str, said: Said) -> list[Outgoing]:
        """Words with a keyboard below the last piece."""
        lines = [said.text, *(file_elsewhere(said.locale, file.name) for file in said.files)]
        pieces = split("\n".join(filter(None, lines)), MAX_TEXT)
        if said.choices and not pieces:
            pieces = [choose(said.locale)]
        sender = {"name": clip(account.option("sender", account.name), MAX_SENDER)}
        head = {"receiver": contact, "min_api_version": 1, "sender": sender, "type": "text"}
        calls = [Outgoing("send_message", {**head, "text": piece}) for piece in pieces]
        if said.choices:
            buttons = [_button(one) for one in said.choices[:MAX_BUTTONS]]
            keyboard = {"Type": "keyboard", "DefaultHeight": False, "Buttons": buttons}
            calls[-1] = Outgoing("send_message", {**calls[-1].body, "keyboard": keyboard})
        return calls

    def send(self, account: Account, outgoing: Outgoing) -> str:
        """The message's token. Viber answers 200 to everything; `status` says what became of it."""
        return str(integer(_call(account, outgoing.method, outgoing.body), "message_token") or "")

    def fetch(self, account: Account, media: Media) -> FilePart:
        """The file lies at an address of Viber's own for an hour; no other is asked."""
        http.require_own(media.ref, HOSTS, extra=account.option("media_url"))
        content, kind = http.download(media.ref)
        return FilePart(media.name or media.ref.partition("?")[0].rpartition("/")[2] or "file", kind, content)

    def connect(self, account: Account, webhook: str) -> str:
        """set_webhook; Viber tries the address at once."""
        body = {"url": webhook, "event_types": list(EVENTS), "send_name": True, "send_photo": False}
        _call(account, "set_webhook", body)
        return f"Viber now calls {webhook}"


def _call(account: Account, method: str, body: Mapping[str, Any]) -> dict[str, Any]:
    url = f"{account.option('api_url', API).rstrip('/')}/{method}"
    found = http.json_of(http.call(url, body=body, headers={"X-Viber-Auth-Token": account.secrets["token"]}))
    status = integer(found, "status")
    if status == 0:
        return found
    why = f"Viber: {status} {clip(text_of(found, 'status_message'), 200)}"
    if status == 12:
        raise RetryLater(why, after=10.0, whole_account=True)
    if status in _ACCOUNT:
        raise RetryLater(why, after=300.0, whole_account=True)
    raise Refused(why, gone=status in _GONE)


def _message(event: Mapping[str, Any], token: str, stamp: int) -> Inbound:
    sender, message = member(event, "sender"), member(event, "message")
    words = text_of(message, "text")
    if _REF.match(words):
        return _of(Kind.PRESSED, sender, token, stamp, pressed=words)
    url = text_of(message, "media")
    if text_of(message, "type") in ("picture", "video", "file") and url:
        media = [Media(url, text_of(message, "file_name"), integer(message, "size"))]
        return _of(Kind.MESSAGE, sender, token, stamp, text=words, media=media)
    is_text = text_of(message, "type") in ("text", "url") and (words or url)
    return _of(Kind.MESSAGE if is_text else Kind.UNKNOWN, sender, token, stamp, text=words or url if is_text else "")


def _of(kind: Kind, user: Mapping[str, Any], key: str, rank: int, **more: Any) -> Inbound:
    name, language = text_of(user, "name"), text_of(user, "language")
    return Inbound(kind, key, text_of(user, "id"), name=name, locale=language, rank=rank, **more)


def _button(choice: Choice) -> dict[str, Any]:
    return {
        "ActionType": "reply",
        "ActionBody": choice.ref,
        "Text": clip(choice.title, MAX_TITLE),
        "Columns": 6,
        "Rows": 1,
    }
