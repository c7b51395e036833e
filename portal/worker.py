"""`portal worker turns|io|heavy`: one queue a process, so that other people's latency never stops a chat."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

import procrastinate

from portal.app import configure
from portal.shared.database import Database
from portal.shared.jobs import registry
from portal.shared.logs import configure_logging
from portal.shared.settings import load_settings
from portal.web.worker_health import serve_health

log = logging.getLogger(__name__)
# Sync tasks run in the loop's default executor, whose own size would be far too small for turns that wait for Rasa.
THREADS = {"turns": 24, "io": 8, "heavy": 2}
# A turn holds no connection while Rasa thinks, so fewer connections than threads are enough; the role may open 40.
CONNECTIONS = {"turns": 10, "io": 4, "heavy": 2}
# The queue forgets a notification that comes while it fetches, and one whose lock is still held: the next poll finds
# those jobs, and a chat shall not wait for it. Measured with 20 buyers: with polls a second apart p95 was 1.8 s.
POLL_SECONDS = {"turns": 0.2, "io": 5.0, "heavy": 5.0}
HEARTBEAT_SECONDS = 3.0
STALLED_SECONDS = 12.0
SHUTDOWN_SECONDS = 8.0


def plain_dsn(url: str) -> str:
    """The address for psycopg itself."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


async def _run(queue: str, port: int | None) -> None:
    settings = load_settings()
    threads = THREADS[queue]
    database = Database(
        settings.database_url.get_secret_value(),
        pool_size=CONNECTIONS[queue],
        max_overflow=2,
        application_name=f"prilavok-{queue}",
    )
    configure(settings, database)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads, thread_name_prefix=queue))
    connector = procrastinate.PsycopgConnector(
        conninfo=plain_dsn(settings.database_url.get_secret_value()),
        kwargs={"application_name": f"prilavok-{queue}-queue"},
        min_size=2,
        max_size=4,
    )
    health = await serve_health(port, database) if port else None
    try:
        with registry.replace_connector(connector) as app:
            async with app.open_async():
                await app.run_worker_async(
                    queues=[queue],
                    name=queue,
                    concurrency=threads,
                    listen_notify=True,
                    fetch_job_polling_interval=POLL_SECONDS[queue],
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=STALLED_SECONDS,
                    shutdown_graceful_timeout=SHUTDOWN_SECONDS,
                    delete_jobs="successful",
                )
    finally:
        if health is not None:
            health.close()
        database.dispose()


def run_worker(queue: str, port: int | None = None) -> None:
    """Work until a signal stops it; `port` serves /healthz and /readyz on loopback."""
    configure_logging(load_settings().log_level)
    asyncio.run(_run(queue, port))
