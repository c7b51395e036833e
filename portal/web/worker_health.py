"""A worker's /healthz and /readyz: a few lines of HTTP on loopback, in the worker's own loop."""

from __future__ import annotations

import asyncio

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from portal.security.actor import Actor
from portal.shared.database import Database

READ_TIMEOUT = 5


def _ready(database: Database) -> bool:
    try:
        with database.transaction(Actor.system("health")) as session:
            session.execute(text("SELECT 1 FROM procrastinate_jobs LIMIT 1"))
    except SQLAlchemyError:
        return False
    return True


async def serve_health(port: int, database: Database) -> asyncio.Server:
    """Answer on 127.0.0.1:`port`. Raises OSError when the port is taken."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            line = await asyncio.wait_for(reader.readline(), READ_TIMEOUT)
            path = line.split(b" ")[1] if line.count(b" ") >= 2 else b"/"
            good = path == b"/healthz" or (path == b"/readyz" and await asyncio.to_thread(_ready, database))
            known = path in (b"/healthz", b"/readyz")
            status = "200 OK" if good else "503 Service Unavailable" if known else "404 Not Found"
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
        except (TimeoutError, ConnectionError):
            return
        finally:
            writer.close()

    return await asyncio.start_server(answer, "127.0.0.1", port)
