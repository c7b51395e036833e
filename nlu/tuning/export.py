"""Writes a tuned encoder for serving: the trunk's graph, the upper layers in int8, the head, and how they agree."""

from __future__ import annotations

import hashlib
import logging
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic

from nlu.components.tuned_encoder import HIDDEN, TOP_FILE, TRUNK_FILE, VECTOR, TunedCard, load_graph
from nlu.tuning.errors import TuningError
from nlu.tuning.top import Served
from nlu.tuning.training import Tuned, vectors_of
from nlu.tuning.trunk import Activations

OPSET = 18
FLOAT32_MIN_COSINE = 0.999
INT8_MEAN_COSINE = 0.98
INT8_SAME_INTENT = 0.97
Floats = NDArray[np.float32]


def export(tuned: Tuned, trunk: bytes, base: str, kept: int, folder: Path, check: Activations) -> TunedCard:
    """Write ``folder``; raises ``TuningError`` where the export disagrees with torch on the texts ``check``."""
    reference = vectors_of(tuned.top, check)
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "top_float32.onnx"
        _export_float32(tuned, check, exact)
        float32 = float((_served(exact, check) * reference).sum(axis=1).min())
        logging.getLogger().setLevel(logging.ERROR)  # the quantiser advises a preparation that the exporter has done
        quantize_dynamic(exact, folder / TOP_FILE, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    small = _served(folder / TOP_FILE, check)
    int8 = float((small * reference).sum(axis=1).mean())
    same = float((_intents(tuned, small) == _intents(tuned, reference)).mean())
    if float32 < FLOAT32_MIN_COSINE or int8 < INT8_MEAN_COSINE or same < INT8_SAME_INTENT:
        raise TuningError(
            f"the export differs from torch: float32 minimum cosine {float32:.4f} (needs {FLOAT32_MIN_COSINE}), int8 "
            f"mean {int8:.4f} (needs {INT8_MEAN_COSINE}), the same intent in {same:.3f} (needs {INT8_SAME_INTENT})"
        )
    (folder / TRUNK_FILE).write_bytes(trunk)
    tuned.head.write(folder)
    digest = hashlib.sha256(base.encode() + trunk + (folder / TOP_FILE).read_bytes())
    digest.update(tuned.head.directions.tobytes())
    card = TunedCard(
        base=base,
        fingerprint=digest.hexdigest(),
        kept=kept,
        intents=tuned.intents,
        float32_min_cosine=round(float32, 6),
        int8_mean_cosine=round(int8, 6),
        same_intent=round(same, 4),
    )
    card.write(folder)
    return card


def _export_float32(tuned: Tuned, check: Activations, path: Path) -> None:
    sample = torch.from_numpy(check.of(0)[None].copy())
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns about its own dependencies
        torch.onnx.export(
            Served(tuned.top).eval(),
            (sample,),
            str(path),
            input_names=[HIDDEN],
            output_names=[VECTOR],
            dynamic_shapes={"hidden": {1: torch.export.Dim("tokens", min=2, max=512)}},
            dynamo=True,
            opset_version=OPSET,
            external_data=False,
            verbose=False,
        )


def _served(path: Path, given: Activations) -> Floats:
    session = load_graph(path.read_bytes(), path.parent)
    found = [session.run([VECTOR], {HIDDEN: given.of(text)[None]})[0][0] for text in range(len(given.lengths))]
    vectors = np.stack(found)
    unit: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _intents(tuned: Tuned, vectors: Floats) -> NDArray[np.intp]:
    centred = vectors - tuned.head.centre
    return np.asarray((centred @ tuned.head.directions.T).argmax(axis=1))
