"""The running product as a buyer's, operator's and manager's program sees it: its API."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

Json = dict[str, Any]

ANSWER_SECONDS = 30.0
# Two colleagues a language take turns, so that nobody writes faster than a person may.
PEOPLE = {
    "en": ("jens.petersen@hansa.example", "heike.brandt@hansa.example"),
    "uk": ("iryna.melnyk@zakhid.example", "andrii.hnatiuk@zakhid.example"),
    "ru": ("serhii.kravtsov@dniproavt.example", "nataliia.rud@dniproavt.example"),
    "pl": ("katarzyna.nowicka@elmont.example", "pawel.zielinski@elmont.example"),
}


class ShopError(Exception):
    """The product did not do what every dialogue needs; the message says what."""


@dataclass(frozen=True)
class Address:
    """Where the product runs, and the demo's passwords."""

    url: str
    logins: dict[str, dict[str, str]]

    @classmethod
    def of_installation(cls) -> Address:
        """From the settings that ``bin/with`` loads and the demo's file of logins. Raises ``SystemExit``."""
        folder = Path(os.environ.get("VAR_DIR", "var"))
        logins = folder / "demo-logins.json"
        if not logins.is_file():
            raise SystemExit(f"no {logins.name} in {folder}: the dialogues run against `make run` with its demo")
        host, port = os.environ.get("WEB_HOST", "127.0.0.1"), os.environ.get("WEB_PORT", "8000")
        return cls(f"http://{host}:{port}", json.loads(logins.read_text(encoding="utf-8")))

    def password(self) -> str:
        """The one that the demo's buyers share."""
        return self.logins["buyer"]["password"]


class Person:
    """Somebody with an API token, or a guest without one."""

    def __init__(self, address: Address, email: str | None = None, password: str | None = None) -> None:
        self._client = httpx.Client(base_url=f"{address.url}/api/v1", timeout=30.0, trust_env=False)
        if email is not None:
            answer = self.call("POST", "/tokens", {"email": email, "password": password or address.password()})
            self._client.headers["Authorization"] = f"Bearer {answer['access_token']}"

    def call(self, method: str, path: str, body: Json | None = None, *, allowed: tuple[int, ...] = ()) -> Json:
        """One request; waits when it was told to slow down. Raises ``ShopError`` for a refusal not ``allowed``."""
        until = time.monotonic() + 90
        while True:
            answer = self._client.request(method, path, json=body)
            if answer.status_code != 429 or time.monotonic() > until:
                break
            time.sleep(min(float(answer.headers.get("Retry-After", "1")), 10.0))
        if answer.is_error and answer.status_code not in allowed:
            raise ShopError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        content = answer.json() if answer.content else {}
        return content if isinstance(content, dict) else {}

    def use_language(self, lang: str) -> None:
        """Ask for answers in that language, as a browser does."""
        self._client.headers["Accept-Language"] = lang

    def remember_conversation(self, token: str) -> None:
        """Keep a guest's key."""
        self._client.headers["X-Conversation-Token"] = token

    def close(self) -> None:
        """Close the connection."""
        self._client.close()


class Talk:
    """A new conversation of a person."""

    def __init__(self, person: Person) -> None:
        self._person = person
        opened = person.call("POST", "/conversations", {})
        self.identity = str(opened["id"])
        self._seq = int(opened.get("last_seq") or 0)
        if opened.get("token"):
            person.remember_conversation(opened["token"])
        self.answer: list[Json] = []

    def say(self, text: str, button: str | None = None) -> list[Json]:
        """Write or press, and wait for the whole answer. Raises ``ShopError`` where none comes."""
        body: Json = {"client_id": os.urandom(8).hex(), "text": text}
        if button is not None:
            body["button"] = button
        path = f"/conversations/{self.identity}/messages"
        self._seq = max(self._seq, int(self._person.call("POST", path, body)["seq"]))
        until = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < until:
            items = self._person.call("GET", f"{path}?after={self._seq}&limit=100")["items"]
            fresh = [one for one in items if one["author"] in {"bot", "system"} and not one.get("notice")]
            if fresh:
                self._seq = int(items[-1]["seq"])
                self.answer = fresh
                return fresh
            time.sleep(0.05)
        raise ShopError(f"no answer to {text!r} within {ANSWER_SECONDS:.0f} s")

    def hear(self) -> list[Json]:
        """Wait for what is told unasked. Raises ``ShopError`` where nothing comes."""
        path = f"/conversations/{self.identity}/messages"
        until = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < until:
            items = self._person.call("GET", f"{path}?after={self._seq}&limit=100")["items"]
            told = [message for message in items if message.get("notice")]
            if told:
                self._seq = int(items[-1]["seq"])
                self.answer = told
                return told
            time.sleep(0.1)
        raise ShopError(f"nothing was told within {ANSWER_SECONDS:.0f} s")

    def offered(self) -> list[Json]:
        """Every button of the last answer, those of its cards included."""
        found: list[Json] = []
        for message in self.answer:
            found += message["buttons"]
            for card in message["cards"]:
                found += card.get("buttons") or []
        return found

    def press(self, wanted: Json) -> list[Json]:
        """Press the first offered button with that intent (and arguments, and ``nth`` counted from 1)."""
        arguments = {name: value for name, value in wanted.items() if name not in {"intent", "nth"}}
        fitting = [button for button in self.offered() if _fits(button["payload"], wanted["intent"], arguments)]
        nth = int(wanted.get("nth", 1))
        if len(fitting) < nth:
            payloads = [button["payload"] for button in self.offered()]
            raise ShopError(f"no button {wanted} among {payloads}")
        button = fitting[nth - 1]
        return self.say(button["title"], button["payload"])


