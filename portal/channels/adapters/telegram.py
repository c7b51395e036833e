"""Telegram's Bot API (https://core.telegram.org/bots/api): webhook, inline keyboards, files both ways.

Private chats only: in a group everybody would read a company's prices. An edited message is not a new one.
"""

from __future__ import annotations

import json
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
    WrongSignature,
)
from portal.channels.reading import integer, member, parsed, text_of
from portal.channels.splitting import clip, split, utf16_units
from portal.security.tokens import same_secret

API = "https://api.telegram.org"
MAX_TEXT = 4096  # "1-4096 characters after entities parsing"
MAX_BUTTONS = 100
MAX_TITLE = 64
MAX_DOWNLOAD = 20 * 1024 * 1024  # what getFile hands out
PICTURES = frozenset({"image/jpeg", "image/png"})
UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
_FILES = ("document", "photo", "voice", "audio", "video", "video_note", "animation")


class Telegram:
    """One bot an account; the token is part of every address, so addresses are never logged."""

    traits = Traits(
        title="Telegram",
        fields=(
            Field("token", "The bot's token, as @BotFather gives it (123456:ABC…)", secret=True),
            Field("webhook_secret", "32 to 256 letters and digits of your own, which sign the webhook", secret=True),
            Field("username", "The bot's name without @, for the link on the account's page"),
        ),
        per_second=25,  # "no more than about 30 messages per second" in all
        open_address="https://t.me/{username}?start={code}",
    )

    def verify(self, account: Account, call: Call) -> None:
        """The header X-Telegram-Bot-Api-Secret-Token, as setWebhook documents it."""
        given = call.headers.get("x-telegram-bot-api-secret-token", "")
        if call.method != "POST" or not same_secret(given, account.secrets["webhook_secret"]):
            raise WrongSignature

    def answer(self, account: Account, call: Call) -> Answer | None:
        """A pressed button stops spinning: a webhook may answer with a call of the API."""
        pressed = member(parsed(call.body), "callback_query")
        if not pressed:
            return None
        return Answer({"method": "answerCallbackQuery", "callback_query_id": text_of(pressed, "id")})

    def parse(self, account: Account, call: Call) -> list[Inbound]:
        """An update holds one event; what is not for a private chat is nothing."""
        update = parsed(call.body)
        number = integer(update, "update_id")
        if number is None:
            raise WrongSignature
        found = self._event(update, f"u{number}")
        return [found] if found else []

    def _event(self, update: Mapping[str, Any], key: str) -> Inbound | None:
        if pressed := member(update, "callback_query"):
            message = member(pressed, "message")
            if not _is_private(message):
                return None
            return _made(
                Kind.PRESSED, key, message, member(pressed, "from"), pressed=text_of(pressed, "data"),
                # Presses have no number in the chat; they come after what is on the screen.
                rank=integer(update, "update_id") or 0,
            )  # fmt: skip
        if edited := member(update, "edited_message"):
            return self._message(edited, key, Kind.EDITED)
        if message := member(update, "message"):
            return self._message(message, key, Kind.MESSAGE)
        if moved := member(update, "my_chat_member"):
            status = text_of(member(moved, "new_chat_member"), "status")
            kind = Kind.BLOCKED if status in ("kicked", "left") else Kind.CAME_BACK
            return _made(kind, key, moved, member(moved, "from")) if _is_private(moved) else None
        return None

    def _message(self, message: Mapping[str, Any], key: str, kind: Kind) -> Inbound | None:
        sender = member(message, "from")
        if not _is_private(message) or sender.get("is_bot") is True:
            return None
        words = text_of(message, "text") or text_of(message, "caption")
        media = _media(message)
        rank = int(key[1:])
        if kind is Kind.EDITED:
            about = str(integer(message, "message_id") or "")
            return _made(kind, key, message, sender, text=words, about=about, rank=rank)
        # The number in the chat, not the update's, so that the same message is never there twice.
        external = f"m{integer(message, 'message_id')}:{integer(member(message, 'chat'), 'id')}"
        if not words and not media:
            return _made(Kind.UNKNOWN, external, message, sender, rank=rank)
        return _made(Kind.MESSAGE, external, message, sender, text=words, media=media, rank=rank)

    def poll(self, account: Account) -> tuple[list[Inbound], dict[str, Any]]:
        """Telegram calls us."""
        raise NotImplementedError

    def render(self, account: Account, contact: str, said: Said) -> list[Outgoing]:
        """Files first, then the words, as plain text; the keyboard hangs on the last piece."""
        chat = {"chat_id": int(contact)}
        calls = []
        for file in said.files:
            method = "sendPhoto" if file.content_type in PICTURES else "sendDocument"
            calls.append(Outgoing(method, chat, file))
        pieces = split(said.text, MAX_TEXT, size=utf16_units)
        if said.choices and not pieces:
            pieces = ["…"]
        calls += [
            Outgoing("sendMessage", {**chat, "text": piece, "link_preview_options": {"is_disabled": True}})
            for piece in pieces
        ]
        if said.choices:
            keyboard = {"inline_keyboard": [[_button(choice)] for choice in said.choices[:MAX_BUTTONS]]}
            calls[-1] = Outgoing(calls[-1].method, {**calls[-1].body, "reply_markup": keyboard})
        return calls

    def send(self, account: Account, outgoing: Outgoing) -> str:
        """The message's number in its chat. Errors: https://core.telegram.org/bots/api#responseparameters."""
        result = self._call(account, outgoing.method, outgoing.body, outgoing.file)
        return str(result.get("message_id", "")) if isinstance(result, dict) else ""

    def fetch(self, account: Account, media: Media) -> FilePart:
        """getFile, then the file's address (good for an hour, up to 20 MB)."""
        if media.size is not None and media.size > MAX_DOWNLOAD:
            raise Refused("the file is larger than 20 MB")
        result = self._call(account, "getFile", {"file_id": media.ref})
        path = text_of(result, "file_path") if isinstance(result, dict) else ""
        if not path:
            raise Refused("the file is gone")
        content, kind = http.download(f"{_base(account)}/file/bot{account.secrets['token']}/{path}")
        return FilePart(media.name or path.rpartition("/")[2], kind, content)

    def connect(self, account: Account, webhook: str) -> str:
        """setWebhook, with what is listened to and how it is signed."""
        body = {
            "url": webhook,
            "secret_token": account.secrets["webhook_secret"],
            "allowed_updates": list(UPDATES),
            "max_connections": 20,
        }
        self._call(account, "setWebhook", body)
        return f"Telegram now calls {webhook}"

    def _call(
        self, account: Account, method: str, body: Mapping[str, Any], file: FilePart | None = None
    ) -> dict[str, Any] | bool:
        url = f"{_base(account)}/bot{account.secrets['token']}/{method}"
        if file is None:
            response = http.call(url, body=body)
        else:
            data = {name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()}
            response = http.call(url, data=data, file=("photo" if method == "sendPhoto" else "document", file))
        answer = http.json_of(response)
        if answer.get("ok") is True:
            result = answer.get("result")
            return result if isinstance(result, dict) else bool(result)
        raise _failure(answer)


