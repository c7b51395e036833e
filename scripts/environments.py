"""The environments: tools (uv), portal and assistant, built from the locks when these changed."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

from scripts.console import ROOT, VENVS, StepError, environment_python, run, say
from scripts.stamps import fingerprint, is_current, write

REQUIREMENTS = ROOT / "requirements"
UV = VENVS / "tools" / "bin" / "uv"
REGISTRY_ADVICE = (
    "Check that the Python package registry can be reached (PIP_INDEX_URL, PIP_CERT and HTTPS_PROXY are "
    "respected; PIP_DEFAULT_TIMEOUT helps on a slow line)."
)


def ensure_tools() -> None:
    """Install uv, as locked in requirements/tools.txt."""
    lock = REQUIREMENTS / "tools.txt"
    stamp = VENVS / "tools" / ".stamp"
    value = fingerprint(ROOT, [lock])
    if is_current(stamp, value):
        return
    say("  uv: installing")
    _create("tools", with_pip=True)
    pip: list[str | Path] = [
        environment_python("tools"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "-r",
        lock,
    ]
    run("tools environment", pip, advice=REGISTRY_ADVICE)
    write(stamp, value)


def ensure_portal(*, with_tests: bool = False) -> None:
    """Build the portal's environment: torch for CPUs, the locked packages, with_tests the tests' too."""
    ensure_tools()
    _create("portal")
    _stage("portal", "torch", [REQUIREMENTS / "torch.in"], _torch_arguments())
    _stage("portal", "portal", [REQUIREMENTS / "portal.txt"], ["--require-hashes"])
    if with_tests:
        _stage("portal", "portal-dev", [REQUIREMENTS / "portal-dev.txt"], ["--require-hashes"])
    _link_sources("portal")


def ensure_assistant() -> None:
    """Build Rasa's environment."""
    ensure_tools()
    _create("assistant")
    _stage("assistant", "assistant", [REQUIREMENTS / "assistant.txt"], ["--require-hashes"])
    _link_sources("assistant")


def uv_environment() -> dict[str, str]:
    """The settings of pip, as far as uv has a counterpart for them."""
    pairs = {
        "PIP_INDEX_URL": "UV_DEFAULT_INDEX",
        "PIP_CERT": "SSL_CERT_FILE",
        "PIP_DEFAULT_TIMEOUT": "UV_HTTP_TIMEOUT",
    }
    found = {new: os.environ[old] for old, new in pairs.items() if os.environ.get(old) and not os.environ.get(new)}
    return {"UV_HTTP_TIMEOUT": "120", **found, "UV_NO_PROGRESS": "1", "UV_NO_CONFIG": "1"}


def _create(name: str, *, with_pip: bool = False) -> None:
    python = environment_python(name)
    if python.exists():
        return
    folder = VENVS / name
    if folder.exists():  # half made, or its Python is gone
        shutil.rmtree(folder)
    options = [] if with_pip else ["--without-pip"]
    advice = "On Debian the module venv comes with `apt-get install python3.11-venv`."
    run(f"{name} environment", [sys.executable, "-m", "venv", *options, folder], advice=advice)


def _stage(name: str, stage: str, locks: list[Path], options: list[str]) -> None:
    stamp = VENVS / name / f".stamp-{stage}"
    value = fingerprint(ROOT, locks)
    if is_current(stamp, value):
        return
    started = time.monotonic()
    count = sum(1 for lock in locks for line in lock.read_text().splitlines() if "==" in line and line[0].isalnum())
    say(f"  {name} environment: installing {count} package{'s' * (count != 1)} of {locks[0].name}")
    command: list[str | Path] = [
        UV,
        "pip",
        "install",
        "--no-deps",
        "--compile-bytecode",
        "--python",
        environment_python(name),
        *options,
    ]
    for lock in locks:
        command += ["-r", lock]
    run(f"{name} environment {stage}", command, advice=REGISTRY_ADVICE, env=uv_environment())
    write(stamp, value)
    say(f"    done in {time.monotonic() - started:.0f} s")


def _torch_arguments() -> list[str]:
    """Where torch's CPU build comes from: a local wheel if PIP_FIND_LINKS has one, else torch's CPU index."""
    for place in os.environ.get("PIP_FIND_LINKS", "").split():
        if Path(place).is_dir() and any(Path(place).glob("torch-*+cpu-cp311-*.whl")):
            return ["--find-links", place]
    return ["--torch-backend=cpu"]


def _link_sources(name: str) -> None:
    """Put the sources on the environment's path and, in the portal's, the command ``portal``."""
    packages = next((VENVS / name / "lib").glob("python3.*/site-packages"), None)
    if packages is None:
        raise StepError(f"{name} environment: no site-packages in {VENVS / name}; remove the folder and repeat.")
    (packages / "prilavok.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if name == "portal":
        script = VENVS / name / "bin" / "portal"
        script.write_text(
            f"#!{environment_python(name)}\nimport sys\n\nfrom portal.cli import main\n\nsys.exit(main())\n",
            encoding="utf-8",
        )
        script.chmod(0o755)
