"""The lower layers, which are not tuned: cut out of the served model, and run once over all texts."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx.utils import Extractor

from index.encoder import Encoder
from index.encoder.folder import SERVING_DIR
from nlu.components.text import normalise
from nlu.components.tuned_encoder import HIDDEN, Trunk
from nlu.tuning.errors import UntunableError


@dataclass(frozen=True)
class Activations:
    """What the trunk makes of texts: ``rows`` (tokens of all texts, hidden size), text i in ``bounds[i:i + 2]``."""

    rows: NDArray[np.float32]
    bounds: NDArray[np.int64]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Tokens of each text."""
        return np.diff(self.bounds)

    def of(self, text: int) -> NDArray[np.float32]:
        """The activations of one text, shape (tokens, hidden size)."""
        return self.rows[self.bounds[text] : self.bounds[text + 1]]


def cut_trunk(base: Path, weights_file: str, layers: int, kept: int) -> bytes:
    """The graph of the first ``kept`` of ``layers`` layers of the served model; its weights stay in the base's folder.

    Every layer of a BERT ends in a layer normalisation, after the one of the embeddings; raises ``UntunableError``
    where the graph does not look like that.
    """
    model = onnx.load(base / SERVING_DIR / weights_file, load_external_data=False)
    norms = [node for node in model.graph.node if node.op_type == "LayerNormalization"]
    if len(norms) != 1 + 2 * layers:
        raise UntunableError(f"the served model has {len(norms)} layer normalisations, not a BERT's {1 + 2 * layers}")
    cut = norms[2 * kept].output[0]
    names = [node.name for node in model.graph.input]
    trunk = Extractor(model).extract_model(names, [cut])
    for node in trunk.graph.node:
        for at, name in enumerate(node.output):
            if name == cut:
                node.output[at] = HIDDEN
    trunk.graph.output[0].name = HIDDEN
    return bytes(trunk.SerializeToString())


def run_trunk(trunk: Trunk, texts: Sequence[str], threads: int) -> Activations:
    """The activations of ``texts``, every one a forward pass of its own, as in service."""
    with ThreadPoolExecutor(threads, thread_name_prefix="trunk") as pool:
        parts = list(pool.map(trunk.hidden, [normalise(text) for text in texts]))
    bounds = np.cumsum([0, *(len(part) for part in parts)])
    return Activations(np.concatenate(parts), bounds.astype(np.int64))


def base_vectors(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    """The untuned model's unit vectors of ``texts``: where the head begins."""
    return encoder.encode_queries([normalise(text) for text in texts])
