"""Plays a dialogue and says what was not as written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from nlu.evaluate.play.database import Database
from nlu.evaluate.play.script import Dialogue, Step
from nlu.evaluate.play.shop import PEOPLE, Address, Person, Scene, ShopError, Talk

Json = dict[str, Any]
_NAME = re.compile(r"\{(\w+)\}")


@dataclass
class Played:
    """A dialogue and what went wrong in it; ``said`` is its record."""

    dialogue: Dialogue
    failures: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether everything was as written."""
        return not self.failures


class Player:
    """Plays the dialogues of one language, one after the other; two colleagues take turns."""

    def __init__(self, address: Address, lang: str) -> None:
        self._address = address
        self._people = [Person(address, email) for email in PEOPLE[lang]]
        for person in self._people:
            person.use_language(lang)
        self._scene = Scene(address)
        self._database = Database()
        self._turn = 0

    def close(self) -> None:
        """Close every connection."""
        for person in self._people:
            person.close()
        self._scene.close()
        self._database.close()

    def play(self, dialogue: Dialogue) -> Played:
        """Play one dialogue; whatever happens becomes its record."""
        played = Played(dialogue)
        guest = dialogue.role == "guest"
        person = Person(self._address) if guest else self._people[self._turn % 2]
        self._turn += 1
        try:
            if guest:
                person.use_language(dialogue.lang)
            else:
                self._scene.clear(person)
            _Performance(self._scene, self._database, person, played).run()
        except ShopError as error:
            played.failures.append(str(error))
        finally:
            if guest:
                person.close()
        return played