def _base(account: Account) -> str:
    return account.option("api_url", API).rstrip("/")


def _failure(answer: Mapping[str, Any]) -> RetryLater | Refused:
    """The documented errors: 429 says how long to wait, 403 that he blocked the bot, 401 that the token is wrong."""
    code = integer(answer, "error_code") or 0
    why = f"Telegram: {code} {clip(text_of(answer, 'description'), 200)}"
    if code == 429:
        after = integer(member(answer, "parameters"), "retry_after")
        return RetryLater(why, after=float(after or 5), whole_account=True)
    if code in (401, 404):
        # A withdrawn or mistyped token is the administrator's to put right; what waits is not lost meanwhile.
        return RetryLater(why, after=300.0, whole_account=True)
    gone = code == 403 or "chat not found" in why.lower()
    return Refused(why, gone=gone)


def _button(choice: Choice) -> dict[str, str]:
    return {"text": clip(choice.title, MAX_TITLE), "callback_data": choice.ref}


def _is_private(holder: Mapping[str, Any]) -> bool:
    return text_of(member(holder, "chat"), "type") == "private"


def _made(kind: Kind, key: str, holder: Mapping[str, Any], sender: Mapping[str, Any], **more: Any) -> Inbound:
    names = (text_of(sender, "first_name"), text_of(sender, "last_name"))
    return Inbound(
        kind,
        key,
        str(integer(member(holder, "chat"), "id")),
        name=" ".join(part for part in names if part) or text_of(sender, "username"),
        locale=text_of(sender, "language_code"),
        **more,
    )


def _media(message: Mapping[str, Any]) -> list[Media]:
    for name in _FILES:
        found = message.get(name)
        if isinstance(found, list):  # a photo comes in several sizes, the last is the largest
            found = found[-1] if found else None
        if isinstance(found, dict) and text_of(found, "file_id"):
            return [Media(text_of(found, "file_id"), text_of(found, "file_name"), integer(found, "file_size"))]
    return []
