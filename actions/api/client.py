"""One HTTP call to the portal: headers, timeouts, idempotency, errors."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

import httpx

from actions.api.errors import UnreachableError, error_of
from actions.settings import Settings, load_settings

Json = dict[str, Any]

# httpx notes every address at INFO, and an address can hold what the buyer searched for.
logging.getLogger("httpx").setLevel(logging.WARNING)

_pools: dict[asyncio.AbstractEventLoop, httpx.AsyncClient] = {}


def _pool(settings: Settings) -> httpx.AsyncClient:
    """The connections of the running event loop; a process has one loop, tests have several."""
    loop = asyncio.get_running_loop()
    if loop not in _pools:
        _pools[loop] = httpx.AsyncClient(
            base_url=f"{settings.portal_url}/api/v1",
            timeout=httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds),
            limits=httpx.Limits(max_connections=32, keepalive_expiry=15.0),
            trust_env=False,
        )
    return _pools[loop]


@dataclass(frozen=True)
class Caller:
    """For which dialogue and turn the portal is asked; the portal alone knows which buyer that is.

    ``part`` counts the requests of one message from 0.
    """

    dialogue_id: str
    turn_id: str
    epoch: str
    locale: str
    part: int = 0


class Client:
    """Calls on behalf of one action in one turn."""

    def __init__(self, caller: Caller, action: str) -> None:
        self.caller = caller
        self._action = action
        self._writes = 0

    async def get(self, path: str, **params: Any) -> Json:
        """Read ``path`` (below /api/v1). Raises ``PortalError``."""
        wanted = {name: value for name, value in params.items() if value is not None}
        return await self._send("GET", path, params=wanted)

    async def post(self, path: str, body: Json | None = None) -> Json:
        """Write; the same action in the same turn is carried out once. Raises ``PortalError``."""
        return await self._write("POST", path, body)

    async def put(self, path: str, body: Json) -> Json:
        """As ``post``."""
        return await self._write("PUT", path, body)

    async def patch(self, path: str, body: Json) -> Json:
        """As ``post``."""
        return await self._write("PATCH", path, body)

    async def delete(self, path: str) -> Json:
        """As ``post``."""
        return await self._write("DELETE", path, None)

    async def _write(self, method: str, path: str, body: Json | None) -> Json:
        self._writes += 1
        part = f"#{self.caller.part}:" if self.caller.part else ""
        key = uuid5(_namespace(self.caller.turn_id), f"{part}{self._action}:{self._writes}")
        return await self._send(method, path, json=body or {}, headers={"Idempotency-Key": str(key)})

    async def _send(self, method: str, path: str, *, headers: dict[str, str] | None = None, **rest: Any) -> Json:
        settings = load_settings()
        sent = {
            "Authorization": f"Bearer {settings.service_token}",
            "X-Dialogue-Id": self.caller.dialogue_id,
            "X-Turn-Id": self.caller.turn_id,
            "X-Epoch": self.caller.epoch,
            "Accept-Language": self.caller.locale,
            **(headers or {}),
        }
        try:
            answer = await _pool(settings).request(method, path, headers=sent, **rest)
        except httpx.HTTPError as error:
            raise UnreachableError("unreachable", type(error).__name__) from error
        return _content(answer)


def _content(answer: httpx.Response) -> Json:
    try:
        content = answer.json() if answer.content else {}
    except ValueError as error:
        raise UnreachableError(
            "not_json", "the portal answered something else than JSON", answer.status_code
        ) from error
    if answer.is_success and isinstance(content, dict):
        return content
    described = content if isinstance(content, dict) else {}
    refusal = error_of(answer.status_code, str(described.get("error", "unknown")), str(described.get("detail", "")))
    nearest = described.get("nearest")
    refusal.nearest = [str(quantity) for quantity in nearest] if isinstance(nearest, list) else []
    refusal.sku = str(described.get("sku") or "")
    choices = described.get("choices")
    refusal.choices = [each for each in choices if isinstance(each, dict)] if isinstance(choices, list) else []
    raise refusal


def _namespace(turn_id: str) -> UUID:
    try:
        return UUID(turn_id)
    except ValueError:
        return uuid5(NAMESPACE_URL, turn_id)


def segment(value: str) -> str:
    """``value`` as one segment of a path; what a person typed cannot reach another address."""
    return quote(value.strip(), safe="") or "-"
