"""A running product: its commands and people, memory by process, idle processor time, search times."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence

import httpx
import psutil

from portal.installation.layout import SOURCES
from tests.e2e.talk import MARKS
from tests.stack import Stack, clean_environment

QUERIES = (
    "NYM-J 3x1.5",
    "rękawice odporne na przecięcie",
    "автомат 16А 3 полюси",
    "cut resitant glovs",
    "саморез по дереву 4х40",
    "office paper A4 80 g",
    "kabel 3x2,5 miedź 100 m",
    "світлодіодна лампа E27 тепле світло",
    "перчатки нитриловые",
    "contactor 25A 230V",
    "wiertło SDS 10 mm",
    "laptop 15 inch",
    "toner cartridge black",
    "ethernet switch 24 port",
)


def portal(stack: Stack, *words: str) -> tuple[str, float]:
    """Output and seconds of a portal command on the product's data."""
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command
        [str(SOURCES / "bin" / "with"), "portal", "portal", *words],
        env=clean_environment(stack.installation),
        capture_output=True,
        text=True,
        check=True,
        timeout=1800,
    )
    return done.stdout + done.stderr, time.perf_counter() - began


def people(stack: Stack, count: int) -> list[httpx.Client]:
    """API clients of `count` different buyers of the demo, who share one password."""
    password = stack.people["buyer"]["password"]
    listed, _seconds = portal(stack, "demo", "people")
    clients: list[httpx.Client] = []
    for email in [line.split()[0] for line in listed.splitlines() if "@" in line]:
        client = httpx.Client(base_url=f"{stack.url}/api/v1", timeout=30)
        answer = client.post("/tokens", json={"email": email, "password": password})
        answer.raise_for_status()
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        # Whoever waits for a person gets no answers of the bot: the demo has one such buyer.
        if client.post("/conversations", json={}).json()["state"] == "bot" and len(clients) < count:
            clients.append(client)
        else:
            client.close()
    return clients


def memory(stack: Stack) -> dict[str, float]:
    """Unshared plus the process's part of shared memory (PSS), MiB, by process; PostgreSQL's are summed."""
    found: dict[str, float] = {}
    for process in psutil.Process(stack.process.pid).children(recursive=True):
        try:
            command = " ".join(process.cmdline())
            used = process.memory_full_info().pss / 2**20
        except psutil.Error:
            continue
        name = next((name for name, mark in MARKS.items() if mark in command), None)
        name = name or ("postgres" if "postgres" in command else "other")
        found[name] = found.get(name, 0.0) + used
    found["supervisor"] = psutil.Process(stack.process.pid).memory_full_info().pss / 2**20
    return found


def idle_share(stack: Stack, seconds: float = 20.0) -> float:
    """Share of one core that the whole product uses while nobody does anything, in percent."""

    def used() -> float:
        total = 0.0
        for process in [psutil.Process(stack.process.pid), *psutil.Process(stack.process.pid).children(recursive=True)]:
            try:
                times = process.cpu_times()
            except psutil.Error:
                continue
            total += times.user + times.system
        return total

    before = used()
    time.sleep(seconds)
    return 100 * (used() - before) / seconds


def search_times(client: httpx.Client, rounds: int, queries: Sequence[str] = QUERIES) -> list[float]:
    """Seconds of `GET /products?q=`, each query `rounds` times with a word added so that no cache answers."""
    times = []
    for number in range(rounds + 1):
        for query in queries:
            began = time.perf_counter()
            client.get(
                "/products", params={"q": f"{query} {number}" if number % 2 else query, "limit": 20}
            ).raise_for_status()
            if number:
                times.append(time.perf_counter() - began)
    return times


def index_times(stack: Stack, rounds: int, queries: Sequence[str] = QUERIES) -> list[float]:
    """Seconds of the index's own `POST /search`; the first round warms up."""
    headers = {"Authorization": f"Bearer {stack.settings['INDEX_TOKEN']}"}
    times = []
    with httpx.Client(base_url=stack.settings["INDEX_URL"], headers=headers, timeout=30) as client:
        for number in range(rounds + 1):
            for query in queries:
                text = f"{query} {number}" if number % 2 else query
                began = time.perf_counter()
                client.post("/search", json={"q": text, "limit": 20}).raise_for_status()
                if number:
                    times.append(time.perf_counter() - began)
    return times
