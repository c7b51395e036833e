"""Where the embedding model lies and what its serving files say."""

import json
import os
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path

DEFAULT_MODEL = "multilingual-e5-small"
SERVING_DIR = "onnx"
SERVING_CARD = "encoder.json"


class EncoderError(Exception):
    """The model cannot be loaded or used; the message says why and what to do."""


@dataclass(frozen=True)
class ServingModel:
    """What the encoder must know about an exported model; stored as ``onnx/encoder.json``.

    ``fingerprint`` is the SHA-256 of the served weights and tokenizer: vectors of different fingerprints
    are not comparable. ``float32_min_cosine`` and ``int8_mean_cosine`` are the export's agreement with
    torch on real texts.
    """

    name: str
    dimension: int
    max_tokens: int
    query_prefix: str
    passage_prefix: str
    weights_file: str
    fingerprint: str
    float32_min_cosine: float
    int8_mean_cosine: float

    def write(self, folder: Path) -> None:
        """Store the card in ``folder/onnx``."""
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"
        (folder / SERVING_DIR / SERVING_CARD).write_text(text, encoding="utf-8")


def default_model_folder() -> Path:
    """The folder that ``EMBEDDING_MODEL`` and ``VAR_DIR`` (default ``./var``) point to; it may not exist yet.

    A path is taken as it is; a hub name lies, once prepared, under ``$VAR_DIR/models``.
    """
    models = Path(os.environ.get("VAR_DIR") or "var") / "models"
    wanted = os.environ.get("EMBEDDING_MODEL") or DEFAULT_MODEL
    if wanted != DEFAULT_MODEL and (Path(wanted).is_dir() or wanted.startswith((".", "/", "~"))):
        return Path(wanted).expanduser()
    return models / re.sub(r"[^A-Za-z0-9._-]+", "--", wanted)


def read_serving_model(folder: Path) -> ServingModel:
    """The card of the exported model in ``folder``; raises ``EncoderError`` where there is none."""
    path = folder / SERVING_DIR / SERVING_CARD
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return ServingModel(**{field.name: content[field.name] for field in fields(ServingModel)})
    except FileNotFoundError as error:
        message = f"no exported embedding model in {folder}; make it with: python -m index.model prepare"
        raise EncoderError(message) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path} is damaged ({error}); remove {folder / SERVING_DIR}, then: python -m index.model prepare"
        raise EncoderError(message) from error
