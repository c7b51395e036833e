"""Serving the tuned encoder: the base model's lower layers, then layers of our own, both run by ONNX Runtime.

The lower layers read their weights from the base model's folder, mapped into memory, so that the assistant and the
index share its pages. ``python -m nlu.tuning`` makes the files.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from index.encoder import EncoderError, default_model_folder, read_serving_model
from index.encoder.folder import SERVING_DIR
from index.encoder.onnx import load_tokenizer

Vectors = NDArray[np.float32]
HIDDEN = "hidden"
VECTOR = "vector"
TRUNK_FILE, TOP_FILE, HEAD_FILE, CARD_FILE = "trunk.onnx", "top.onnx", "head.npz", "card.json"
UNTUNED_FILE = "untuned.txt"  # why there is none, where the embedding model is of another kind
FILES = (TRUNK_FILE, TOP_FILE, HEAD_FILE, CARD_FILE)
MAX_TOKENS = 256
ADVICE = "make it anew: make setup"


def default_tuned_folder() -> Path:
    """Where the set-up puts the tuned encoder; it may not exist."""
    return Path(os.environ.get("VAR_DIR") or "var") / "models" / "intents"


@dataclass(frozen=True)
class TunedCard:
    """What is known about a tuned encoder.

    ``base`` is the fingerprint of the model whose lower ``kept`` layers it stands on, ``fingerprint`` its own;
    ``float32_min_cosine``, ``int8_mean_cosine`` and ``same_intent`` are the agreement of what is served with torch.
    """

    base: str
    fingerprint: str
    kept: int
    intents: list[str]
    float32_min_cosine: float
    int8_mean_cosine: float
    same_intent: float

    def write(self, folder: Path) -> None:
        """Store the card in ``folder``."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"
        (folder / CARD_FILE).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> TunedCard:
        """The card in ``folder``; raises ``EncoderError`` where there is none."""
        try:
            return cls(**json.loads((folder / CARD_FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise EncoderError(f"there is no tuned encoder in {folder} ({error}); {ADVICE}") from error


def tuned_card(folder: Path) -> TunedCard | None:
    """What lies in ``folder``, None where the set-up found that the model cannot be tuned; raises ``EncoderError``."""
    return None if (folder / UNTUNED_FILE).is_file() else TunedCard.read(folder)


@dataclass(frozen=True)
class TunedHead:
    """The classifier that was tuned with the encoder: cosine to one direction an intent, times ``scale``."""

    centre: Vectors
    directions: Vectors
    scale: float

    def write(self, folder: Path) -> None:
        """Store the head in ``folder``."""
        np.savez(folder / HEAD_FILE, centre=self.centre, directions=self.directions, scale=np.float32(self.scale))

    @classmethod
    def read(cls, folder: Path) -> TunedHead:
        """The head in ``folder``."""
        with np.load(folder / HEAD_FILE) as arrays:
            return cls(arrays["centre"], arrays["directions"], float(arrays["scale"]))


class Trunk:
    """The base model's lower layers."""

    def __init__(self, graph: bytes, base: Path | None = None) -> None:
        """``graph`` without its weights, which lie in ``base``'s serving folder; raises ``EncoderError``."""
        folder = base if base is not None else default_model_folder()
        card = read_serving_model(folder)
        self.fingerprint = card.fingerprint
        self._prefix = card.query_prefix
        self._tokenize = load_tokenizer(folder, min(card.max_tokens, MAX_TOKENS))
        self._session = load_graph(graph, folder / SERVING_DIR)
        self._inputs = {node.name for node in self._session.get_inputs()}

    def hidden(self, text: str) -> Vectors:
        """The activations of one text, shape (tokens, hidden size)."""
        ids = np.asarray([self._tokenize(self._prefix + text)], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        feeds = {name: values for name, values in given.items() if name in self._inputs}
        hidden: Vectors = self._session.run([HIDDEN], feeds)[0][0]
        return hidden


class TunedEncoder:
    """Text to unit vectors of the tuned encoder. Safe to share between threads."""

    def __init__(self, folder: Path, base: Path | None = None) -> None:
        """Load what ``folder`` holds; raises ``EncoderError`` where it is damaged or made for another base model."""
        self.card = TunedCard.read(folder)
        try:
            self._trunk = Trunk((folder / TRUNK_FILE).read_bytes(), base)
            self._top = load_graph((folder / TOP_FILE).read_bytes(), folder)
        except OSError as error:
            raise EncoderError(f"the tuned encoder in {folder} cannot be read ({error}); {ADVICE}") from error
        if self._trunk.fingerprint != self.card.base:
            raise EncoderError(f"the tuned encoder in {folder} stands on another embedding model; {ADVICE}")

    def encode(self, text: str) -> Vectors:
        """The vector of one text, shape (dimension,)."""
        vector: Vectors = self._top.run([VECTOR], {HIDDEN: self._trunk.hidden(text)[None]})[0][0]
        return vector / max(float(np.linalg.norm(vector)), 1e-9)


def load_graph(graph: bytes, weights: Path) -> onnxruntime.InferenceSession:
    """A session over ``graph``, whose outside weights lie in the folder ``weights``, one thread inside a pass."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(weights.resolve()))
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's exceptions share no base class but Exception
        raise EncoderError(f"a model over {weights} cannot be loaded ({error}); {ADVICE}") from error
