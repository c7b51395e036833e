"""One turn of a dialogue: what the person wrote, what is remembered, what is said, and the portal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.api import Caller, Client, Portal
from actions.texts import LOCALES, Texts

SWITCH_LETTERS = 8
SURE_SWITCH, SURE_CLOSE = 0.85, 0.9
RECENT = 3
# What stays in mind while other things are shown: lines taken out of the cart, and the products of the last list.
_KEPT = ("removed", "listed")
# What a guess offered as a button carries, so that nothing has to be written again.
SAID = "said"

_TWO_STOPS = re.compile(r"(?<=\w)\.\.(?!\.)")

Json = dict[str, Any]
Button = dict[str, str]


class Turn:
    """What an action works with.

    Slots hold ids and choices only, never prices or rights: ``pending`` is the step a bare "yes" carries out
    ({"step", "args"}), ``shown`` is what "the second one" refers to ({"kind", "ids", …}).
    """

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker, action: str) -> None:
        self._dispatcher = dispatcher
        self._tracker = tracker
        self._changed: Json = {}
        message = tracker.latest_message or {}
        self.text: str = message.get("text") or ""
        self.intent: str = (message.get("intent") or {}).get("name") or ""
        self.confidence = float((message.get("intent") or {}).get("confidence") or 0.0)
        self.ranking: list[Json] = message.get("intent_ranking") or []
        self._entities: list[Json] = message.get("entities") or []
        self._take_over_said()
        self.metadata: Json = _metadata(tracker)
        self.locale = self._locale(message)
        self.texts = Texts(self.locale)
        caller = Caller(
            dialogue_id=tracker.sender_id,
            turn_id=str(self.metadata.get("turn_id", "")),
            epoch=str(self.metadata.get("epoch", "")),
            locale=self.locale,
            part=int(self.metadata.get("part") or 0),
        )
        self.portal = Portal(Client(caller, action))

    def _locale(self, message: Json) -> str:
        """The language of the message where that is clear, else of the dialogue, else of the conversation.

        A language that was asked for holds while the person goes on writing as before: who writes Ukrainian and wants
        English gets English.
        """
        language = message.get("language") or {}
        current = self._tracker.get_slot("language")
        asked = self._tracker.get_slot("language_asked") or {}
        detected = language.get("code") if language.get("detected") and language.get("code") in LOCALES else None
        if detected and detected == asked.get("from"):
            return str(asked["to"])
        if detected and (current not in LOCALES or detected == current or self._switches(language, str(current))):
            self.remember("language", detected)
            if asked and detected != asked["to"]:
                self.remember("language_asked", None)
            return str(detected)
        for code in (current, self.metadata.get("locale")):
            if code in LOCALES:
                return str(code)
        return "en"

    def _switches(self, language: Json, current: str) -> bool:
        """Whether the message is long and clear enough to leave the language of the dialogue."""
        letters = sum(character.isalpha() for character in self.text)
        close = {current, str(language.get("code"))} == {"uk", "ru"}
        return letters >= (SWITCH_LETTERS + 2 if close else SWITCH_LETTERS) and float(
            language.get("confidence") or 0.0
        ) >= (SURE_CLOSE if close else SURE_SWITCH)

    def _take_over_said(self) -> None:
        """A pressed guess stands for the message that was not understood: its words and numbers are this turn's."""
        said = self.entity(SAID) if self.text.startswith("/") else None
        if isinstance(said, str) and said.strip(" /"):
            self.text = said.lstrip(" /")  # words never become a payload
            self._entities = [entity for entity in self._entities if entity.get("entity") != SAID]

    def entity(self, *kinds: str) -> Any:
        """The first entity of one of ``kinds``, the kinds in order of preference; None where there is none."""
        for kind in kinds:
            for entity in self._entities:
                if entity.get("entity") == kind:
                    return entity.get("value")
        return None

    def text_without(self, *kinds: str) -> str:
        """The message without the words of entities of ``kinds``."""
        spans = [(one.get("start"), one.get("end")) for one in self._entities if one.get("entity") in kinds]
        text = self.text
        for start, end in sorted(((a, b) for a, b in spans if a is not None and b is not None), reverse=True):
            text = f"{text[:start]} {text[end:]}"
        return text

    @property
    def arguments(self) -> Json:
        """What a pressed button carries."""
        return {str(entity["entity"]): entity.get("value") for entity in self._entities}

    @property
    def attachments(self) -> list[Json]:
        """The message's files as the portal names them, [{id, name, readable}]; a button may carry one as well."""
        given = self.metadata.get("attachments")
        if isinstance(given, list) and given:
            return [one for one in given if isinstance(one, dict) and one.get("id")]
        file_id = self.arguments.get("file_id") if self.is_button else None
        return [{"id": str(file_id), "name": str(self.arguments.get("file_name") or "")}] if file_id else []

    @property
    def is_guest(self) -> bool:
        """Whether nobody is logged in: a visitor may search and ask, but has no cart."""
        return self.metadata.get("authenticated") is False

    @property
    def is_button(self) -> bool:
        """Whether a button was pressed; a person's own leading slash never arrives as one."""
        return self.text.startswith("/")

    def slot(self, name: str) -> Any:
        """A slot, as changed in this action."""
        return self._changed[name] if name in self._changed else self._tracker.get_slot(name)

    def slot_before(self, name: str) -> Any:
        """A slot as it was before this message."""
        return self._tracker.get_slot(name)

    def remember(self, name: str, value: Any) -> None:
        """Set a slot."""
        self._changed[name] = value

    @property
    def events(self) -> list[Json]:
        """The slots that were set."""
        return [SlotSet(name, value) for name, value in self._changed.items()]

    def say(self, text: str, *, cards: Sequence[Json] = (), buttons: Sequence[Button] = ()) -> None:
        """One message. A unit's own full stop ("20 шт.") also ends the sentence."""
        text = _TWO_STOPS.sub(".", text)
        self._dispatcher.utter_message(
            text=text, buttons=list(buttons) or None, json_message={"cards": list(cards)} if cards else None
        )

    def stay_silent(self) -> None:
        """Mark the turn as answered without a word."""
        self._dispatcher.messages.clear()
        self._dispatcher.utter_message(json_message={"silent": True})

    def ask_to_confirm(self, step: str, **args: Any) -> None:
        """What "yes" will do."""
        self.remember("pending", {"step": step, "args": args})

    def show(self, kind: str, ids: Sequence[Any], **more: Any) -> None:
        """What "the second one" will mean. Lines that wait for a choice go on waiting."""
        before = self.shown
        if before["kind"] == "choices" and kind != "choices" and before["ids"]:
            self.remember("open_lines", before["ids"])
        kept = {name: before[name] for name in _KEPT if before.get(name)}
        if before["kind"] == "products" and kind != "products":
            kept["listed"] = before["ids"]
        self.remember("shown", {"kind": kind, "ids": list(ids), **kept, **more})

    @property
    def left_open(self) -> list[Json]:
        """Lines that this turn left waiting for a choice by showing something else."""
        return list(self._changed.get("open_lines") or [])

    def set_question_aside(self) -> None:
        """Mark the question that an earlier turn asked as no longer the last thing said."""
        pending = self.slot("pending")
        if pending and "pending" not in self._changed:
            self.remember("pending", {**pending, "aside": True})

    @property
    def shown(self) -> Json:
        """What was shown last; {"kind": "", "ids": []} where nothing was."""
        return self.slot("shown") or {"kind": "", "ids": []}

    def recent_texts(self) -> list[str]:
        """What the person wrote last, the present message included; pressed buttons are left out."""
        events = [event for event in self._tracker.events if event.get("event") == "user"]
        texts = [str(event.get("text") or "") for event in events]
        written = [text for text in texts[:-1] if text and not text.startswith("/")]
        return [*written, self.text][-RECENT:]

    def said_before(self) -> list[Json]:
        """What was answered to earlier parts of this message, as the portal's messages {text, cards, buttons}."""
        if not self.metadata.get("part"):
            return []
        mine = False
        said: list[Json] = []
        for event in self._tracker.events:
            if event.get("event") == "user":
                mine = (event.get("metadata") or {}).get("turn_id") == self.metadata.get("turn_id")
            elif mine and event.get("event") == "bot":
                data = event.get("data") or {}
                cards = (data.get("custom") or {}).get("cards") or []
                buttons = [{"title": one["title"], "payload": one["payload"]} for one in data.get("buttons") or []]
                if event.get("text") or cards:
                    said.append({"text": event.get("text") or "", "cards": cards, "buttons": buttons})
        return said

    def noticed(self, kind: str, name: str = "number") -> str | None:
        """What a notice of this kind was about, where it came after the last word of the dialogue: "where is it?"."""
        for notice in self.metadata.get("notices") or []:
            if isinstance(notice, dict) and notice.get("kind") == kind and notice.get(name):
                return str(notice[name])
        return None

    @property
    def was_told(self) -> bool:
        """Whether a notice came after the last word of the dialogue, so that a yes may be to that."""
        return bool(self.metadata.get("notices"))

    def active_loop(self) -> str | None:
        """The form under way."""
        return (self._tracker.active_loop or {}).get("name")


def _metadata(tracker: Tracker) -> Json:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return event.get("metadata") or {}
    return {}
