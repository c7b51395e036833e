"""The product's processes: command, environment and readiness address of each.

Every process gets its own DATABASE_URL and only the secrets it needs; index, assistant and actions see
nothing of the caller's environment but what a program needs to run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.installation.layout import EMBEDDING_MODEL_NAME, SOURCES, Installation
from portal.installation.ports import LOOPBACK
from portal.teaching.model.serving import Models

PORTAL_BIN = SOURCES / ".venvs" / "portal" / "bin"
ASSISTANT_BIN = SOURCES / ".venvs" / "assistant" / "bin"
PLAIN = (
    "HOME",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "LOG_LEVEL",
    "PATH",
    "SSL_CERT_FILE",
    "TMPDIR",
    "TZ",
    "USER",
)
DATABASE_SETTINGS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_WEB_URL",
    "DATABASE_WORKER_URL",
    "DATABASE_RASA_URL",
    "DATABASE_SEARCH_URL",
)
# One thread each: they share two cores, and idle thread pools that spin would keep them busy.
QUIET = {
    "PYTHONUNBUFFERED": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
RASA_QUIET = {
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "SQL_POOL_SIZE": "5",
    "SQL_MAX_OVERFLOW": "5",
    "PYTHONWARNINGS": "ignore",
}
STREAMS_PER_WORKER = 4000
NEED_MODEL = ("index", "assistant")


@dataclass(frozen=True)
class ProcessSpec:
    """A process of the product.

    Attributes:
        name: Short, for the log's prefix.
        command: Program and arguments.
        environment: All of its environment.
        ready_url: Answers 200 when the process can work.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    ready_url: str


def specifications(installation: Installation, values: Mapping[str, str]) -> list[ProcessSpec]:
    """The processes of the installation with these settings, in the order in which they start."""
    return [
        _index(installation, values),
        _assistant(installation, values),
        _actions(values),
        _web(installation, values),
        *(_worker(installation, values, queue) for queue in ("turns", "io", "heavy")),
    ]


def portal_environment(
    installation: Installation, values: Mapping[str, str], database: str = "DATABASE_WORKER_URL"
) -> dict[str, str]:
    """The environment of a portal process or command that works with the given database address."""
    inherited = {name: value for name, value in os.environ.items() if name not in DATABASE_SETTINGS}
    settings = {name: value for name, value in values.items() if name not in DATABASE_SETTINGS}
    return {
        **inherited,
        **settings,
        **QUIET,
        "DATABASE_URL": values[database],
        "VAR_DIR": str(installation.var_dir),
        "PYTHONPATH": str(SOURCES),
        "PATH": f"{PORTAL_BIN}:{os.environ.get('PATH', '/usr/bin:/bin')}",
        "EMBEDDING_MODEL": embedding_model(installation, values),
    }


def embedding_model(installation: Installation, values: Mapping[str, str]) -> str:
    """The embedding model's folder or name."""
    return values.get("EMBEDDING_MODEL") or str(installation.models / EMBEDDING_MODEL_NAME)


def _private_environment(installation: Installation | None, values: Mapping[str, str], *names: str) -> dict[str, str]:
    plain = {name: os.environ[name] for name in PLAIN if name in os.environ}
    place = {"VAR_DIR": str(installation.var_dir)} if installation else {}
    return {**plain, **QUIET, **place, "PYTHONPATH": str(SOURCES), **{name: values[name] for name in names}}


def _starting(values: Mapping[str, str], *prefixes: str) -> list[str]:
    """The names of the settings that begin so."""
    return [name for name in values if name.startswith(prefixes)]


def _index(installation: Installation, values: Mapping[str, str]) -> ProcessSpec:
    environment = _private_environment(installation, values, *_starting(values, "INDEX_", "LOG_LEVEL"))
    environment["DATABASE_URL"] = values["DATABASE_SEARCH_URL"]
    environment["EMBEDDING_MODEL"] = embedding_model(installation, values)
    command = (str(PORTAL_BIN / "python"), "-m", "index", "serve")
    return ProcessSpec("index", command, environment, f"http://{LOOPBACK}:{values['INDEX_PORT']}/readyz")


