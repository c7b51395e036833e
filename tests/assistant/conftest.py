"""The real Rasa with the trained model, the real action server and PostgreSQL; the portal is a stand-in."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import yaml

from portal.installation.embedded_postgres import EmbeddedPostgres
from tests.assistant import portal_stand_in
from tests.conftest import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venvs" / "assistant" / "bin" / "python"
SERVICE_TOKEN = secrets.token_hex(16)
RASA_TOKEN = secrets.token_hex(16)
START_SECONDS = 150


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def process(
    arguments: list[str], settings: dict[str, str], ready_url: str, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    quiet = {
        "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3", "OMP_NUM_THREADS": "1",
        "RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "SANIC_HOST": "127.0.0.1",
        "SQL_POOL_SIZE": "3", "SQL_MAX_OVERFLOW": "2",
    }  # fmt: skip
    with log.open("wb") as out:
        started = subprocess.Popen(
            [str(PYTHON), "-m", *arguments], env={**kept, **quiet, **settings}, stdout=out, stderr=out, cwd=log.parent
        )
        try:
            _wait(ready_url, started, log)
            yield started
        finally:
            started.terminate()
            try:
                started.wait(10)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait(5)


def _wait(url: str, started: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if started.poll() is not None:
            break
        try:
            if httpx.get(url, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    pytest.fail(f"{started.args!r} did not start:\n{log.read_text(errors='replace')[-3000:]}")


@lru_cache(maxsize=1)
def _declared() -> frozenset[str]:
    files = (ROOT / "assistant" / "domain").glob("*.yml")
    return frozenset(name for file in files for name in yaml.safe_load(file.read_text("utf-8")).get("entities") or [])


def _argument_names(payloads: Iterable[str]) -> set[str]:
    return {name for payload in payloads if "{" in payload for name in json.loads(payload[payload.index("{") :])}


@dataclass
class Buyer:
    """Writes to the assistant as the gateway does."""

    url: str
    locale: str = "en"
    dialogue: str = field(default_factory=lambda: uuid.uuid4().hex)
    last: dict[str, Any] = field(default_factory=dict)

    def post(
        self, text: str, *, message_id: str | None = None, token: str = RASA_TOKEN, files: Sequence[str] = ()
    ) -> httpx.Response:
        turn = message_id or str(uuid.uuid4())
        metadata: dict[str, Any] = {
            "turn_id": turn,
            "epoch": 1,
            "locale": self.locale,
            "authenticated": True,
            "last_products": [],
        }
        if files:
            metadata["attachments"] = [
                {"id": one, "name": f"{one}.xlsx", "content_type": "x", "readable": True} for one in files
            ]
        body = {"sender": self.dialogue, "message": text, "message_id": turn, "metadata": metadata}
        address = f"{self.url}/webhooks/portal/webhook"
        return httpx.post(address, json=body, headers={"Authorization": f"Bearer {token}"}, timeout=30)

    def say(self, text: str, *files: str) -> str:
        """What the assistant answers, all its messages joined; ``files`` are ids of files that come along."""
        answer = self.post(text, files=files)
        assert answer.status_code == 200, answer.text
        self.last = answer.json()
        undeclared = {name for name in _argument_names(self.payloads().values()) if name not in _declared()}
        assert not undeclared, f"Rasa drops these arguments of buttons, for the domain does not name them: {undeclared}"
        return "\n".join(message["text"] for message in self.last["messages"])

    def send(self, file: str) -> str:
        """A file without words, as the gateway hands it on."""
        return self.say(f'/attachment{{"file_id": "{file}"}}', file)

    def payloads(self) -> dict[str, str]:
        """Title to payload of every button of the last answer, those of cards too."""
        found = {}
        for message in self.last["messages"]:
            for holder in (message, *message["cards"]):
                found.update({button["title"]: button["payload"] for button in holder.get("buttons") or []})
        return found

    def press(self, title: str) -> str:
        return self.say(self.payloads()[title])

    @property
    def intent(self) -> str:
        return str(self.last["nlu"]["intent"])


@pytest.fixture(scope="session")
def shop() -> portal_stand_in.Shop:
    return portal_stand_in.Shop()


@pytest.fixture(scope="session")
def portal_url(shop: portal_stand_in.Shop) -> Iterator[str]:
    server = portal_stand_in.start(shop, SERVICE_TOKEN)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def rasa_database(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    name = f"rasa_{secrets.token_hex(4)}"
    with psycopg.connect(postgres.superuser_url(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        yield postgres.url("prilavok_rasa", PASSWORD, name)
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def var_dir() -> Path:
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()


@pytest.fixture(scope="session")
def actions_port() -> int:
    return free_port()


@pytest.fixture(scope="session")
def actions_url(portal_url: str, actions_port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"http://127.0.0.1:{actions_port}"
    settings = {"PORTAL_URL": portal_url, "SERVICE_TOKEN": SERVICE_TOKEN}
    arguments = ["rasa_sdk", "--actions", "actions", "--port", str(actions_port)]
    with process(arguments, settings, f"{url}/health", tmp_path_factory.mktemp("actions") / "log"):
        yield url


@pytest.fixture(scope="session")
def assistant_url(
    actions_url: str, rasa_database: str, var_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    models = var_dir / "models" / "rasa"
    assert list(models.glob("*.tar.gz")), f"no trained model in {models}; run: make test"
    port = free_port()
    settings = {
        "RASA_TOKEN": RASA_TOKEN, "ACTIONS_URL": actions_url, "DATABASE_URL": rasa_database,
        "EMBEDDING_MODEL": os.environ.get("EMBEDDING_MODEL") or str(var_dir / "models" / "multilingual-e5-small"),
    }  # fmt: skip
    arguments = [
        "rasa", "run", "--interface", "127.0.0.1", "--port", str(port), "--model", str(models),
        "--endpoints", str(ROOT / "assistant" / "endpoints.yml"),
        "--credentials", str(ROOT / "assistant" / "credentials.yml"),
    ]  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    with process(arguments, settings, f"{url}/webhooks/portal/ready", tmp_path_factory.mktemp("rasa") / "log"):
        yield url


@pytest.fixture
def buyer(assistant_url: str, shop: portal_stand_in.Shop) -> Buyer:
    shop.reset()
    return Buyer(assistant_url)
