"""What the trained model makes of messages it has never seen. Measured figures are in docs/benchmarks.md."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venvs" / "assistant" / "bin" / "python"


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3",
        "VAR_DIR": str(var),
        "EMBEDDING_MODEL": os.environ.get("EMBEDDING_MODEL") or str(var / "models" / "multilingual-e5-small"),
    }  # fmt: skip
    command = [str(PYTHON), "-m", "nlu.evaluate", "intents", "--json"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=170, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_in_scope_accuracy(figures: dict[str, Any]) -> None:
    assert figures["in_scope_accuracy"] >= 0.93


@pytest.mark.parametrize("language", ["en", "uk", "ru", "pl"])
def test_accuracy_in_each_language(figures: dict[str, Any], language: str) -> None:
    assert figures["by_lang"][language]["accuracy"] >= 0.91


def test_out_of_scope_is_recognised(figures: dict[str, Any]) -> None:
    assert figures["out_of_scope_recall"] >= 0.85


def test_the_confidence_means_what_it_says(figures: dict[str, Any]) -> None:
    assert figures["calibration_error"] <= 0.06


def test_the_language_is_recognised(figures: dict[str, Any]) -> None:
    assert figures["language_accuracy"] >= 0.95
