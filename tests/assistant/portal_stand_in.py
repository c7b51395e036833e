"""A small real HTTP server that speaks the contract of docs/architecture.md, with a shop small enough to reason about.

It stands in for the portal where a test is about the assistant alone, and records every call with its headers.
"""

# ruff: noqa: E501, TRY301 - the shapes of the contract read best one to a line
from __future__ import annotations

import json
import re
import threading
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Json = dict[str, Any]

PRODUCTS = {
    "CAB-001": ("Cable NYM-J 3x1.5", "m", "0.89", 1200),
    "CAB-002": ("Cable NYM-J 3x2.5", "m", "1.35", 0),
    "BRK-016": ("Circuit breaker B16 1P", "pcs", "3.10", 340),
    "BRK-116": ("Circuit breaker C16 1P", "pcs", "3.40", 80),
    "GLV-00L": ("Nitrile gloves size L", "box", "7.50", 55),
    "GLV-00B": ("Nitrile gloves black size L", "box", "8.20", 40),
}


def product(sku: str) -> Json:
    name, unit, price, available = PRODUCTS[sku]
    return {
        "sku": sku, "name": name, "brand": "Acme", "mpn": sku, "ean": None, "category": "x", "unit": unit,
        "pack_quantity": "1", "min_quantity": "1", "order_step": "1", "price": money(price), "available": str(available),
        "in_stock": available > 0, "lead_time_days": 5, "attributes": [],
    }  # fmt: skip


def money(amount: str | Decimal) -> Json:
    return {"amount": str(amount), "currency": "EUR"}


