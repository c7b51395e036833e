"""bin/with: a command in an environment, with the installation's settings."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOW = "import json, os, sys; print(json.dumps({'env': dict(os.environ), 'prefix': sys.prefix, 'path': sys.path}))"


def run_with(*words: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **variables}
    return subprocess.run(
        [str(ROOT / "bin" / "with"), *words], cwd=cwd, env=environment, check=False, capture_output=True, text=True
    )


def seen_by(environment: str, cwd: Path, **variables: str) -> dict[str, str]:
    done = run_with(environment, "python", "-c", SHOW, cwd=cwd, **variables)
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    assert shown["prefix"] == str(ROOT / ".venvs" / environment)
    assert str(ROOT) in shown["path"]
    return dict(shown["env"])


@pytest.fixture
def var(tmp_path: Path) -> Path:
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "settings.env").write_text(
        "# comment\nDATABASE_WORKER_URL=postgresql://w:1@h/d\nDATABASE_RASA_URL=postgresql://r:2@h/d\n"
        "SUPPLIER_NAME=Kabel & Söhne $(touch pwned) `id`\nWEB_PORT=8000\nnot a setting\n"
    )
    return folder


@pytest.mark.parametrize(
    ("environment", "url"),
    [("portal", "postgresql://w:1@h/d"), ("assistant", "postgresql://r:2@h/d")],
)
def test_settings_of_the_installation_are_loaded(tmp_path: Path, var: Path, environment: str, url: str) -> None:
    seen = seen_by(environment, tmp_path, VAR_DIR=str(var))
    assert seen["DATABASE_URL"] == url
    assert seen["SUPPLIER_NAME"] == "Kabel & Söhne $(touch pwned) `id`"
    assert not (tmp_path / "pwned").exists()


def test_what_the_caller_set_wins_and_folders_may_be_relative(tmp_path: Path, var: Path) -> None:
    seen = seen_by("portal", tmp_path, VAR_DIR=var.name, WEB_PORT="9000", DATABASE_URL="postgresql://mine@h/d")
    assert seen["VAR_DIR"] == str(var)
    assert seen["WEB_PORT"] == "9000"
    assert seen["DATABASE_URL"] == "postgresql://mine@h/d"
    assert seen["EMBEDDING_MODEL"] == str(var / "models" / "multilingual-e5-small")


def test_bare_loads_no_settings(tmp_path: Path, var: Path) -> None:
    done = run_with("--bare", "portal", "python", "-c", SHOW, cwd=tmp_path, VAR_DIR=str(var))
    seen = json.loads(done.stdout)["env"]
    assert "DATABASE_URL" not in seen
    assert "WEB_PORT" not in seen


def test_the_commands_status_is_ours(tmp_path: Path) -> None:
    assert run_with("portal", "python", "-c", "raise SystemExit(7)", cwd=tmp_path).returncode == 7


@pytest.mark.parametrize("words", [[], ["portal"], ["elsewhere", "true"]], ids=["nothing", "no command", "unknown"])
def test_says_how_it_is_used(tmp_path: Path, words: list[str]) -> None:
    done = run_with(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert "usage: bin/with [--bare] portal|assistant" in done.stderr
