"""Requests for quotation and their quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.api.client import Client, Json, segment


class RfqsApi:
    """The company's requests for quotation. Every method raises ``PortalError``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def latest(self, *, limit: int = 5) -> Json:
        """The newest requests."""
        return await self._client.get("/rfqs", limit=limit)

    async def get(self, number: str) -> Json:
        """One request with its quote."""
        return await self._client.get(f"/rfqs/{segment(number)}")

    async def create(self, request: Json) -> Json:
        """Raise a request: {lines, needed_by?, note?}."""
        return await self._client.post("/rfqs", request)

    async def accept(self, number: str, version: int, line_ids: Sequence[int] | None = None) -> Json:
        """The order made of the quote, or of the chosen lines of it, provided it is still at ``version``."""
        body: Json = {"quote_version": version}
        if line_ids:
            body["line_ids"] = list(line_ids)
        return await self._client.post(f"/rfqs/{segment(number)}/accept", body)

    async def counter(self, number: str, version: int, text: str, target_prices: Mapping[str, str]) -> Json:
        """The request with a counter-offer to its quote, back with the supplier's sales."""
        body = {"text": text, "target_prices": dict(target_prices), "quote_version": version}
        return await self._client.post(f"/rfqs/{segment(number)}/counter", body)

    async def decline(self, number: str, reason: str) -> Json:
        """The request, its quote declined."""
        return await self._client.post(f"/rfqs/{segment(number)}/decline", {"reason": reason})
