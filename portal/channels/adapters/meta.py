"""What WhatsApp and Messenger have in common: Meta's Graph API.

Signature and verification: https://developers.facebook.com/docs/graph-api/webhooks/getting-started; errors:
https://developers.facebook.com/docs/graph-api/guides/error-handling.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx

from portal.channels import http
from portal.channels.ports import Account, Answer, Call, FilePart, Refused, RetryLater, WrongSignature
from portal.channels.reading import check_hmac, integer, member, text_of
from portal.channels.splitting import clip
from portal.security.tokens import same_secret

GRAPH = "https://graph.facebook.com/v23.0"
PREFIX = "sha256="
# Too many calls, of the app, the page, the number or to one person.
_LIMITS = frozenset({4, 17, 32, 613, 80006, 80007, 130429, 131048, 131056})
_PASSING = frozenset({1, 2, 1200, 131000, 131016, 133004, 133016})
_TOKEN = frozenset({10, 102, 190, 200, 368})
_GONE = frozenset({551, 131021, 131026, 131030})


def verify(account: Account, call: Call) -> None:
    """A POST is signed with the app's secret; a GET brings the token that the administrator chose."""
    if call.method == "GET":
        expected = account.secrets["verify_token"]
        if call.args.get("hub.mode") != "subscribe" or not same_secret(call.args.get("hub.verify_token", ""), expected):
            raise WrongSignature
        return
    given = call.headers.get("x-hub-signature-256", "")
    if not given.startswith(PREFIX):
        raise WrongSignature
    check_hmac(account.secrets["app_secret"], call.body, given.removeprefix(PREFIX))


def answer(call: Call) -> Answer | None:
    """A GET wants its challenge back."""
    return Answer(call.args.get("hub.challenge", "")[:200]) if call.method == "GET" else None


def post(
    account: Account,
    path: str,
    *,
    body: Mapping[str, Any] | None = None,
    data: Mapping[str, str] | None = None,
    file: tuple[str, FilePart] | None = None,
) -> dict[str, Any]:
    """One call of the Graph API. Raises RetryLater, Refused."""
    url = f"{base(account)}/{path}"
    return _result(http.call(url, body=body, data=data, file=file, headers=authorization(account)))


def get(account: Account, path: str) -> dict[str, Any]:
    """Look something up. Raises RetryLater, Refused."""
    return _result(http.call(f"{base(account)}/{path}", headers=authorization(account), verb="GET"))


def base(account: Account) -> str:
    """The API's address."""
    return account.option("api_url", GRAPH).rstrip("/")


def authorization(account: Account) -> dict[str, str]:
    """The token in a header, where no log of addresses finds it."""
    return {"Authorization": f"Bearer {account.secrets['access_token']}"}


def moment(milliseconds: int | None) -> datetime | None:
    """A watermark as a time."""
    if milliseconds is None or not 0 < milliseconds < 10**14:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _result(response: httpx.Response) -> dict[str, Any]:
    found = http.json_of(response)
    if response.status_code < 400 and "error" not in found:
        return found
    error = member(found, "error")
    code = integer(error, "code") or 0
    subcode = integer(error, "error_subcode") or 0
    why = f"Meta: {code}/{subcode} {clip(text_of(error, 'message'), 200)}"
    if code in _LIMITS or response.status_code == 429:
        # One person's limit does not stop the others.
        raise RetryLater(why, after=http.retry_after(response) or 30.0, whole_account=code != 131056)
    if code in _PASSING:
        raise RetryLater(why)
    if code in _TOKEN and subcode != 2018278:  # that one: outside the 24 hours
        raise RetryLater(why, after=300.0, whole_account=True)
    raise Refused(why, gone=code in _GONE)
