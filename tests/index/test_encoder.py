"""The encoder: same tokens as the published tokenizer, same vectors whatever the neighbours, sense across
languages.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from index.encoder import Encoder, EncoderError, default_model_folder, read_serving_model
from index.model.texts import CHECK_TEXTS

ODD_TEXTS = (
    "",
    "  ",
    "a▁b",
    "▁",
    "½″ ﬁtting ①",
    "query: 日本語のケーブル",
    "😀😀 cable 𓀀𓀁",
    "п’ять\t\nшт\u200b.",
    "длинный " * 700,
)


def test_tokens_are_those_of_the_standard_tokenizer(encoder: Encoder) -> None:
    standard = Tokenizer.from_file(str(encoder.folder / "tokenizer.json"))
    standard.enable_truncation(encoder.model.max_tokens)
    for text in (*CHECK_TEXTS, *ODD_TEXTS):
        assert encoder._tokenize(text) == standard.encode(text).ids, text[:60]


def test_without_the_compact_vocabulary_the_vectors_are_the_same(encoder: Encoder, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(encoder.folder, folder, ignore=shutil.ignore_patterns("*.safetensors", "unigram.npz"))
    other = Encoder(folder)
    assert np.array_equal(other.encode_query("кабель 3х2,5"), encoder.encode_query("кабель 3х2,5"))


def test_vectors_are_unit_and_do_not_depend_on_their_neighbours(encoder: Encoder) -> None:
    texts = ["кабель", "circuit breaker 16 A, three poles, curve C", "rękawice"]
    together = encoder.encode_passages(texts)
    assert together.shape == (3, encoder.dimension)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for row, text in enumerate(texts):
        assert np.array_equal(encoder.encode_passages([text])[0], together[row])


def test_nothing_gives_an_empty_table(encoder: Encoder) -> None:
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_a_repeated_query_comes_from_the_cache(encoder: Encoder) -> None:
    encoder.encode_query("a query asked twice")
    hits = encoder.cache.hits
    encoder.encode_query("a query asked twice")
    assert encoder.cache.hits == hits + 1


def test_the_cache_forgets_the_oldest() -> None:
    small = Encoder(query_cache=2)
    for text in ("one", "two", "three", "one"):
        small.encode_query(text)
    assert small.cache.hits == 0


@pytest.mark.parametrize("query", ["мідний кабель", "медный кабель", "kabel miedziany", "copper cable"])
def test_meaning_crosses_languages(encoder: Encoder, query: str) -> None:
    passages = ["Copper installation cable 3x2.5", "Leather welding gloves", "Hex bolt M8x40 zinc plated"]
    cosines = encoder.encode_passages(passages) @ encoder.encode_query(query)
    assert int(np.argmax(cosines)) == 0


def test_it_imports_nothing_heavy() -> None:
    code = "import sys, index.encoder; print(sorted({m.split('.')[0] for m in sys.modules}))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"torch", "transformers", "sentence_transformers", "faiss", "tantivy", "psycopg"} & set(
        json.loads(result.stdout.replace("'", '"'))
    )


def test_the_client_imports_nothing_heavy() -> None:
    code = "import sys, index.client; print(sorted({m.split('.')[0] for m in sys.modules}))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "onnxruntime", "faiss", "tantivy", "torch"} & set(json.loads(result.stdout.replace("'", '"')))


@pytest.mark.parametrize("damage", ["missing", "card", "weights"])
def test_a_damaged_model_says_what_to_do(tmp_path: Path, damage: str, encoder: Encoder) -> None:
    folder = tmp_path / "model"
    if damage != "missing":
        shutil.copytree(encoder.folder, folder, ignore=shutil.ignore_patterns("*.safetensors"))
        name = "encoder.json" if damage == "card" else encoder.model.weights_file
        (folder / "onnx" / name).write_text("{")
    with pytest.raises(EncoderError, match=r"index\.model prepare"):
        Encoder(folder)


def test_the_export_agreed_with_torch() -> None:
    model = read_serving_model(default_model_folder())
    assert model.float32_min_cosine >= 0.999
    assert model.int8_mean_cosine >= 0.99


def test_the_model_folder_follows_the_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.delenv("EMBEDDING_MODEL", raising=False)
    assert default_model_folder() == tmp_path / "models" / "multilingual-e5-small"
    monkeypatch.setenv("EMBEDDING_MODEL", "intfloat/multilingual-e5-base")
    assert default_model_folder() == tmp_path / "models" / "intfloat--multilingual-e5-base"
    monkeypatch.setenv("EMBEDDING_MODEL", str(tmp_path))
    assert default_model_folder() == tmp_path
