"""The buyer and the company."""

from __future__ import annotations

from actions.api.client import Client, Json, segment


class CompanyApi:
    """Who is asking. Every method raises ``PortalError``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def me(self) -> Json:
        """The buyer with roles, company and credit."""
        return await self._client.get("/me")

    async def context(self) -> Json:
        """{locale, authenticated, first_name, company, cart_version, cart_line_count}."""
        return await self._client.get("/assistant/context")

    async def answer(self, topic: str) -> Json:
        """The supplier's standing answer: {text or None, terms: {payment_terms_days, country} or None}."""
        return await self._client.get(f"/answers/{segment(topic)}")
