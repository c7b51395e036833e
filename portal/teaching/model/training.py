"""Training and measuring by Rasa's environment, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.teaching.errors import ModelTrouble
from portal.teaching.shipped import HELD_OUT, SOURCES

PYTHON = SOURCES / ".venvs" / "assistant" / "bin" / "python"
TRAINING_SECONDS = 3600.0
MEASURING_SECONDS = 1200.0
SHOWN_LINES = 12


@dataclass(frozen=True)
class Taught:
    """One reviewed example."""

    text: str
    intent: str
    language: str


def write_examples(folder: Path, examples: Sequence[Taught]) -> None:
    """Write the reviewed examples as Rasa's training data, a file a language; what was there before is replaced.

    JSON strings are YAML too, so that no text can mean anything to the file's reader.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.yml"):
        old.unlink()
    for language in sorted({one.language for one in examples}):
        lines = ['version: "3.1"', "", "nlu:"]
        for intent in sorted({one.intent for one in examples if one.language == language}):
            lines += [
                f"- intent: {intent}",
                "  metadata:",
                f"    language: {language}",
                "    taught: true",
                "  examples:",
            ]
            lines += [
                f"  - text: {json.dumps(one.text, ensure_ascii=False)}"
                for one in examples
                if (one.language, one.intent) == (language, intent)
            ]
        (folder / f"{language}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def train(var_dir: Path, examples: Path, out: Path, name: str) -> Path:
    """Train on the product's own data and the examples; returns the model's file. Raises ModelTrouble."""
    assistant = SOURCES / "assistant"
    data = [SOURCES / "nlu", examples, *(assistant / part for part in ("rules", "stories"))]
    out.mkdir(parents=True, exist_ok=True)
    words = [
        "-m", "rasa", "train", "--force",
        "--config", str(SOURCES / "config.yml"),
        "--domain", str(assistant / "domain"),
        "--data", *[str(folder) for folder in data if folder.is_dir()],
        "--out", str(out),
        "--fixed-model-name", name,
    ]  # fmt: skip
    _run("Training", words, var_dir, TRAINING_SECONDS)
    made = out / f"{name}.tar.gz"
    if not made.is_file():
        raise ModelTrouble("Training ended without a model; nothing was changed.")
    return made


def measure(var_dir: Path, model: Path) -> dict[str, Any]:
    """The model's figures on the held-out messages that the product ships. Raises ModelTrouble."""
    files = [str(path) for path in sorted(HELD_OUT.glob("intents.*.jsonl"))]
    words = ["-m", "nlu.evaluate", "intents", *files, "--model", str(model), "--json"]
    output = _run("Measuring", words, var_dir, MEASURING_SECONDS)
    try:
        figures: dict[str, Any] = json.loads(output)
    except json.JSONDecodeError as error:
        raise ModelTrouble(f"Measuring gave no figures: {output[-300:]!r}") from error
    return figures


def environment(var_dir: Path) -> Mapping[str, str]:
    """Of Rasa's processes: nothing of ours but where things are, so no secret gets there."""
    plain = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR", "TZ")
    return {
        **{name: os.environ[name] for name in plain if name in os.environ},
        "EMBEDDING_MODEL": os.environ.get("EMBEDDING_MODEL") or str(var_dir / "models" / "multilingual-e5-small"),
        "VAR_DIR": str(var_dir),
        "PYTHONPATH": str(SOURCES),
        "PYTHONWARNINGS": "ignore",
        "RASA_CACHE_DIRECTORY": str(var_dir / "nlu" / "cache"),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TOKENIZERS_PARALLELISM": "false",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": "",
    }


def _run(what: str, words: Sequence[str], var_dir: Path, seconds: float) -> str:
    """The standard output. Runs with low priority: buyers are being answered meanwhile."""
    if not PYTHON.exists():
        raise ModelTrouble("The assistant's environment is not built. Run: make setup")
    (var_dir / "nlu").mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(  # noqa: S603 - our own programs with our own arguments
            ["nice", "-n", "15", str(PYTHON), *words],  # noqa: S607 - coreutils, wherever they are
            env=dict(environment(var_dir)),
            cwd=var_dir / "nlu",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ModelTrouble(f"{what} took longer than {seconds / 60:.0f} minutes; nothing was changed.") from error
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-SHOWN_LINES:])
        raise ModelTrouble(f"{what} failed with status {done.returncode}; nothing was changed.\n{last}")
    return done.stdout
