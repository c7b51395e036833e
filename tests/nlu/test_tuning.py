"""The encoder is tuned, exported and served: small, but the real thing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

from index.encoder import EncoderError
from nlu.components.text import normalise
from nlu.components.tuned_encoder import CARD_FILE, TunedCard, TunedEncoder, TunedHead, tuned_card
from nlu.tuning.build import build
from nlu.tuning.data import Example, read_training_data, with_names
from nlu.tuning.errors import TuningError
from nlu.tuning.training import Settings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = [
    *(Example(text, "check_price", "en") for text in ("how much is it", "price of the cable", "what does a box cost")),
    *(Example(text, "order_status", "en") for text in ("where is my order", "has it shipped", "when will it arrive")),
    *(Example(text, "talk_to_human", "uk") for text in ("покличте людину", "з'єднайте з менеджером", "хочу оператора")),
]


@pytest.fixture(scope="module")
def base() -> Path:
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    return Path(os.environ.get("EMBEDDING_MODEL") or var / "models" / "multilingual-e5-small")


@pytest.fixture(scope="module")
def tuned(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tuned") / "intents"
    build(EXAMPLES, base, folder, Settings(kept=10, least_steps=12, batch=8), threads=1, say=lambda _: None)
    return folder


def test_what_is_served_agrees_with_torch(tuned: Path) -> None:
    card = TunedCard.read(tuned)
    assert card.intents == ["check_price", "order_status", "talk_to_human"]
    assert card.float32_min_cosine > 0.999
    assert card.int8_mean_cosine > 0.98


def test_messages_that_were_not_taught_find_their_intent(tuned: Path, base: Path) -> None:
    encoder, head = TunedEncoder(tuned, base), TunedHead.read(tuned)
    vectors = np.stack([encoder.encode(normalise(text)) for text in ("what is the price?", "where is my parcel")])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
    best = ((vectors - head.centre) @ head.directions.T).argmax(axis=1)
    assert [encoder.card.intents[number] for number in best] == ["check_price", "order_status"]


def test_an_encoder_of_another_base_model_is_refused(tuned: Path, base: Path, tmp_path: Path) -> None:
    for path in tuned.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    card = json.loads((tmp_path / CARD_FILE).read_text(encoding="utf-8"))
    (tmp_path / CARD_FILE).write_text(json.dumps({**card, "base": "another"}), encoding="utf-8")
    with pytest.raises(EncoderError, match="stands on another embedding model; make it anew"):
        TunedEncoder(tmp_path, base)


def test_a_missing_encoder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="make setup"):
        tuned_card(tmp_path)


def test_the_name_of_an_intent_is_an_example_of_it() -> None:
    assert Example("order status", "order_status", "en") in with_names(EXAMPLES)


def test_training_data_is_read_with_its_language() -> None:
    found = read_training_data(ROOT / "nlu")
    assert {example.language for example in found} == {"en", "uk", "ru", "pl"}
    assert len(found) > 4000
    assert not [example for example in found if not example.text or example.text.startswith("- ")]


def test_a_file_that_is_no_training_data_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.yml").write_text("rules: []\n", encoding="utf-8")
    with pytest.raises(TuningError, match=r"broken\.yml is no training data"):
        read_training_data(tmp_path)
