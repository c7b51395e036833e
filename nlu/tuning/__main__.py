"""``python -m nlu.tuning``: tune the encoder to the training data, in the portal's environment."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from dataclasses import fields
from pathlib import Path

from index.encoder import EncoderError, default_model_folder
from nlu.components.tuned_encoder import UNTUNED_FILE, default_tuned_folder
from nlu.tuning.build import build
from nlu.tuning.data import read_lines, read_training_data
from nlu.tuning.errors import TuningError, UntunableError
from nlu.tuning.training import Settings
from nlu.tuning.validation import cross_validate

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Entry point; returns the exit status."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    started = time.monotonic()

    def say(text: str) -> None:
        sys.stderr.write(f"[{time.monotonic() - started:5.1f} s] {text}\n")

    settings = Settings(**{field.name: getattr(options, field.name) for field in fields(Settings)})
    folder: Path = options.out or default_tuned_folder()
    try:
        lines: Path | None = options.lines
        examples = read_lines(lines) if lines else read_training_data(ROOT / "nlu")
        if options.validate:
            base, threads = default_model_folder(), options.threads
            figures = cross_validate(examples, base, settings, options.validate, threads, say)
            sys.stdout.write(json.dumps(figures, indent=1) + "\n")
            return 0
        build(examples, default_model_folder(), folder, settings, options.threads, say)
    except UntunableError as error:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / UNTUNED_FILE).write_text(f"{error}\n", encoding="utf-8")
        say(f"{error}; the classifier uses its vectors as they are")
    except (TuningError, EncoderError) as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m nlu.tuning", description="Tune the encoder to labelled messages.")
    parser.add_argument("--lines", type=Path, help='file of {"text", "intent"} instead of the training data in nlu/')
    parser.add_argument("--out", type=Path, help="folder (default: $VAR_DIR/models/intents)")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument(
        "--validate", type=int, default=0, help="cross-validate on so many of five folds, write nothing"
    )
    for field in fields(Settings):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