def _fits(payload: str, intent: str, arguments: Json) -> bool:
    name, brace, rest = payload.removeprefix("/").partition("{")
    given = json.loads(brace + rest) if brace else {}
    return name == intent and all(str(given.get(key)) == str(value) for key, value in arguments.items())


class Scene:
    """What is arranged before a dialogue, and cleared away after it."""

    def __init__(self, address: Address) -> None:
        self._operator = Person(address, **address.logins["operator"])
        self._manager = Person(address, **address.logins["head_of_sales"])

    def clear(self, buyer: Person) -> None:
        """An empty cart, no learned names, no notices, and a closed conversation."""
        buyer.call("DELETE", "/cart")
        self.want(buyer, [])
        for name in buyer.call("GET", "/cart/vocabulary", allowed=(404,)).get("items", []):
            buyer.call("DELETE", f"/cart/vocabulary/{name['id']}")
        opened = buyer.call("POST", "/conversations", {})
        path = f"/operator/conversations/{opened['id']}"
        self._operator.call("POST", f"{path}/take", {}, allowed=(409,))
        self._operator.call("POST", f"{path}/close", {}, allowed=(409,))

    def want(self, buyer: Person, kinds: list[str]) -> None:
        """Switch these kinds of notices on and the others off."""
        known = buyer.call("GET", "/me/notices")["kinds"]
        buyer.call("PUT", "/me/notices", {"kinds": {kind: kind in kinds for kind in known}})

    def happens(self, event: str, number: str) -> None:
        """The supplier confirms, ships or cancels an order, or quotes a request anew."""
        if event == "quote":
            self._offer(number, "0.95")
            return
        body = {
            "confirm": {"status": "confirmed"},
            "ship": {"status": "shipped", "carrier": "DHL", "tracking": "JJD000390007"},
            "cancel": {"status": "cancelled", "note": "not made any more"},
        }[event]
        if event == "ship":  # by way of picking, which is not told
            self._manager.call("POST", f"/staff/orders/{number}/status", {"status": "picking"}, allowed=(409,))
        self._manager.call("POST", f"/staff/orders/{number}/status", body)

    def fill_cart(self, buyer: Person, lines: list[Json]) -> None:
        """Put lines into the cart."""
        for line in lines:
            buyer.call("POST", "/cart/lines", {"sku": line["sku"], "quantity": str(line["quantity"])})

    def place_order(self, buyer: Person, lines: list[Json]) -> str:
        """Place an order; its number."""
        self.fill_cart(buyer, lines)
        return str(buyer.call("POST", "/cart/checkout", {})["number"])

    def quote(self, buyer: Person, given: Json) -> str:
        """Raise a request and have it quoted; its number. ``given``: lines, unit_price."""
        number = str(buyer.call("POST", "/rfqs", {"lines": given["lines"]})["number"])
        self._offer(number, str(given.get("unit_price", "1.10")))
        return number

    def _offer(self, number: str, price: str) -> None:
        asked = self._manager.call("GET", f"/staff/rfqs/{number}")
        offers = [{"line_id": line["id"], "unit_price": price, "lead_time_days": 5} for line in asked["lines"]]
        until = (datetime.now(UTC) + timedelta(days=14)).date().isoformat()
        self._manager.call("POST", f"/staff/rfqs/{number}/quote", {"lines": offers, "valid_until": until, "note": ""})

    def close(self) -> None:
        """Close the connections."""
        self._operator.close()
        self._manager.close()
