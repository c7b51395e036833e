"""Slack's Events API and Web API (https://docs.slack.dev), by Slack's own client: direct messages with an app.

Slack wants its answer within three seconds and repeats three times, which storing first takes care of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.error import URLError
from urllib.parse import parse_qs

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.signature import SignatureVerifier

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
from portal.channels.reading import integer, member, members, parsed, text_of
from portal.channels.rendering import numbered
from portal.channels.splitting import clip, split
from portal.channels.texts import choose

API = "https://slack.com/api/"
HOSTS = ("files.slack.com",)
TIMEOUT = 15
MAX_TEXT = 3000  # of a section; a message's own text may have 40,000
MAX_BUTTONS, MAX_TITLE = 25, 75
_PASSING = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"})
_ACCOUNT = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "missing_scope", "org_login_required"}
)
_GONE = frozenset({"channel_not_found", "is_archived", "account_inactive", "user_disabled", "not_in_channel"})
_WORDS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Slack:
    """One app in one workspace an account; a contact is a direct-message channel with it."""

    traits = Traits(
        title="Slack",
        fields=(
            Field(
                "bot_token",
                "The bot's token (xoxb-…) with chat:write, im:history, files:read, files:write",
                secret=True,
            ),
            Field("signing_secret", "The app's signing secret", secret=True),
            Field("team_id", "The workspace's id (T…), for the link on the account's page"),
            Field("app_id", "The app's id (A…), for the link"),
        ),
        per_second=20,
        open_address="https://slack.com/app_redirect?app={app_id}&team={team_id}",
    )

    def verify(self, account: Account, call: Call) -> None:
        """The signature over time and body; one older than five minutes does not count."""
        verifier = SignatureVerifier(account.secrets["signing_secret"])
        stamp = call.headers.get("x-slack-request-timestamp", "")
        signature = call.headers.get("x-slack-signature", "")
        if not stamp.isdecimal() or not verifier.is_valid(call.body, stamp, signature):
            raise WrongSignature

    def answer(self, account: Account, call: Call) -> Answer | None:
        """The challenge of url_verification."""
        body = _body(call)
        return Answer({"challenge": text_of(body, "challenge")}) if body.get("type") == "url_verification" else None

    def parse(self, account: Account, call: Call) -> list[Inbound]:
        """An event, or the pressed buttons of a message."""
        body = _body(call)
        if body.get("type") == "event_callback":
            found = _event(member(body, "event"))
            return [found] if found else []
        if body.get("type") == "block_actions":
            channel = text_of(member(body, "channel"), "id")
            name = text_of(member(body, "user"), "name")
            return [
                Inbound(
                    Kind.PRESSED,
                    f"press:{channel}:{text_of(one, 'action_ts')}:{text_of(one, 'action_id')}",
                    channel,
                    name=name,
                    pressed=text_of(one, "value"),
                    rank=_rank(text_of(one, "action_ts")),
                )
                for one in members(body, "actions")
            ]
        return []

    def poll(self, account: Account) -> tuple[list[Inbound], dict[str, Any]]:
        """Slack calls us."""
        raise NotImplementedError

    def render(self, account: Account, contact: str, said: Said) -> list[Outgoing]:
        """Sections of plain text; buttons below the last of them, numbers where there are too many."""
        head = {"channel": contact, "unfurl_links": False, "unfurl_media": False}
        fits = len(said.choices) <= MAX_BUTTONS
        words, is_numbered = (said.text, False) if fits else numbered(said)
        pieces = split(words, MAX_TEXT) or ([choose(said.locale)] if said.choices else [])
        calls = [Outgoing("file", {"channel": contact}, file) for file in said.files]
        for place, piece in enumerate(pieces):
            blocks: list[dict[str, Any]] = [{"type": "section", "text": {"type": "plain_text", "text": piece}}]
            if said.choices and fits and place == len(pieces) - 1:
                blocks.append({"type": "actions", "elements": [_button(one) for one in said.choices]})
            # `text` is what notifications and screen readers get; its markup is escaped.
            body = {**head, "text": clip(piece, 1000).translate(_WORDS), "blocks": blocks}
            calls.append(Outgoing("chat.postMessage", body, numbered=is_numbered))
        return calls

    def send(self, account: Account, outgoing: Outgoing) -> str:
        """The message's time, which is its id in Slack."""
        client = _client(account)
        try:
            if outgoing.file is not None:
                file, channel = outgoing.file, str(outgoing.body["channel"])
                client.files_upload_v2(channel=channel, filename=file.name, title=file.name, content=file.content)
                return ""
            return str(client.chat_postMessage(**outgoing.body).get("ts", ""))
        except SlackApiError as error:
            raise _failure(error) from None
        except (SlackClientError, URLError, OSError) as error:
            raise RetryLater(f"Slack was not reached ({error.__class__.__name__})") from None

    def fetch(self, account: Account, media: Media) -> FilePart:
        """The file lies at Slack's own address and wants the token, which no other host is shown."""
        http.require_own(media.ref, HOSTS, extra=account.option("media_url"))
        headers = {"Authorization": f"Bearer {account.secrets['bot_token']}"}
        content, kind = http.download(media.ref, headers=headers)
        if kind.startswith("text/html") and not media.name.endswith((".html", ".htm")):
            raise Refused("Slack shows its log-in page instead of the file: the scope files:read is missing")
        return FilePart(media.name, kind, content)

    def connect(self, account: Account, webhook: str) -> str:
        """The address is entered by hand; the token is tried."""
        try:
            _client(account).auth_test()
        except SlackApiError as error:
            raise _failure(error) from None
        except (SlackClientError, URLError, OSError) as error:
            raise RetryLater(f"Slack was not reached ({error.__class__.__name__})") from None
        return f"The token works. Enter {webhook} under Event Subscriptions (message.im) and Interactivity."


