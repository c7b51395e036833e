"""Cart, order lines from free text, proposals from history, check-out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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

    async def undo(self, version: int | None = None) -> Json:
        """The cart without its last change; with ``version`` only when it is still at that one."""
        return await self._client.post("/cart/undo", {} if version is None else {"version": version})

    async def change_together(
        self, quantities: Mapping[str, str], added: Sequence[tuple[str, str]] = (), *, version: int | None = None
    ) -> Json:
        """The cart with several changes, all or none: new quantities by line (0 takes it out), and products (SKU,
        quantity) put in.
        """
        body: Json = {
            "lines": [{"line_id": line, "quantity": quantity} for line, quantity in quantities.items()],
            "add": [{"sku": sku, "quantity": quantity} for sku, quantity in added],
        }
        if version is not None:
            body["expected_version"] = version
        return await self._client.post("/cart/changes", body)

    async def propose(self) -> Json:
        """A proposal from the company's history."""
        return await self._client.post("/cart/proposals")

    async def apply_proposal(
        self, proposal_id: str, line_ids: Sequence[object] | None, quantities: Mapping[str, str] | None = None
    ) -> Json:
        """The cart with the proposal's lines, or only ``line_ids``; ``quantities`` by line where they differ."""
        body: Json = {} if line_ids is None else {"line_ids": list(line_ids)}
        if quantities:
            body["quantities"] = dict(quantities)
        return await self._client.post(f"/cart/proposals/{segment(proposal_id)}/apply", body)

    async def foresee(self, wish: Mapping[str, str]) -> Json:
        """What checking out would do with ``wish`` (po_number, address, requested_for); changes nothing."""
        return await self._client.get("/cart/checkout", **wish)

    async def check_out(self, version: int, wish: Mapping[str, str]) -> Json:
        """The order made of the cart, provided it is still at ``version``."""
        return await self._client.post("/cart/checkout", {"expected_version": version, **wish})
