"""The HTTP interface. Errors are ``{"error": code, "detail": text}``, as everywhere in the product."""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, Response, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException

from index.documents import Filters, Hit
from index.encoder import Encoder
from index.engine import SearchEngine
from index.follower import Follower
from index.service.gate import BusyError, Gate
from index.service.schemas import (
    EncodeRequest,
    FilterRequest,
    ResolveRequest,
    SearchRequest,
    SimilarRequest,
    SuggestRequest,
)
from index.sources.port import SearchSource, SourceUnavailableError

OPEN_PATHS = {"/healthz", "/readyz", "/metrics"}
RETRY_SECONDS = 1
MAX_BODY = 1_000_000
BUCKETS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.5, 1.0, 2.0, 5.0)

Body = TypeVar("Body", bound=BaseModel)


@dataclass(frozen=True)
class Parts:
    """What a running index process consists of."""

    engine: SearchEngine
    encoder: Encoder
    follower: Follower
    source: SearchSource


class Metrics:
    """Counters of one process, in a registry of its own."""

    def __init__(self, parts: Parts, gate: Gate) -> None:
        self.registry = CollectorRegistry()
        labels = ("endpoint", "status")
        self.requests = Counter("index_requests_total", "Requests", labels, registry=self.registry)
        self.seconds = Histogram(
            "index_request_seconds", "Time per request", ("endpoint",), buckets=BUCKETS, registry=self.registry
        )
        readings: dict[str, tuple[str, Callable[[], float]]] = {
            "index_documents": ("Products that can be found", lambda: len(parts.engine)),
            "index_vectors": ("Products that can be found by meaning", lambda: len(parts.engine.dense)),
            "index_pending_vectors": ("Products whose vector is still to be made", lambda: parts.follower.pending),
            "index_waiting": ("Requests in the queue", lambda: gate.waiting),
            "index_query_cache_hits": ("Queries whose vector was at hand", lambda: parts.encoder.cache.hits),
        }
        for name, (text, read) in readings.items():
            Gauge(name, text, registry=self.registry).set_function(read)


def create_app(parts: Parts, *, token: str, threads: int, queue: int) -> Flask:
    """The WSGI application over a running engine."""
    app = Flask("index")
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    gate = Gate(threads, queue)
    metrics = Metrics(parts, gate)
    _check_callers(app, token)
    _count(app, metrics)
    _translate_errors(app)
    _add_searches(app, parts, gate)
    _add_health(app, parts, metrics)
    return app


def _add_searches(app: Flask, parts: Parts, gate: Gate) -> None:
    engine = parts.engine

    @app.post("/search")
    def search() -> Response:
        body = _body(SearchRequest)
        with gate.enter():
            started = time.perf_counter()
            answer = engine.search(body.q, limit=body.limit, offset=body.offset, filters=_filters(body.filters))
        hits = [_hit(hit, explain=body.explain) for hit in answer.hits]
        return jsonify(
            hits=hits,
            total=answer.total,
            relaxed=answer.relaxed,
            corrections=answer.corrections,
            took_ms=_milliseconds(started),
        )

    @app.post("/suggest")
    def suggest() -> Response:
        body = _body(SuggestRequest)
        with gate.enter():
            started = time.perf_counter()
            completions, hits = engine.suggest(body.q, limit=body.limit, filters=_filters(body.filters))
        found = [_hit(hit, explain=False) for hit in hits]
        return jsonify(completions=completions, hits=found, took_ms=_milliseconds(started))

    @app.post("/similar")
    def similar() -> Response:
        body = _body(SimilarRequest)
        with gate.enter():
            started = time.perf_counter()
            hits = engine.similar(body.id, limit=body.limit, filters=_filters(body.filters))
        return jsonify(hits=[_hit(hit, explain=True) for hit in hits], took_ms=_milliseconds(started))

    @app.post("/resolve")
    def resolve() -> Response:
        body = _body(ResolveRequest)
        filters = _filters(body.filters)
        started = time.perf_counter()
        results = []
        for phrase in body.phrases:
            with gate.enter():
                found = engine.resolve(phrase, limit=body.limit, filters=filters)
            hits = [_hit(hit, explain=True) for hit in found.hits]
            results.append(
                {
                    "phrase": phrase,
                    "hits": hits,
                    "confidence": found.confidence,
                    "margin": found.margin,
                }
            )
        return jsonify(results=results, took_ms=_milliseconds(started))

    @app.post("/encode")
    def encode() -> Response:
        body = _body(EncodeRequest)
        with gate.enter():
            queries = body.kind == "query"
            vectors = (parts.encoder.encode_queries if queries else parts.encoder.encode_passages)(body.texts)
        return jsonify(vectors=vectors.tolist(), model=parts.encoder.fingerprint)


def _add_health(app: Flask, parts: Parts, metrics: Metrics) -> None:
    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @app.get("/readyz")
    def readyz() -> tuple[Response, int]:
        state: dict[str, Any] = {
            "loaded": parts.follower.ready.is_set(),
            "documents": len(parts.engine),
            "pending_vectors": parts.follower.pending,
            "database": "ok",
        }
        try:
            parts.source.ping()
        except SourceUnavailableError as error:
            state["database"] = str(error)
        ready = state["loaded"] and state["database"] == "ok"
        return jsonify(status="ready" if ready else "not ready", **state), 200 if ready else 503

    @app.get("/metrics")
    def prometheus() -> Response:
        return Response(generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST)


def _check_callers(app: Flask, token: str) -> None:
    expected = f"Bearer {token}".encode()

    @app.before_request
    def check() -> tuple[Response, int] | None:
        given = request.headers.get("Authorization", "").encode()
        if request.path in OPEN_PATHS or hmac.compare_digest(given, expected):
            return None
        return _error("unauthorized", "send the index token as a bearer token", 401)


def _count(app: Flask, metrics: Metrics) -> None:
    @app.before_request
    def begin() -> None:
        request.environ["index.started"] = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        endpoint = request.endpoint or "unknown"
        metrics.requests.labels(endpoint, str(response.status_code)).inc()
        started = request.environ.get("index.started")
        if started is not None:
            metrics.seconds.labels(endpoint).observe(time.perf_counter() - started)
        return response


def _translate_errors(app: Flask) -> None:
    @app.errorhandler(BusyError)
    def busy(_error_raised: BusyError) -> tuple[Response, int]:
        response, status = _error("busy", "too many searches at once; repeat in a second", 503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response, status

    @app.errorhandler(ValidationError)
    def invalid(error: ValidationError) -> tuple[Response, int]:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        return _error("invalid", "; ".join(faults), 422)

    @app.errorhandler(HTTPException)
    def other(error: HTTPException) -> tuple[Response, int]:
        return _error(error.name.lower().replace(" ", "_"), error.description or error.name, error.code or 500)


def _body(kind: type[Body]) -> Body:
    return kind.model_validate_json(request.get_data() or b"{}")


def _filters(body: FilterRequest | None) -> Filters:
    return Filters() if body is None else Filters.from_dict(body.content())


def _hit(hit: Hit, *, explain: bool) -> dict[str, Any]:
    why = hit.why if explain else {key: value for key, value in hit.why.items() if key in {"exact", "prefix"}}
    return {"id": hit.id, "score": hit.score, "why": why}


def _milliseconds(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)


def _error(code: str, detail: str, status: int) -> tuple[Response, int]:
    return jsonify(error=code, detail=detail), status
