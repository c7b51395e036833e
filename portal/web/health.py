"""Liveness, readiness and metrics; none of them needs a login, and the web process listens on loopback by default."""

from __future__ import annotations

import time

import httpx
from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from portal.security import web
from portal.security.actor import Actor

REQUESTS = Counter("prilavok_http_requests", "Requests by route and status", ["route", "method", "status"])
SECONDS = Histogram(
    "prilavok_http_seconds",
    "Time to answer by route",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
PROBE_TIMEOUT = 2.0


def init_app(app: Flask) -> None:
    """Install the routes and the counters."""
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)
    app.add_url_rule("/metrics", "metrics", metrics)

    @app.before_request
    def start_clock() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "unknown"
        REQUESTS.labels(route, request.method, response.status_code).inc()
        if not response.is_streamed and "started" in g:
            SECONDS.labels(route).observe(time.perf_counter() - g.started)
        return response


@web.public
def healthz() -> Response:
    """The process is alive."""
    return web.reply({"status": "ok"})


def _database() -> str | None:
    try:
        with web.database().transaction(Actor.anonymous()) as session:
            session.execute(text("SELECT 1 FROM alembic_version"))
    except SQLAlchemyError as error:
        return f"database: {error.__class__.__name__}"
    return None


def _service(name: str, url: str) -> str | None:
    try:
        response = httpx.get(url, timeout=PROBE_TIMEOUT)
    except httpx.HTTPError as error:
        return f"{name}: {error.__class__.__name__}"
    return None if response.status_code == 200 else f"{name}: {response.status_code}"


@web.public
def readyz() -> Response:
    """Whether the database answers; the index and the assistant are reported, but pages work without them."""
    settings = web.settings()
    fault = _database()
    optional = [
        _service("index", f"{settings.index_url}/healthz"),
        *(_service("assistant", f"{url}/webhooks/portal/ready") for url in settings.assistants),
    ]
    degraded = [problem for problem in optional if problem]
    body = {
        "status": "ok" if fault is None else "unavailable",
        "problems": [*([fault] if fault else []), *degraded],
    }
    return web.reply(body, 200 if fault is None else 503)


@web.public
def metrics() -> Response:
    """Prometheus' text format."""
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
