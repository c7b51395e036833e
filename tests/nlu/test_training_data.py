"""The training data: complete, in every language, apart from the held-out messages, and known to the dialogue."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "uk", "ru", "pl")
MAIN = {
    "greet", "help", "order_status", "list_orders", "autofill_cart", "reorder",
    "search_product", "check_availability", "check_price", "add_to_cart", "view_cart", "change_cart",
    "clear_cart", "checkout", "request_quote", "quote_status", "accept_quote", "talk_to_human",
    "affirm", "deny", "out_of_scope", "thank", "goodbye", "cancel_dialog",
}  # fmt: skip
CONTRACT = MAIN | {
    "counter_quote", "decline_quote", "pending_approvals", "get_document", "credit_balance", "return_item",
    "cancel_order", "find_substitute", "recommend", "faq_delivery", "faq_payment", "faq_warranty",
    "complain", "change_language",
}  # fmt: skip
LEAST = 30  # examples of an intent in a language
NOT_SAID = frozenset({"nlu_fallback"})  # comes from the classifier, never from a person


def read(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def examples(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "nlu" / language).glob("*.yml")):
        for block in read(path)["nlu"]:
            assert block["metadata"]["language"] == language, f"{path}: {block['intent']} says another language"
            said = found.setdefault(block["intent"], [])
            said += [line.removeprefix("- ") for line in block["examples"].splitlines()]
    return found


def domain() -> dict[str, list[Any]]:
    parts: dict[str, list[Any]] = {"intents": [], "actions": [], "slots": []}
    for path in sorted((ROOT / "assistant" / "domain").glob("*.yml")):
        content = read(path)
        for name, collected in parts.items():
            collected += list(content.get(name) or [])
    return parts


def forms() -> set[str]:
    files = sorted((ROOT / "assistant" / "domain").glob("*.yml"))
    return {name for path in files for name in read(path).get("forms") or {}}


def intents() -> set[str]:
    return {name for entry in domain()["intents"] for name in (entry if isinstance(entry, dict) else [entry])}


def buttons() -> set[str]:
    return {name for entry in read(ROOT / "assistant" / "domain" / "buttons.yml")["intents"] for name in entry}


def rules() -> list[dict[str, Any]]:
    return [rule for path in sorted((ROOT / "assistant" / "rules").glob("*.yml")) for rule in read(path)["rules"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_enough_examples(language: str) -> None:
    counts = {intent: len(texts) for intent, texts in examples(language).items()}
    assert intents() - buttons() - NOT_SAID <= counts.keys()
    assert not {intent: n for intent, n in counts.items() if n < LEAST}


def test_the_contract_of_names_is_kept() -> None:
    assert intents() >= CONTRACT


def test_every_intent_has_a_rule() -> None:
    ruled = {step["intent"] for rule in rules() for step in rule["steps"] if "intent" in step}
    assert ruled == intents()


def test_every_action_of_a_rule_is_in_the_domain() -> None:
    known = {*domain()["actions"], *forms(), "action_deactivate_loop"}
    used = {step["action"] for rule in rules() for step in rule["steps"] if "action" in step}
    assert used <= known


def test_the_domain_has_no_responses() -> None:
    """Texts live in the catalogues of the actions alone."""
    for path in (ROOT / "assistant" / "domain").glob("*.yml"):
        assert "responses" not in read(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_taught_twice_with_two_meanings(language: str) -> None:
    meanings: dict[str, set[str]] = {}
    for intent, texts in examples(language).items():
        for text in texts:
            meanings.setdefault(text.casefold(), set()).add(intent)
    assert not {text: found for text, found in meanings.items() if len(found) > 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_utterance_stands_twice(language: str) -> None:
    for intent, texts in examples(language).items():
        assert not [text for text, n in Counter(texts).items() if n > 1], intent


def test_held_out_messages_are_not_trained_on() -> None:
    trained = {text.casefold() for language in LANGUAGES for texts in examples(language).values() for text in texts}
    for path in (ROOT / "tests" / "nlu" / "data").glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert json.loads(line)["text"].casefold() not in trained
