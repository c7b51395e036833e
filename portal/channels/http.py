"""One way to call providers: short timeouts, answers of a limited size, and faults that name no address.

Addresses and headers hold tokens, so an httpx error is never passed on or logged as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import httpx

from portal.channels.ports import FilePart, Refused, RetryLater
from portal.files.service.storing import MAX_BYTES

TIMEOUT = httpx.Timeout(15.0, connect=5.0, write=30.0)


@lru_cache(maxsize=1)
def client() -> httpx.Client:
    """The process's connections to providers; safe for threads."""
    return httpx.Client(timeout=TIMEOUT, limits=httpx.Limits(max_connections=32), follow_redirects=False)


def call(
    url: str,
    *,
    body: Mapping[str, Any] | None = None,
    data: Mapping[str, str] | None = None,
    file: tuple[str, FilePart] | None = None,
    headers: Mapping[str, str] | None = None,
    verb: str = "POST",
) -> httpx.Response:
    """Make one call and return whatever came back below 500. Raises RetryLater for faults and 5xx."""
    files = None
    if file is not None:
        name, part = file
        files = {name: (part.name, part.content, part.content_type)}
    try:
        response = client().request(
            verb, url, json=body if files is None and data is None else None, data=data, files=files, headers=headers
        )
    except httpx.TimeoutException:
        raise RetryLater("the provider did not answer in time") from None
    except httpx.HTTPError as error:
        raise RetryLater(f"the provider was not reached ({error.__class__.__name__})") from None
    if response.status_code >= 500:
        raise RetryLater(f"the provider answered {response.status_code}", after=retry_after(response))
    return response


def download(url: str, *, headers: Mapping[str, str] | None = None) -> tuple[bytes, str]:
    """The bytes behind an address and their stated type. Raises RetryLater, Refused (too large, gone)."""
    try:
        with client().stream("GET", url, headers=headers) as response:
            if response.status_code == 429 or response.status_code >= 500:
                raise RetryLater(f"the file's server answered {response.status_code}", after=retry_after(response))
            if response.status_code != 200:
                raise Refused(f"the file's server answered {response.status_code}")
            content = bytearray()
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > MAX_BYTES:
                    raise Refused("the file is larger than 10 MB")
            return bytes(content), response.headers.get("Content-Type", "")
    except httpx.TimeoutException:
        raise RetryLater("the file did not arrive in time") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise RetryLater(f"the file's server was not reached ({error.__class__.__name__})") from None


def require_own(url: str, hosts: tuple[str, ...], *, extra: str = "") -> None:
    """Raise Refused unless the address is on one of the provider's hosts, or below `extra`.

    Signed or not, a webhook must not make the product call somebody else, least of all with a token.
    """
    host = url.partition("://")[2].partition("/")[0].partition(":")[0].lower()
    named = url.startswith("https://") and any(host == one or host.endswith(f".{one}") for one in hosts)
    if not (named or (extra and url.startswith(f"{extra.rstrip('/')}/"))):
        raise Refused("the file lies at an address that is not the provider's")


def json_of(response: httpx.Response) -> dict[str, Any]:
    """The answer's JSON object. Raises RetryLater when it is none: a proxy's page, a broken gateway."""
    try:
        found = response.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise RetryLater(f"the provider answered {response.status_code} with something else than JSON")
    return found


def retry_after(response: httpx.Response) -> float | None:
    """Seconds of the Retry-After header, None when there is none that is a number."""
    given = response.headers.get("Retry-After", "")
    return min(float(given), 3600.0) if given.isdecimal() else None
