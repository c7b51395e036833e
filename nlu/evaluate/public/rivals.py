"""The classifiers that are compared: each learns from examples and names the intents of texts."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from index.encoder import Encoder, default_model_folder
from nlu.evaluate.public.data import Labelled

ROOT = Path(__file__).resolve().parents[3]
PORTAL_PYTHON = ROOT / ".venvs" / "portal" / "bin" / "python"
LIMIT = 3 * 3600  # seconds for one training
Rival = Callable[[Sequence[Labelled], Sequence[str]], list[str]]

# What `rasa init` writes, up to the intent classifier: what follows it there (synonyms, response selector, fallback)
# does not change which intent is the best.
DIET_PIPELINE: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True, "random_seed": 7},
]
OURS = ("nlu.components.sentence_vectors.SentenceVectors", "nlu.components.intent_head.IntentHead")


def linear(train: Sequence[Labelled], texts: Sequence[str]) -> list[str]:
    """Logistic regression on the embedding model's vectors; ``C`` is the best of 1 to 1000 on other draws."""
    encoder = Encoder(query_cache=0)
    head = LogisticRegression(C=100, max_iter=500)
    head.fit(encoder.encode_queries([item.text for item in train]), [item.intent for item in train])
    return [str(name) for name in head.predict(encoder.encode_queries(texts))]


def diet(train: Sequence[Labelled], texts: Sequence[str]) -> list[str]:
    """Rasa's default pipeline, trained by Rasa."""
    with tempfile.TemporaryDirectory(prefix="rasa-") as folder:
        model = _train_rasa(Path(folder), DIET_PIPELINE, train, {})
        return asyncio.run(_ask(model, texts))


def ours(train: Sequence[Labelled], texts: Sequence[str]) -> list[str]:
    """The product's own: the encoder tuned by ``nlu.tuning``, then the pipeline's components, trained by Rasa.

    Every setting is the product's, but nothing is rejected: these sets have no out of scope.
    """
    with tempfile.TemporaryDirectory(prefix="rasa-") as name:
        folder = Path(name)
        lines = folder / "train.jsonl"
        rows = (json.dumps({"text": item.text, "intent": item.intent}, ensure_ascii=False) for item in train)
        lines.write_text("\n".join(rows) + "\n", encoding="utf-8")
        out = folder / "var" / "models" / "intents"
        _run([str(PORTAL_PYTHON), "-m", "nlu.tuning", "--lines", str(lines), "--out", str(out)], folder, {})
        product = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
        pipeline = [part for part in product if part["name"] in OURS]
        pipeline[-1] = {**pipeline[-1], "threshold": 0.0}
        model = _train_rasa(folder, pipeline, train, {"VAR_DIR": str(folder / "var")})
        return asyncio.run(_ask(model, texts))


RIVALS: dict[str, Rival] = {"ours": ours, "linear": linear, "diet": diet}


def accuracy(found: Sequence[str], test: Sequence[Labelled]) -> float:
    """The share of ``test`` whose intent was named."""
    return round(float(np.mean([name == item.intent for name, item in zip(found, test, strict=True)])), 4)


def _train_rasa(
    folder: Path, pipeline: list[dict[str, Any]], train: Sequence[Labelled], environment: dict[str, str]
) -> Path:
    """A project in ``folder`` and the model that Rasa trains from it."""
    config = {"recipe": "default.v1", "language": "en", "assistant_id": "public", "pipeline": pipeline, "policies": []}
    (folder / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    by_intent: dict[str, list[str]] = {}
    for item in train:
        by_intent.setdefault(item.intent, []).append(item.text)
    blocks = (
        f"- intent: {json.dumps(intent)}\n  examples: |\n" + "".join(f"    - {text}\n" for text in examples)
        for intent, examples in by_intent.items()
    )
    (folder / "nlu.yml").write_text('version: "3.1"\nnlu:\n' + "".join(blocks), encoding="utf-8")
    command = [
        sys.executable, "-m", "rasa", "train", "nlu", "--nlu", str(folder / "nlu.yml"), "--config",
        str(folder / "config.yml"), "--out", str(folder), "--fixed-model-name", "model",
    ]  # fmt: skip
    _run(command, folder, environment)
    return folder / "model.tar.gz"


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    known = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "EMBEDDING_MODEL": str(default_model_folder().resolve()),
        **environment,
    }
    done = subprocess.run(  # noqa: S603 - commands of our own
        command, cwd=folder, env=known, capture_output=True, text=True, timeout=LIMIT, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command[1:4])} failed:\n{(done.stdout + done.stderr)[-3000:]}")


async def _ask(model: Path, texts: Sequence[str]) -> list[str]:
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    found = []
    for text in texts:
        answer = await agent.parse_message(text)
        found.append(str(answer["intent"]["name"]))
    return found