class _Performance:
    """One dialogue under way."""

    def __init__(self, scene: Scene, database: Database, person: Person, played: Played) -> None:
        self._scene = scene
        self._database = database
        self._played = played
        self._person = person
        self._names: dict[str, str] = {}
        self._given(scene)
        self._talk = Talk(person)
        self._user, self._company = database.owner(self._talk.identity)
        self._orders = len(database.orders(self._user)) if self._user else 0
        self._rfqs = len(database.rfqs(self._user)) if self._user else 0

    def _given(self, scene: Scene) -> None:
        given = self._played.dialogue.given
        if "order" in given:
            number = scene.place_order(self._person, given["order"])
            self._names |= {"order": number, "order_digits": re.sub(r"\D", "", number)}
        if "quote" in given:
            number = scene.quote(self._person, given["quote"])
            self._names |= {"rfq": number, "rfq_digits": re.sub(r"\D", "", number)}
        if "cart" in given:
            scene.fill_cart(self._person, given["cart"])
        if "notices" in given:
            scene.want(self._person, given["notices"])

    def run(self) -> None:
        """Every step; a failed one does not stop the rest, a missing button or answer does."""
        for number, step in enumerate(self._played.dialogue.steps, 1):
            if step.say is not None:
                text = self._fill(step.say)
                self._played.said.append(f"> {text}")
                answer = self._talk.say(text)
            elif step.happens is not None:
                answer = self._happen(step.happens)
            else:
                wanted = {name: self._fill(str(value)) for name, value in (step.press or {}).items()}
                self._played.said.append(f"> [{wanted}]")
                answer = self._talk.press(wanted)
            self._played.said += [f"< {message['author']}: {message['text']}" for message in answer]
            for failure in (*self._words(step, answer), *self._effects(step)):
                self._played.failures.append(f"step {number}: {failure}")

    def _happen(self, events: Json) -> list[Json]:
        for event, number in events.items():
            self._played.said.append(f"* {event} {self._fill(str(number))}")
            self._scene.happens(event, self._fill(str(number)))
        return self._talk.hear()

    def _fill(self, text: str) -> str:
        """``text`` with the numbers of what was arranged: {order}, {order_digits}, {rfq}, {foreign_order}."""

        def value(match: re.Match[str]) -> str:
            name = match[1]
            if name == "foreign_order" and name not in self._names:
                self._names[name] = self._database.foreign_order(self._company)
            return self._names.get(name, match[0])

        return _NAME.sub(value, text)

    def _words(self, step: Step, answer: list[Json]) -> list[str]:
        expect = step.expect
        text = "\n".join(message["text"] for message in answer).casefold()
        cards = [card["type"] for message in answer for card in message["cards"]]
        payloads = [button["payload"].removeprefix("/").partition("{")[0] for button in self._talk.offered()]
        nlu = self._database.conversation(self._talk.identity)["nlu"]
        failures = []
        if "intent" in expect and nlu.get("intent") != expect["intent"]:
            failures.append(f"understood as {nlu.get('intent')} ({nlu.get('confidence')}), not {expect['intent']}")
        if "language" in expect and nlu.get("language") != expect["language"]:
            failures.append(f"taken for {nlu.get('language')}, not {expect['language']}")
        failures += [
            f"the answer lacks {part!r}: {text[:300]!r}"
            for part in _listed(expect.get("text_has"))
            if self._fill(part).casefold() not in text
        ]
        anyway = [self._fill(part).casefold() for part in _listed(expect.get("text_has_any"))]
        if anyway and not any(part in text for part in anyway):
            failures.append(f"the answer has none of {anyway}: {text[:300]!r}")
        failures += [
            f"the answer has {part!r}"
            for part in _listed(expect.get("text_lacks"))
            if self._fill(part).casefold() in text
        ]
        failures += [f"no card {kind} among {cards}" for kind in _listed(expect.get("cards")) if kind not in cards]
        failures += [f"a card {kind}" for kind in _listed(expect.get("no_cards")) if kind in cards]
        failures += [
            f"no button {name} among {payloads}" for name in _listed(expect.get("buttons")) if name not in payloads
        ]
        return failures

    def _effects(self, step: Step) -> list[str]:
        return [failure for name, wanted in step.effects.items() if (failure := self._check(name, wanted))]

    def _check(self, name: str, wanted: Any) -> str:
        checks: dict[str, Callable[[Any], str]] = {
            "cart": self._cart,
            "cart_has": self._cart_has,
            "cart_size": self._cart_size,
            "orders": lambda number: self._counted("orders", self._new_orders(), number),
            "rfqs": lambda number: self._counted("requests", self._new_rfqs(), number),
            "order": self._order,
            "rfq": self._rfq,
            "order_status": self._order_status,
            "rfq_status": self._rfq_status,
            "state": self._state,
            "handover_has": self._handover_has,
            "notices": lambda kinds: _differs("notices", self._database.notices(self._user), kinds),
            "names": lambda names: _differs("the company's names", self._database.names(self._company), names),
        }
        return checks[name](wanted)

    def _cart(self, wanted: Json) -> str:
        have = self._database.cart(self._user)
        return "" if have == _quantities(wanted) else f"the cart holds {_shown(have)}, not {wanted}"

    def _cart_has(self, wanted: Json) -> str:
        have = self._database.cart(self._user)
        missing = {sku: n for sku, n in _quantities(wanted).items() if have.get(sku) != n}
        return f"the cart holds {_shown(have)}, not {_shown(missing)}" if missing else ""

    def _cart_size(self, wanted: int) -> str:
        have = self._database.cart(self._user)
        return "" if len(have) == wanted else f"the cart has {len(have)} lines ({_shown(have)}), not {wanted}"

    def _new_orders(self) -> list[Json]:
        found = self._database.orders(self._user)
        return found[: len(found) - self._orders]

    def _new_rfqs(self) -> list[Json]:
        found = self._database.rfqs(self._user)
        return found[: len(found) - self._rfqs]

    @staticmethod
    def _counted(kind: str, new: list[Json], wanted: object) -> str:
        return "" if len(new) == int(str(wanted)) else f"{len(new)} new {kind}, not {wanted}"

    def _order(self, wanted: Json) -> str:
        new = self._new_orders()
        if not new:
            return "no new order"
        have: Json = {**new[0], "lines": self._database.order_lines(new[0]["id"])}
        if "lines" in wanted:
            wanted = {**wanted, "lines": _quantities(wanted["lines"])}
        return _differs("the new order", have, wanted)

    def _rfq(self, wanted: Json) -> str:
        new = self._new_rfqs()
        if not new:
            return "no new request"
        lines = self._database.rfq_lines(new[0]["id"])
        have: Json = {
            **new[0],
            "needed_by": new[0]["needed_by"] is not None
            if isinstance(wanted.get("needed_by"), bool)
            else _day(new[0]["needed_by"]),
            "lines": len(lines),
            "skus": [line["sku"] for line in lines],
            "quantities": [float(line["quantity"]) for line in lines],
            "target_prices": [None if line["target_price"] is None else float(line["target_price"]) for line in lines],
            "dated_lines": sum(line["needed_by"] is not None for line in lines),
        }
        note = wanted.get("note_has")
        if note is not None and str(note).casefold() not in str(have["note"]).casefold():
            return f"the request's note is {have['note']!r}"
        return _differs("the new request", have, {k: v for k, v in wanted.items() if k != "note_has"})

    def _order_status(self, wanted: Json) -> str:
        have = {order["number"]: order["status"] for order in self._database.orders(self._user)}
        return _differs("orders", have, {self._fill(number): status for number, status in wanted.items()})

    def _rfq_status(self, wanted: Json) -> str:
        have = {rfq["number"]: rfq["status"] for rfq in self._database.rfqs(self._user)}
        return _differs("requests", have, {self._fill(number): status for number, status in wanted.items()})

    def _state(self, wanted: str) -> str:
        have = self._database.conversation(self._talk.identity)["state"]
        return "" if have == wanted else f"the conversation is {have}, not {wanted}"

    def _handover_has(self, wanted: str) -> str:
        have = self._database.conversation(self._talk.identity)["reason"]
        return "" if wanted.casefold() in have.casefold() else f"handed over for {have!r}"


def _listed(value: object) -> list[str]:
    return [] if value is None else [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _quantities(lines: Json) -> dict[str, Decimal]:
    return {sku: Decimal(str(quantity)).normalize() for sku, quantity in lines.items()}


def _shown(lines: dict[str, Decimal]) -> dict[str, str]:
    return {sku: f"{quantity:f}" for sku, quantity in lines.items()}


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _differs(what: str, have: Json, wanted: Json) -> str:
    wrong = {name: have.get(name) for name, value in wanted.items() if have.get(name) != value}
    return f"{what}: {wrong}, not { {name: wanted[name] for name in wrong} }" if wrong else ""
