"""Writing the locks anew from requirements/*.in: hashes, no addresses, no paths of this machine."""

from __future__ import annotations

import re

from scripts.console import ROOT, StepError, run, say
from scripts.environments import REGISTRY_ADVICE, REQUIREMENTS, UV, ensure_tools, uv_environment

OPTIONS = [
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--python-version=3.11",
    "--upgrade",
    "--quiet",
]
# lock -> its own options; the order matters, the tests' lock is constrained by the portal's
LOCKS = {
    "portal": ["--config-file", "requirements/portal.uv.toml", "--no-emit-package", "torch"],
    "portal-dev": ["--config-file", "requirements/portal.uv.toml", "--no-emit-package", "torch"],
    "assistant": [
        "--config-file",
        "requirements/assistant.uv.toml",
        "--override",
        "requirements/assistant-overrides.txt",
    ],
}
FORBIDDEN = re.compile(r"https?://|file:|^-|@ /|^nvidia-|^torch==|^triton==", re.MULTILINE)


def compile_locks() -> None:
    """Resolve every requirements/NAME.in into requirements/NAME.txt.

    Raises:
        StepError: The requirements contradict each other, or a lock would hold an address, a path or CUDA.
    """
    ensure_tools()
    env = {key: value for key, value in uv_environment().items() if key != "UV_NO_CONFIG"}
    for name, options in LOCKS.items():
        say(f"  lock: {name}")
        source, target = f"requirements/{name}.in", f"requirements/{name}.txt"
        run(f"lock {name}", [UV, "pip", "compile", *OPTIONS, *options, source, "-o", target], env=env,
            advice=REGISTRY_ADVICE)  # fmt: skip
        check_lock(name)


def check_lock(name: str) -> None:
    """Refuse a lock that holds an address, a path, torch or CUDA packages. Raises StepError."""
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    if found := FORBIDDEN.search(text):
        line = text[: found.start()].count("\n") + 1
        path = (REQUIREMENTS / f"{name}.txt").relative_to(ROOT)
        raise StepError(f"{path}:{line} holds {found.group()!r}, which no lock may hold.")