def _assistant(installation: Installation, values: Mapping[str, str]) -> ProcessSpec:
    names = _starting(values, "RASA_", "ACTIONS_URL", "LOG_LEVEL")
    environment = RASA_QUIET | _private_environment(installation, values, *names)
    environment["DATABASE_URL"] = values["DATABASE_RASA_URL"]
    environment["EMBEDDING_MODEL"] = embedding_model(installation, values)
    command = (
        str(ASSISTANT_BIN / "python"), "-m", "rasa", "run",
        "--interface", LOOPBACK,
        "--port", values["RASA_PORT"],
        "--model", str(Models(installation.var_dir).served_file),
        "--endpoints", str(SOURCES / "assistant" / "endpoints.yml"),
        "--credentials", str(SOURCES / "assistant" / "credentials.yml"),
    )  # fmt: skip
    ready_url = f"http://{LOOPBACK}:{values['RASA_PORT']}/webhooks/portal/ready"
    return ProcessSpec("assistant", command, environment, ready_url)


def _actions(values: Mapping[str, str]) -> ProcessSpec:
    names = _starting(values, "PORTAL_URL", "SERVICE_TOKEN", "LOG_LEVEL")
    environment = _private_environment(None, values, *names)
    environment["SANIC_HOST"] = LOOPBACK
    environment["PYTHONWARNINGS"] = "ignore"
    port = values["ACTIONS_PORT"]
    command = (str(ASSISTANT_BIN / "python"), "-m", "rasa_sdk", "--actions", "actions", "--port", port, "--quiet")
    return ProcessSpec("actions", command, environment, f"http://{LOOPBACK}:{port}/health")


def _web(installation: Installation, values: Mapping[str, str]) -> ProcessSpec:
    environment = portal_environment(installation, values, "DATABASE_WEB_URL")
    host, port = values.get("WEB_HOST", LOOPBACK), values["WEB_PORT"]
    command = (
        str(PORTAL_BIN / "python"), "-m", "gunicorn", "portal.wsgi:app",
        "--config", "python:portal.web.server",
        "--bind", f"{host}:{port}",
        "--worker-class", "gevent",
        "--workers", values.get("WEB_WORKERS", "2"),
        "--worker-connections", str(STREAMS_PER_WORKER),
        "--graceful-timeout", "3",
        "--timeout", "60",
        "--keep-alive", "20",
        "--no-control-socket",
        "--log-level", "warning",
    )  # fmt: skip
    ready = LOOPBACK if host in {"0.0.0.0", "::", ""} else host  # noqa: S104 -- asks ourselves, binds nothing
    return ProcessSpec("web", command, environment, f"http://{ready}:{port}/readyz")


def _worker(installation: Installation, values: Mapping[str, str], queue: str) -> ProcessSpec:
    environment = portal_environment(installation, values)
    port = values[f"WORKER_{queue.upper()}_PORT"]
    command = (str(PORTAL_BIN / "portal"), "worker", queue, "--port", port)
    return ProcessSpec(queue, command, environment, f"http://{LOOPBACK}:{port}/readyz")


def rasa_model_exists(installation: Installation) -> bool:
    """Whether a trained assistant is there."""
    return any((installation.models / "rasa").glob("*.tar.gz"))


def missing_parts(installation: Installation, specs: Sequence[ProcessSpec]) -> list[str]:
    """What must be built before these processes can start, in words."""
    missing = []
    if any(not Path(spec.command[0]).exists() for spec in specs):
        missing.append("an environment (.venvs)")
    if any(spec.name == "assistant" for spec in specs) and not rasa_model_exists(installation):
        missing.append(f"a trained Rasa model in {installation.models / 'rasa'}")
    models = {Path(spec.environment["EMBEDDING_MODEL"]) for spec in specs if spec.name in NEED_MODEL}
    missing += [f"the embedding model {path}" for path in models if path.is_absolute() and not path.exists()]
    return missing