def _client(account: Account) -> WebClient:
    return WebClient(account.secrets["bot_token"], base_url=account.option("api_url", API), timeout=TIMEOUT)


def _body(call: Call) -> dict[str, Any]:
    """JSON, or JSON in the form field `payload`."""
    if call.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        given = parse_qs(call.body.decode("utf-8", "replace")).get("payload", [""])[0]
        return parsed(given.encode())
    return parsed(call.body)


def _event(event: Mapping[str, Any]) -> Inbound | None:
    if event.get("type") != "message" or event.get("channel_type") != "im":
        return None
    channel, subtype = text_of(event, "channel"), text_of(event, "subtype")
    if subtype == "message_changed":
        message = member(event, "message")
        if not _is_persons(message) or text_of(message, "text") == text_of(member(event, "previous_message"), "text"):
            return None  # a link that unfolded changes a message too
        stamp = text_of(event, "ts")
        words = _unescaped(text_of(message, "text"))
        return Inbound(Kind.EDITED, f"edit:{channel}:{stamp}", channel, text=words, rank=_rank(stamp))
    if subtype not in ("", "file_share", "thread_broadcast") or not _is_persons(event):
        return None
    media = [
        Media(url, text_of(one, "name"), integer(one, "size"))
        for one in members(event, "files")
        if (url := text_of(one, "url_private_download"))
    ]
    words, stamp = _unescaped(text_of(event, "text")), text_of(event, "ts")
    kind = Kind.MESSAGE if words or media else Kind.UNKNOWN
    return Inbound(kind, f"{channel}:{stamp}", channel, text=words, media=media, rank=_rank(stamp))


def _is_persons(message: Mapping[str, Any]) -> bool:
    return bool(text_of(message, "user")) and not message.get("bot_id") and not message.get("app_id")


def _rank(stamp: str) -> int:
    """A time such as 1483037603.000123 as microseconds."""
    whole, _, part = stamp.partition(".")
    return int(f"{whole}{part[:6]:0<6}") if whole.isdecimal() and len(whole) < 12 and (part or "0").isdecimal() else 0


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _button(choice: Choice) -> dict[str, Any]:
    title = {"type": "plain_text", "text": clip(choice.title, MAX_TITLE)}
    return {"type": "button", "text": title, "value": choice.ref, "action_id": choice.ref}


def _failure(error: SlackApiError) -> RetryLater | Refused:
    """The documented errors of the Web API; nothing but the code is passed on."""
    response = error.response
    code = str(response.get("error") or response.status_code) if hasattr(response, "get") else "unknown"
    why = f"Slack: {clip(code, 100)}"
    if code == "ratelimited" or getattr(response, "status_code", 200) == 429:
        wait = str(getattr(response, "headers", {}).get("Retry-After", "30"))
        return RetryLater(why, after=float(wait) if wait.isdecimal() else 30.0, whole_account=True)
    if code in _PASSING or getattr(response, "status_code", 200) >= 500:
        return RetryLater(why)
    if code in _ACCOUNT:
        return RetryLater(why, after=300.0, whole_account=True)
    return Refused(why, gone=code in _GONE)
