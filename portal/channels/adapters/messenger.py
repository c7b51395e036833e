"""Facebook Messenger (https://developers.facebook.com/docs/messenger-platform): batches, quick replies, files.

Within 24 hours of his last word the page may answer; for seven days a person may (tag HUMAN_AGENT); then nobody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from portal.channels import http
from portal.channels.adapters import meta
from portal.channels.ports import (
    Account,
    Answer,
    Call,
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
from portal.shared.clock import now

HOSTS = ("fbcdn.net", "fbsbx.com", "facebook.com")
MAX_TEXT = 2000
MAX_REPLIES, MAX_TITLE = 13, 20
WINDOW = timedelta(hours=24) - timedelta(minutes=1)
PERSONS_WINDOW = timedelta(days=7) - timedelta(minutes=1)


class Messenger:
    """One page an account."""

    traits = Traits(
        title="Messenger",
        fields=(
            Field("page_id", "The page's id"),
            Field("access_token", "The page's access token with pages_messaging", secret=True),
            Field("app_secret", "The app's secret; it signs the webhook", secret=True),
            Field("verify_token", "Any 32 letters and digits; the same as in the webhook's settings", secret=True),
        ),
        per_second=30,
        open_address="https://m.me/{page_id}?ref={code}",
    )

    def verify(self, account: Account, call: Call) -> None:
        """Meta's signature."""
        meta.verify(account, call)

    def answer(self, account: Account, call: Call) -> Answer | None:
        """Meta's challenge."""
        return meta.answer(call)

    def parse(self, account: Account, call: Call) -> list[Inbound]:
        """Every event of every entry that is for this page."""
        page = account.option("page_id")
        return [
            event
            for entry in members(parsed(call.body), "entry")
            if text_of(entry, "id") == page
            for one in members(entry, "messaging")
            for event in _events(one, page)
        ]

    def poll(self, account: Account) -> tuple[list[Inbound], dict[str, Any]]:
        """Messenger calls us."""
        raise NotImplementedError

    def render(self, account: Account, contact: str, said: Said) -> list[Outgoing]:
        """Files, then words; quick replies below the last of them, numbers where there are too many."""
        head = {"recipient": {"id": contact}, **_permission(said)}
        calls = [Outgoing("file", head, file) for file in said.files]
        titles = {clip(one.title, MAX_TITLE) for one in said.choices}
        fits = len(said.choices) <= MAX_REPLIES and len(titles) == len(said.choices)
        words, is_numbered = (said.text, False) if fits else numbered(said)
        pieces = split(words, MAX_TEXT) or ([choose(said.locale)] if said.choices else [])
        calls += [Outgoing("text", {**head, "message": {"text": piece}}, numbered=is_numbered) for piece in pieces]
        if said.choices and fits:
            replies = [
                {"content_type": "text", "title": clip(one.title, MAX_TITLE), "payload": one.ref}
                for one in said.choices
            ]
            calls[-1] = Outgoing("text", {**head, "message": {"text": pieces[-1], "quick_replies": replies}})
        return calls

    def send(self, account: Account, outgoing: Outgoing) -> str:
        """The message's id (mid)."""
        path = f"{account.option('page_id')}/messages"
        if outgoing.file is None:
            return text_of(meta.post(account, path, body=outgoing.body), "message_id")
        kind = "image" if outgoing.file.content_type.startswith("image/") else "file"
        message = {"attachment": {"type": kind, "payload": {"is_reusable": False}}}
        fields = {**outgoing.body, "message": message}
        data = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
        return text_of(meta.post(account, path, data=data, file=("filedata", outgoing.file)), "message_id")

    def fetch(self, account: Account, media: Media) -> FilePart:
        """The file lies at an address of Meta's own; no other is asked."""
        http.require_own(media.ref, HOSTS, extra=account.option("media_url"))
        content, kind = http.download(media.ref)
        return FilePart(media.name or media.ref.partition("?")[0].rpartition("/")[2] or "file", kind, content)

    def connect(self, account: Account, webhook: str) -> str:
        """Subscribe the page; the address itself is entered by hand."""
        fields = "messages,messaging_postbacks,message_deliveries,message_reads,messaging_referrals"
        meta.post(account, f"{account.option('page_id')}/subscribed_apps", body={"subscribed_fields": fields})
        return f"The page is subscribed. Enter {webhook} and the verify token in the app's webhook settings."


def _events(event: Mapping[str, Any], page: str) -> list[Inbound]:
    sender = text_of(member(event, "sender"), "id")
    stamp = integer(event, "timestamp")
    if not sender or sender == page:
        return []
    if message := member(event, "message"):
        return [_message(message, sender, stamp or 0)] if message.get("is_echo") is not True else []
    if postback := member(event, "postback"):
        key = text_of(postback, "mid") or f"postback:{sender}:{stamp}"
        referral = text_of(member(postback, "referral"), "ref")
        if referral:
            return [Inbound(Kind.MESSAGE, key, sender, text=f"/start {referral}", rank=stamp or 0)]
        return [Inbound(Kind.PRESSED, key, sender, pressed=text_of(postback, "payload"), rank=stamp or 0)]
    if referral := text_of(member(event, "referral"), "ref"):
        return [Inbound(Kind.MESSAGE, f"ref:{sender}:{stamp}", sender, text=f"/start {referral}", rank=stamp or 0)]
    if delivery := member(event, "delivery"):
        mids = [one for one in delivery.get("mids") or [] if isinstance(one, str)]
        return [Inbound(Kind.STATUS, f"{mid}:delivered", sender, about=mid, status="delivered") for mid in mids]
    if read := member(event, "read"):
        watermark = integer(read, "watermark")
        before = meta.moment(watermark)
        return [Inbound(Kind.STATUS, f"read:{sender}:{watermark}", sender, before=before, status="read")]
    return []


def _message(message: Mapping[str, Any], sender: str, rank: int) -> Inbound:
    mid = text_of(message, "mid")
    pressed = text_of(member(message, "quick_reply"), "payload")
    words = text_of(message, "text")
    if pressed:
        return Inbound(Kind.PRESSED, mid, sender, pressed=pressed, text=words, rank=rank)
    media = [
        Media(url)
        for one in members(message, "attachments")
        if text_of(one, "type") in ("image", "file", "audio", "video")
        and (url := text_of(member(one, "payload"), "url"))
    ]
    kind = Kind.MESSAGE if words or media else Kind.UNKNOWN
    return Inbound(kind, mid, sender, text=words, media=media, rank=rank)


def _permission(said: Said) -> dict[str, str]:
    """Why the page may write now."""
    silence = now() - said.silent_since if said.silent_since else None
    if silence is not None and silence < WINDOW:
        return {"messaging_type": "RESPONSE"}
    if silence is not None and silence < PERSONS_WINDOW and said.author == "operator":
        return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    raise Refused("more than 24 hours have passed since the customer wrote; Messenger lets the page write no more")
