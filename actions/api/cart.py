"""Cart, order lines from free text, proposals from history, check-out."""

from __future__ import annotations

from collections.abc import Sequence

from actions.api.client import Client, Json, segment


class CartApi:
    """The buyer's cart. Every method raises ``PortalError``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def get(self) -> Json:
        """The cart."""
        return await self._client.get("/cart")

    async def read_text(self, text: str, *, apply: bool) -> Json:
        """Order lines of ``text``; with ``apply`` the sure ones are put into the cart."""
        body = {"text": text, "apply": apply, "locale": self._client.caller.locale}
        return await self._client.post("/cart/text", body)

    async def read_file(self, file_id: str, *, apply: bool) -> Json:
        """Order lines of an uploaded file; with ``apply`` the sure ones are put into the cart."""
        body = {"file_id": file_id, "apply": apply, "locale": self._client.caller.locale}
        return await self._client.post("/cart/text", body)

    async def teach(self, phrase: str, sku: str) -> Json:
        """Keep that the buyer's company means ``sku`` by ``phrase``."""
        return await self._client.post("/cart/vocabulary", {"phrase": phrase, "sku": sku})

    async def add(self, sku: str, quantity: str) -> Json:
        """The cart with ``quantity`` (a decimal number) more of ``sku``."""
        return await self._client.post("/cart/lines", {"sku": sku, "quantity": quantity})

    async def change(self, line_id: object, quantity: str) -> Json:
        """The cart with the line's quantity replaced."""
        return await self._client.patch(f"/cart/lines/{segment(str(line_id))}", {"quantity": quantity})

    async def remove(self, line_id: object) -> Json:
        """The cart without the line."""
        return await self._client.delete(f"/cart/lines/{segment(str(line_id))}")

    async def clear(self) -> Json:
        """The empty cart."""
        return await self._client.delete("/cart")

    async def restore(self) -> Json:
        """The cart as it was before it was emptied."""
        return await self._client.post("/cart/restore")

    async def propose(self) -> Json:
        """A proposal from the company's history."""
        return await self._client.post("/cart/proposals")

    async def apply_proposal(self, proposal_id: str, line_ids: Sequence[object] | None) -> Json:
        """The cart with the proposal's lines, or only those of ``line_ids``."""
        body: Json = {} if line_ids is None else {"line_ids": list(line_ids)}
        return await self._client.post(f"/cart/proposals/{segment(proposal_id)}/apply", body)

    async def check_out(self, version: int, po_number: str | None) -> Json:
        """The order made of the cart, provided it is still at ``version``."""
        body: Json = {"expected_version": version}
        if po_number:
            body["po_number"] = po_number
        return await self._client.post("/cart/checkout", body)
