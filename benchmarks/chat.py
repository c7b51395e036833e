"""How long a chat turn takes: from sending a message to reading the bot's answer off the live stream."""

from __future__ import annotations

import json
import queue
import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx

SAYINGS = (
    "where is my last order?",
    "szukam przewodu 3x1,5",
    "чи є в наявності рукавиці?",
    "show my cart",
    "сколько стоит автомат 16А",
    "list my orders",
    "hello",
    "what can you do?",
)
TIMEOUT = 60.0


class Listener:
    """One buyer with a live stream open."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        opened = client.post("/conversations", json={}).json()
        self.path = f"/conversations/{opened['id']}"
        self.answers: queue.Queue[tuple[int, float]] = queue.Queue()
        self._last = int(opened.get("last_seq") or 0)
        self._stop = threading.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        if not self._ready.wait(10):
            raise TimeoutError("the stream did not open")

    def _read(self) -> None:
        headers = {"Last-Event-ID": str(self._last), "Accept": "text/event-stream"}
        with self.client.stream("GET", f"{self.path}/events", headers=headers, timeout=None) as response:
            response.raise_for_status()
            self._ready.set()
            for event, data in _events(response):
                if event == "message" and data.get("author") == "bot":
                    self.answers.put((int(data["seq"]), time.perf_counter()))
                if self._stop.is_set():
                    return

    def turn(self, text: str) -> float:
        """Seconds from sending to the bot's answer. Raises TimeoutError."""
        began = time.perf_counter()
        sent = self.client.post(f"{self.path}/messages", json={"client_id": uuid4().hex, "text": text})
        sent.raise_for_status()
        seq = int(sent.json()["seq"])
        deadline = began + TIMEOUT
        while True:
            try:
                answered, at = self.answers.get(timeout=max(deadline - time.perf_counter(), 0.01))
            except queue.Empty:
                raise TimeoutError(text) from None
            if answered > seq:
                return at - began

    def close(self) -> None:
        """Stop reading; the stream ends with the next event or with the product."""
        self._stop.set()


def _events(response: httpx.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    event, data = "message", ""
    for line in response.iter_lines():
        if line.startswith("event:"):
            event = line[6:].strip()
        elif line.startswith("data:"):
            data += line[5:].strip()
        elif not line:
            if data:
                yield event, json.loads(data)
            event, data = "message", ""


@contextmanager
def listeners(clients: Sequence[httpx.Client]) -> Iterator[list[Listener]]:
    """A stream for each client."""
    opened = [Listener(client) for client in clients]
    try:
        yield opened
    finally:
        for each in opened:
            each.close()


def one_after_another(buyer: Listener, rounds: int) -> list[float]:
    """One buyer, one message after the other; the first two turns warm up."""
    texts = [SAYINGS[index % len(SAYINGS)] for index in range(rounds + 2)]
    return [buyer.turn(text) for text in texts][2:]


def open_loop(buyers: Sequence[Listener], seconds: float, seed: int = 7) -> tuple[list[float], int]:
    """All buyers write every 5 to 10 s each, whether or not the last answer is there.

    Returns the turns' seconds and how many got no answer in time.
    """
    times: list[float] = []
    late: list[str] = []
    lock = threading.Lock()
    end = time.perf_counter() + seconds

    def write(number: int, buyer: Listener) -> None:
        chance = random.Random(seed + number)  # noqa: S311 - the same load every time
        time.sleep(chance.uniform(0, 7.5))
        while time.perf_counter() < end:
            planned = time.perf_counter()
            try:
                took = buyer.turn(chance.choice(SAYINGS))
            except TimeoutError as error:
                with lock:
                    late.append(str(error))
                continue
            with lock:
                times.append(took)
            # Open loop: the next message is due by the plan; a slow answer does not slow the writing down.
            time.sleep(max(planned + chance.uniform(5, 10) - time.perf_counter(), 0))

    threads = [threading.Thread(target=write, args=pair) for pair in enumerate(buyers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, len(late)
