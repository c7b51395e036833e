"""Exports a sentence-transformers model to ONNX, float32 and int8, and measures what each step costs."""

import hashlib
import logging
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

from index.encoder.folder import SERVING_DIR, ServingModel
from index.model.errors import ModelSetupError

INT8_FILE = "model_int8.onnx"
INT8_DATA = "model_int8.onnx.data"
FLOAT32_FILE = "model.onnx"
FLOAT32_MIN_COSINE = 0.999
INT8_MEAN_COSINE = 0.98
OPSET = 18

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Agreement:
    """Cosines between an export's vectors and torch's on the same texts."""

    minimum: float
    mean: float


class _Pipeline(torch.nn.Module):
    """The whole sentence-transformers pipeline (transformer, pooling, normalisation) as one graph."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        features = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
        embedding: torch.Tensor = features["sentence_embedding"]
        return embedding


def load_for_export(name_or_folder: str) -> SentenceTransformer:
    """Load with plain attention: the fused kernels pick their branch by the sample's mask, which a trace
    would freeze.
    """
    try:
        return SentenceTransformer(name_or_folder, device="cpu", model_kwargs={"attn_implementation": "eager"})
    except (OSError, ValueError, RuntimeError) as error:
        message = (
            f"EMBEDDING_MODEL={name_or_folder!r} cannot be loaded ({error}). Give a sentence-transformers "
            "folder, or a hub name where the hub can be reached, or leave it unset for the default model."
        )
        raise ModelSetupError(message) from error


def export_serving_files(
    model: SentenceTransformer,
    name: str,
    folder: Path,
    texts: Sequence[str],
    *,
    keep_float32: bool,
    say: Callable[[str], None],
) -> ServingModel:
    """Write ``folder/onnx`` and ``folder/tokenizer.json``; raises ``ModelSetupError`` when the export
    disagrees with torch.

    ``texts`` are the real texts that the agreement is measured on, prefixes included.
    """
    serving = folder / SERVING_DIR
    serving.mkdir(parents=True, exist_ok=True)
    tokenizer_file = _write_tokenizer(model, folder)
    say("exporting to ONNX, float32")
    _export_float32(model, serving / FLOAT32_FILE)
    reference = _torch_vectors(model, texts)
    exact = _agreement(serving / FLOAT32_FILE, tokenizer_file, _max_tokens(model), texts, reference)
    say(f"float32 against torch: cosine minimum {exact.minimum:.6f}, mean {exact.mean:.6f}")
    if exact.minimum < FLOAT32_MIN_COSINE:
        raise ModelSetupError(f"the float32 export differs from torch: minimum cosine {exact.minimum:.4f} < 0.999")
    say("quantising to int8")
    _quantise(serving / FLOAT32_FILE, serving / INT8_FILE)
    small = _agreement(serving / INT8_FILE, tokenizer_file, _max_tokens(model), texts, reference)
    say(f"int8 against torch: cosine minimum {small.minimum:.4f}, mean {small.mean:.4f}")
    if small.mean < INT8_MEAN_COSINE:
        raise ModelSetupError(f"int8 loses too much for this model: mean cosine {small.mean:.4f} < {INT8_MEAN_COSINE}")
    if not keep_float32:
        (serving / FLOAT32_FILE).unlink()
    card = _card(model, name, folder, exact, small)
    card.write(folder)
    return card


def _max_tokens(model: SentenceTransformer) -> int:
    return int(model.max_seq_length or 512)


def _write_tokenizer(model: SentenceTransformer, folder: Path) -> Path:
    path = folder / "tokenizer.json"
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ModelSetupError("this model has no fast tokenizer, so it cannot be served; choose another model")
    if not path.is_file():
        backend.save(str(path))
    return path


def _export_float32(model: SentenceTransformer, path: Path) -> None:
    ids = torch.randint(4, 1000, (3, 7))
    mask = torch.ones_like(ids)
    mask[0, 4:] = 0
    batch = torch.export.Dim("batch", min=1, max=4096)
    tokens = torch.export.Dim("tokens", min=2, max=_max_tokens(model))
    shapes = {"input_ids": {0: batch, 1: tokens}, "attention_mask": {0: batch, 1: tokens}}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns about its own dependencies
        torch.onnx.export(
            _Pipeline(model).eval(),
            (ids, mask),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["sentence_embedding"],
            dynamic_shapes=shapes,
            dynamo=True,
            opset_version=OPSET,
            external_data=False,
            verbose=False,
        )


def _quantise(source: Path, target: Path) -> None:
    """8-bit weights per channel. ``reduce_range`` keeps 7 bits: processors without VNNI saturate on eight.

    The weights go to a file of their own, which ONNX Runtime maps into memory: processes that serve the same
    model share its pages, and rows of the vocabulary that nobody asks for are never read (100 MB less each).
    """
    logging.getLogger().setLevel(logging.ERROR)  # the quantiser advises a preparation that the exporter has done
    quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    model = onnx.load(target)
    target.unlink()
    data = target.with_name(INT8_DATA)
    data.unlink(missing_ok=True)
    onnx.save_model(
        model,
        target,
        save_as_external_data=True,
        location=data.name,
        size_threshold=1024,
        convert_attribute=False,
    )
    for path in (target, data):
        path.chmod(0o644)


def _torch_vectors(model: SentenceTransformer, texts: Sequence[str]) -> Vectors:
    vectors: Vectors = model.encode(list(texts), batch_size=8, normalize_embeddings=True, show_progress_bar=False)
    return vectors


def _agreement(
    weights: Path, tokenizer_file: Path, max_tokens: int, texts: Sequence[str], reference: Vectors
) -> Agreement:
    """Runs padded batches on purpose: an export that froze its mask shows there."""
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.enable_truncation(max_tokens)
    session = onnxruntime.InferenceSession(str(weights), providers=["CPUExecutionProvider"])
    cosines: list[float] = []
    for start in range(0, len(texts), 8):
        encoded = [tokenizer.encode(text).ids for text in texts[start : start + 8]]
        width = max(map(len, encoded))
        mask = np.array([[1] * len(ids) + [0] * (width - len(ids)) for ids in encoded], dtype=np.int64)
        ids = np.array([ids + [1] * (width - len(ids)) for ids in encoded], dtype=np.int64)
        vectors = np.asarray(session.run(["sentence_embedding"], {"input_ids": ids, "attention_mask": mask})[0])
        vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        cosines.extend((vectors * reference[start : start + 8]).sum(axis=1).tolist())
    return Agreement(min(cosines), float(np.mean(cosines)))


def _card(model: SentenceTransformer, name: str, folder: Path, exact: Agreement, small: Agreement) -> ServingModel:
    query, passage = _prefixes(model, name)
    dimension = model.get_embedding_dimension()
    if dimension is None:
        raise ModelSetupError("the model does not tell the length of its vectors")
    return ServingModel(
        name=name,
        dimension=dimension,
        max_tokens=_max_tokens(model),
        query_prefix=query,
        passage_prefix=passage,
        weights_file=INT8_FILE,
        fingerprint=_fingerprint(folder, query, passage),
        float32_min_cosine=round(exact.minimum, 6),
        int8_mean_cosine=round(small.mean, 6),
    )


def _fingerprint(folder: Path, query: str, passage: str) -> str:
    """Depends on what is computed alone: the exporter's node names and notes differ from run to run."""
    graph = onnx.load(folder / SERVING_DIR / INT8_FILE).graph
    tensors = sorted(hashlib.sha256(numpy_helper.to_array(item).tobytes()).digest() for item in graph.initializer)
    digest = hashlib.sha256(b"".join(tensors))
    digest.update(" ".join(node.op_type for node in graph.node).encode())
    digest.update((folder / "tokenizer.json").read_bytes())
    digest.update(f"{query}|{passage}".encode())
    return digest.hexdigest()


def _prefixes(model: SentenceTransformer, name: str) -> tuple[str, str]:
    """The model's own prompts; E5 models need theirs even where the folder does not name them."""
    prompts = {key: value for key, value in (model.prompts or {}).items() if value}
    fallback = ("query: ", "passage: ") if "e5" in name.lower() else ("", "")
    passage = prompts.get("passage") or prompts.get("document") or fallback[1]
    return prompts.get("query") or fallback[0], passage