class Shop:
    """The state behind the stand-in."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.calls: list[Json] = []
        self.cart: dict[str, Decimal] = {}
        self.before: list[dict[str, Decimal]] = []
        self.version = 1
        self.orders: dict[str, Json] = {
            number: self.order(number, {"BRK-016": Decimal(10)}) for number in ("SO-100045", "SO-100046")
        }
        self.rfqs: dict[str, Json] = {"RFQ-1003": self.rfq("RFQ-1003", "quoted", [])}
        self.answers: dict[str, str] = {"faq_delivery": "Two working days."}
        self.handovers: list[str] = []
        self.foretold = ""
        self.files: dict[str, str | None] = {"list": "20 m 3x1.5, 5 breakers, 3 unobtainium", "photo": None}
        self.answer_with: tuple[int, str] | None = None

    def order(self, number: str, lines: dict[str, Decimal], **more: Any) -> Json:
        shown = [{"sku": sku, "name": PRODUCTS[sku][0], "quantity": str(n), "unit": PRODUCTS[sku][1], "shipped": "0",
                  "unit_price": money(PRODUCTS[sku][2]), "total": money("1.00")} for sku, n in lines.items()]  # fmt: skip
        return {"number": number, "status": "picking", "status_text": "being picked", "placed_at": "2026-11-02T09:00:00+00:00",
                "placed_by": "Ann", "po_number": None, "currency": "EUR", "total": money("31.00"), "eta": "2026-12-01",
                "line_count": len(shown), "lines": shown, "shipments": [], **more}  # fmt: skip

    def rfq(self, number: str, status: str, lines: list[Json], **more: Any) -> Json:
        quote = {"version": 2, "status": "sent", "valid_until": "2027-01-31", "lines": [], "total": money("120.00")}
        return {"number": number, "title": None, "status": status, "status_text": status, "created_at": "2026-11-03T09:00:00+00:00",
                "lines": lines, "quote": quote if status == "quoted" else None, "order_number": None, **more}  # fmt: skip

    def found_orders(self, query: dict[str, list[str]]) -> list[Json]:
        """Orders of a state, or with goods whose name holds a word."""
        found = list(reversed(self.orders.values()))
        if "status" in query:
            closed = {"delivered", "cancelled"}
            wanted = query["status"][0]
            found = [
                each
                for each in found
                if each["status"] == wanted or (wanted == "open" and each["status"] not in closed)
            ]
        if "product" in query:
            word = query["product"][0].casefold()[:5]
            found = [each for each in found if any(word in line["name"].casefold() for line in each["lines"])]
        if "po_number" in query:
            found = [each for each in found if each["po_number"] == query["po_number"][0]]
        return found

    def preview(self, number: str) -> Json:
        """What repeating an order would do: the breaker has become dearer."""
        lines = [
            {**line, "note": "", "price_then": money("2.90"), "price": line["unit_price"]}
            for line in self.orders[number]["lines"]
        ]
        return {"number": number, "lines": lines, "skipped": [], "total_then": money("29.00"), "total": money("31.00")}

    def invoices(self, query: dict[str, list[str]]) -> Json:
        """One that is overdue and one that is not."""
        late = {
            "number": "INV-2026-00012",
            "order_number": "SO-100045",
            "status": "overdue",
            "due_on": "2026-11-01",
            "open": money("30.00"),
        }
        due = {
            "number": "INV-2026-00013",
            "order_number": "SO-100046",
            "status": "open",
            "due_on": "2099-11-01",
            "open": money("70.00"),
        }
        items = [{**each, "issued_on": "2026-10-01", "total": each["open"]} for each in (due, late)]
        items = [each for each in items if query.get("order", [each["order_number"]])[0] == each["order_number"]]
        items = [each for each in items if query.get("status", ["open"])[0] in {"open", each["status"]}]
        owed = [{"open": money("100.00"), "overdue": money("30.00"), "count": 2, "overdue_count": 1}]
        return {"items": items, "next": None, "owed": owed}

    def quote_lines(self) -> None:
        """Give the quote of RFQ-1003 two lines."""
        lines = [("CAB-001", "100", "0.80", "80.00"), ("GLV-00L", "5", "8.00", "40.00")]
        self.rfqs["RFQ-1003"]["lines"] = [
            {"id": n, "sku": sku, "description": PRODUCTS[sku][0]} for n, (sku, *_) in enumerate(lines, 11)
        ]
        self.rfqs["RFQ-1003"]["quote"]["lines"] = [
            {"line_id": n, "sku": sku, "name": PRODUCTS[sku][0], "quantity": q, "unit": PRODUCTS[sku][1], "available": True,
             "unit_price": money(price), "total": money(total)} for n, (sku, q, price, total) in enumerate(lines, 11)]  # fmt: skip

    def cart_json(self) -> Json:
        lines = [{"id": f"line-{sku}", "sku": sku, "name": PRODUCTS[sku][0], "quantity": str(n), "unit": PRODUCTS[sku][1],
                  "unit_price": money(PRODUCTS[sku][2]), "total": money(Decimal(PRODUCTS[sku][2]) * n)} for sku, n in self.cart.items()]  # fmt: skip
        total = sum((Decimal(PRODUCTS[sku][2]) * n for sku, n in self.cart.items()), Decimal(0))
        return {"id": "c1", "version": self.version, "currency": "EUR", "lines": lines, "subtotal": money(total), "tax": money("0"),
                "total": money(total), "credit": None, "warnings": [], "can_restore": bool(self.before)}  # fmt: skip

    def keep(self) -> None:
        """Remember the cart as it is before a change."""
        self.version += 1
        self.before.append(dict(self.cart))

    def undo(self, version: int | None) -> Json:
        if version is not None and version != self.version:
            raise Refusal(409, "cart_changed")
        if not self.before:
            raise Refusal(409, "nothing_to_restore")
        self.version += 1
        self.cart = self.before.pop()
        return self.cart_json()

    def together(self, body: Json) -> Json:
        if body.get("expected_version") not in {None, self.version}:
            raise Refusal(409, "cart_changed")
        self.keep()
        for line in body["lines"]:
            sku = line["line_id"].removeprefix("line-")
            self.cart[sku] = Decimal(line["quantity"])
        for added in body["add"]:
            self.cart[added["sku"]] = self.cart.get(added["sku"], Decimal(0)) + Decimal(added["quantity"])
        self.cart = {sku: quantity for sku, quantity in self.cart.items() if quantity > 0}
        return self.cart_json()

    def foresee(self, query: dict[str, list[str]]) -> Json:
        cart = self.cart_json()
        wish = {name: values[0] for name, values in query.items()}
        places = [
            {"code": "MAIN", "label": "Vilnius", "text": "Vilnius"},
            {"code": "SITE", "label": "Site", "text": "Site Naujamiestis"},
        ]
        asked = wish.get("address", "main").casefold()
        address = places[1] if "naujamiestis" in asked or asked == "site" else places[0]
        notes = [{"code": "address", "text": f"Delivery to: {address['text']}.", "stops": False}]
        outcome = self.foretold or ("placed" if cart["lines"] else "cart_empty")
        if self.foretold:
            notes.insert(0, {"code": outcome, "text": "This order would be refused.", "stops": True})
        return {"version": self.version, "outcome": outcome, "line_count": len(cart["lines"]), "total": cart["total"], "notes": notes,
                "address": address, "addresses": places, "po_number": wish.get("po_number", ""), "requested_for": wish.get("requested_for")}  # fmt: skip

    def change(self, sku: str, quantity: Decimal) -> Json:
        self.keep()
        self.cart[sku] = quantity
        if quantity <= 0:
            del self.cart[sku]
        return self.cart_json()

    def read_text(self, body: Json) -> Json:
        """Understands the few phrases that the tests use; an uploaded file is known by its text."""
        if body.get("file_id") and self.files.get(body["file_id"]) is None:
            raise Refusal(422, "file_unreadable")
        text: str = self.files[body["file_id"]] or "" if body.get("file_id") else body["text"]
        lines: list[Json] = []
        known: tuple[tuple[str, str, list[str]], ...] = (("3[xх]1[.,]5", "sure", ["CAB-001"]), ("3[xх]2[.,]5", "sure", ["CAB-002"]), ("black|чорн|чёрн|czarn", "sure", ["GLV-00B"]), ("gloves|rękawic|перчат|рукави", "sure", ["GLV-00L"]), ("breaker|автомат|wyłączn", "unsure", ["BRK-016", "BRK-116"]), ("unobtainium", "unknown", []))  # fmt: skip
        for part in re.split(r",(?!\d)|;|\band\b|\bі\b|\bи\b|\bi\b", text):
            for pattern, status, skus in known:
                named = re.search(pattern, part, re.IGNORECASE)
                if named:
                    found = re.search(r"\d+", part)
                    quantity = Decimal(found[0]) if found else Decimal(1)
                    lines.append({"position": len(lines) + 1, "text": part.strip(), "quantity": str(quantity), "unit": None, "phrase": named[0],
                                  "status": status, "product": product(skus[0]) if status == "sure" else None, "candidates": [product(s) for s in skus]})  # fmt: skip
                    if status == "sure" and body["apply"]:
                        self.change(skus[0], self.cart.get(skus[0], Decimal(0)) + quantity)
                    break
        return {"lines": lines, "cart": self.cart_json() if body["apply"] else None}


class Refusal(Exception):
    def __init__(self, status: int, code: str) -> None:
        self.status, self.code = status, code


def respond(shop: Shop, method: str, path: str, query: dict[str, list[str]], body: Json) -> Json:  # noqa: PLR0911, PLR0912, C901
    """The answer to a call below /api/v1."""
    if shop.answer_with:
        raise Refusal(*shop.answer_with)
    match method, path.strip("/").split("/"):
        case "GET", ["assistant", "context"]:
            return {
                "locale": "en",
                "authenticated": True,
                "first_name": "Ann",
                "company": "Nord",
                "cart_version": 1,
                "cart_line_count": 0,
            }
        case "GET", ["me"]:
            return {
                "company": {
                    "currency": "EUR",
                    "credit": {"limit": money("1000"), "used": money("200"), "available": money("800")},
                }
            }
        case "GET", ["products"]:
            words = query["q"][0].casefold().split()
            hits = [
                sku for sku, entry in PRODUCTS.items() if any(word in f"{sku} {entry[0]}".casefold() for word in words)
            ]
            start = int(query.get("cursor", ["0"])[0])
            limit = int(query["limit"][0])
            return {
                "items": [product(sku) for sku in hits[start : start + limit]],
                "next": None,
                "total": len(hits),
                "relaxed": False,
            }
        case "GET", ["products", sku]:
            if sku not in PRODUCTS:
                raise Refusal(404, "product_not_found")
            return {
                **product(sku),
                "price_tiers": [],
                "stock": [],
                "substitutes": [product("BRK-116")] if sku == "BRK-016" else [],
            }
        case "GET", ["cart"]:
            return shop.cart_json()
        case "DELETE", ["cart"]:
            shop.keep()
            shop.cart = {}
            return shop.cart_json()
        case "POST", ["cart", "undo"]:
            return shop.undo(body.get("version"))
        case "POST", ["cart", "changes"]:
            return shop.together(body)
        case "GET", ["cart", "checkout"]:
            return shop.foresee(query)
        case "POST", ["cart", "vocabulary"]:
            return {"phrase": body["phrase"], "sku": body["sku"]}
        case "POST", ["cart", "text"]:
            return shop.read_text(body)
        case "POST", ["cart", "lines"]:
            return shop.change(body["sku"], shop.cart.get(body["sku"], Decimal(0)) + Decimal(body["quantity"]))
        case "PATCH", ["cart", "lines", line]:
            return shop.change(line.removeprefix("line-"), Decimal(body["quantity"]))
        case "DELETE", ["cart", "lines", line]:
            return shop.change(line.removeprefix("line-"), Decimal(0))
        case "POST", ["cart", "proposals"]:
            lines = [{"id": f"p-{sku}", "sku": sku, "name": PRODUCTS[sku][0], "quantity": "5", "unit": "pcs", "reason": "every 3 weeks", "probability": 0.8} for sku in ("BRK-016", "GLV-00L")]  # fmt: skip
            return {"id": "prop-1", "lines": lines, "total": money("10"), "note": None}
        case "POST", ["cart", "proposals", "prop-1", "apply"]:
            amounts = body.get("quantities") or {}
            for line in body.get("line_ids") or ["p-BRK-016", "p-GLV-00L"]:
                shop.change(line.removeprefix("p-"), Decimal(amounts.get(line, 5)))
            return shop.cart_json()
        case "POST", ["cart", "checkout"]:
            if body["expected_version"] != shop.version:
                raise Refusal(409, "cart_changed")
            order = shop.order(
                f"SO-{100100 + len(shop.orders)}",
                shop.cart,
                po_number=body.get("po_number"),
                requested_for=body.get("requested_for"),
            )
            order["address"] = {"code": body.get("address", "MAIN"), "label": "", "text": body.get("address", "MAIN")}
            shop.orders[order["number"]] = order
            shop.cart.clear()
            shop.version += 1
            return order
        case "GET", ["orders"]:
            return {"items": shop.found_orders(query)[: int(query["limit"][0])], "next": None}
        case "GET", ["orders", number]:
            if number not in shop.orders:
                raise Refusal(404, "order_not_found")
            return shop.orders[number]
        case "GET", ["orders", number, "reorder"]:
            return shop.preview(number)
        case "POST", ["orders", number, "cancel"]:
            if shop.orders[number]["status"] != "placed":
                raise Refusal(409, "status_not_allowed")
            shop.orders[number].update(status="cancelled", status_text="cancelled")
            return shop.orders[number]
        case "GET", ["invoices"]:
            return shop.invoices(query)
        case "GET", ["answers", topic]:
            return {
                "topic": topic,
                "text": shop.answers.get(topic),
                "terms": {"payment_terms_days": 30, "country": "PL"},
            }
        case "POST", ["orders", number, "reorder"]:
            for line in shop.orders[number]["lines"]:
                shop.change(line["sku"], Decimal(line["quantity"]))
            return {"cart": shop.cart_json(), "added": shop.orders[number]["lines"], "skipped": []}
        case "GET", ["rfqs"]:
            return {"items": list(reversed(shop.rfqs.values())), "next": None}
        case "GET", ["rfqs", number]:
            if number not in shop.rfqs:
                raise Refusal(404, "rfq_not_found")
            return shop.rfqs[number]
        case "POST", ["rfqs"]:
            rfq = shop.rfq(
                f"RFQ-{1100 + len(shop.rfqs)}",
                "submitted",
                body["lines"],
                needed_by=body.get("needed_by"),
                note=body.get("note"),
                sent=body,
            )
            shop.rfqs[rfq["number"]] = rfq
            return rfq
        case "POST", ["rfqs", number, "accept"]:
            shop.rfqs[number]["status"] = "accepted"
            return shop.order("SO-100999", {"BRK-016": Decimal(1)})
        case "POST", ["rfqs", number, "counter"]:
            shop.rfqs[number].update(status="in_review", status_text="in review", counter=body)
            return shop.rfqs[number]
        case "POST", ["rfqs", number, "decline"]:
            shop.rfqs[number].update(status="declined", decline_reason=body["reason"])
            return shop.rfqs[number]
        case "POST", ["conversations", "current", "handover"]:
            shop.handovers.append(body["reason"])
            return {"id": "conv", "state": "queued"}
    raise Refusal(404, "not_found")


class Handler(BaseHTTPRequestHandler):
    shop: Shop
    token: str
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        parts = urlsplit(self.path)
        path = unquote(parts.path.removeprefix("/api/v1"))
        self.shop.calls.append({"method": self.command, "path": path, "query": parts.query, "body": body, "headers": dict(self.headers)})  # fmt: skip
        try:
            if self.headers.get("Authorization") != f"Bearer {self.token}":
                raise Refusal(401, "unauthorized")
            status, content = 200, respond(self.shop, self.command, path, parse_qs(parts.query), body)
        except Refusal as refusal:
            status, content = refusal.status, {"error": refusal.code, "detail": ""}
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_DELETE = _serve  # noqa: N815 - the names are the library's

    def log_message(self, *args: Any) -> None:
        """Quiet."""


def start(shop: Shop, token: str) -> ThreadingHTTPServer:
    """Serve ``shop`` on a free port of the loopback address."""
    handler = type("BoundHandler", (Handler,), {"shop": shop, "token": token})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True, name="portal stand-in").start()
    return server
