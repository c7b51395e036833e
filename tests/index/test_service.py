"""The service over HTTP, in a process of its own, on the real database; and its client."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from flask.testing import FlaskClient

from index.client import SearchClient, SearchRefusedError, SearchUnavailableError
from index.encoder import Encoder, default_model_folder
from index.engine import SearchEngine
from index.follower import Follower
from index.service.app import Parts, create_app
from index.service.gate import BusyError, Gate
from index.settings import Settings, SettingsError
from index.sources.memory import MemorySource
from tests.conftest import TestDatabase
from tests.index.catalogue import BY_SKU, CATALOGUE
from tests.index.test_postgres_source import put

TOKEN = "index-token-of-the-tests"
BREAKER = BY_SKU["MCB-3P-C16"].id


@pytest.fixture(scope="module")
def parts(encoder: Encoder, engine: SearchEngine) -> Parts:
    source = MemorySource()
    follower = Follower(engine, source, encoder)
    follower.ready.set()
    return Parts(engine, encoder, follower, source)


@pytest.fixture(scope="module")
def web(parts: Parts) -> FlaskClient:
    client = create_app(parts, token=TOKEN, threads=2, queue=2).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client


@pytest.fixture
def search_client(parts: Parts) -> Iterator[SearchClient]:
    app = create_app(parts, token=TOKEN, threads=2, queue=2)
    with SearchClient("http://index", TOKEN, transport=httpx.WSGITransport(app=app)) as client:
        yield client


def test_every_call_of_the_client(search_client: SearchClient) -> None:
    page = search_client.search("S203-C16", lang="en", limit=3, explain=True, filters={"in_stock": True})
    assert page.hits[0].id == BREAKER
    assert page.hits[0].why == {"exact": "mpn"}
    assert page.total >= len(page.hits) == 3
    assert search_client.suggest("circuit bre", lang="en").completions[0] == "circuit breaker"
    assert len(search_client.similar(BREAKER, limit=4)) == 4
    resolved = search_client.resolve(["S203-C16", "кабель 3х2,5"], lang="uk")
    assert [item.hits[0].id for item in resolved] == [BREAKER, BY_SKU["CAB-NYM-3X25"].id]
    vectors = search_client.encode(["кабель", "cable"])
    assert [len(vector) for vector in vectors] == [384, 384]
    assert search_client.ready()


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/search", {"q": ""}, "q"),
        ("/search", {"q": "a", "limit": 10_000}, "limit"),
        ("/search", {"q": "a", "filter": {}}, "filter"),
        ("/search", {"q": "a", "filters": {"colour": "red"}}, "colour"),
        ("/resolve", {"phrases": []}, "phrases"),
        ("/encode", {"texts": ["a"], "kind": "image"}, "kind"),
    ],
)
def test_wrong_arguments_are_named(web: FlaskClient, path: str, body: dict[str, Any], said: str) -> None:
    answer = web.post(path, json=body)
    assert answer.status_code == 422
    assert answer.get_json()["error"] == "invalid"
    assert said in answer.get_json()["detail"]


def test_without_the_token_nothing_is_told(web: FlaskClient) -> None:
    for path in ("/search", "/suggest", "/similar", "/resolve", "/encode", "/nothing"):
        answer = web.post(path, json={"q": "a"}, headers={"Authorization": "Bearer wrong"})
        assert answer.status_code == 401, path


def test_health_needs_no_token(web: FlaskClient) -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        assert web.get(path, headers={"Authorization": ""}).status_code == 200
    assert f"index_documents {len(CATALOGUE)}.0" in web.get("/metrics").get_data(as_text=True)


def test_a_full_queue_is_told_to_come_back(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts.engine, "search", lambda *_a, **_k: time.sleep(0.5), raising=True)
    app = create_app(parts, token=TOKEN, threads=1, queue=1)

    def ask(_number: int) -> tuple[int, str | None]:
        answer = app.test_client().post("/search", json={"q": "a"}, headers={"Authorization": f"Bearer {TOKEN}"})
        return answer.status_code, answer.headers.get("Retry-After")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ask, range(6)))
    assert answers.count((503, "1")) >= 3


def test_a_gate_lets_in_again_after_an_error() -> None:
    gate = Gate(1, 0)
    with pytest.raises(RuntimeError), gate.enter():
        raise RuntimeError
    with gate.enter(), pytest.raises(BusyError), gate.enter():
        pass


def test_the_client_says_what_happened() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/search":
            return httpx.Response(503, headers={"Retry-After": "4"}, json={"error": "busy"})
        if request.url.path == "/similar":
            raise httpx.ReadTimeout("slow", request=request)
        return httpx.Response(401, json={"error": "unauthorized", "detail": "no"})

    client = SearchClient("http://index", "x", transport=httpx.MockTransport(answer))
    with pytest.raises(SearchUnavailableError) as busy:
        client.search("a")
    assert busy.value.retry_after == 4
    with pytest.raises(SearchUnavailableError, match="ReadTimeout"):
        client.similar(1)
    with pytest.raises(SearchRefusedError) as refused:
        client.encode(["a"])
    assert refused.value.status == 401


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "INDEX_TOKEN"),
        ({"INDEX_TOKEN": TOKEN}, "DATABASE_URL"),
        ({"INDEX_TOKEN": TOKEN, "DATABASE_URL": "x", "INDEX_PORT": "many"}, "INDEX_PORT"),
    ],
)
def test_wrong_settings_are_named(environment: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        Settings.from_environment(environment)


def test_the_process_follows_the_database_and_restarts_from_its_snapshot(clone: TestDatabase, tmp_path: Path) -> None:
    with psycopg.connect(clone.url("worker")) as connection:
        for document in CATALOGUE[:-1]:
            put(connection, document)
    with running_index(clone, tmp_path) as client:
        assert client.search("S203-C16").hits[0].id == BREAKER
        with psycopg.connect(clone.url("worker")) as connection:
            put(connection, CATALOGUE[-1])
        started = time.monotonic()
        while CATALOGUE[-1].id not in [hit.id for hit in client.search("leather welding gloves").hits]:
            assert time.monotonic() - started < 2, "not searchable within two seconds"
            time.sleep(0.05)
    assert list(tmp_path.glob("index/*/CURRENT"))
    with running_index(clone, tmp_path) as client:
        assert client.search("GLV-WELDING-9").hits[0].id == CATALOGUE[-1].id


class running_index:  # noqa: N801 - reads as a verb in `with`
    """`python -m index serve` until the block ends; it must then stop by itself."""

    def __init__(self, clone: TestDatabase, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environment = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": clone.url("search"),
            "INDEX_TOKEN": TOKEN,
            "INDEX_PORT": str(self.port),
            "VAR_DIR": str(folder),
            "EMBEDDING_MODEL": str(default_model_folder().resolve()),
        }
        self.process = subprocess.Popen([sys.executable, "-m", "index", "serve"], env=environment)
        self.client = SearchClient(f"http://127.0.0.1:{self.port}", TOKEN, timeout=10)

    def __enter__(self) -> SearchClient:
        started = time.monotonic()
        while not self.client.ready():
            assert self.process.poll() is None, "the index stopped at once"
            assert time.monotonic() - started < 60, "the index did not become ready"
            time.sleep(0.1)
        return self.client

    def __exit__(self, *_details: object) -> None:
        self.client.close()
        self.process.send_signal(signal.SIGTERM)
        try:
            assert self.process.wait(timeout=30) == 0
        finally:
            self.process.kill()
