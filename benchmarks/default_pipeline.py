"""Rasa as it comes beside the product: one message through the understanding, and a whole turn.

Rasa's pipeline is trained on the product's own training data, for one epoch instead of its hundred: how long a message
takes depends on the vocabulary and the layers, not on how long they were trained. That model tells nothing about
quality (``python -m nlu.evaluate public`` compares quality). The turn is that of the bot which ``rasa init`` makes and
trains, asked over Rasa's REST channel.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from benchmarks.figures import spread
from portal.installation.layout import SOURCES, Installation
from portal.installation.ports import LOOPBACK, free_port
from portal.installation.processes import ASSISTANT_BIN, QUIET, RASA_QUIET
from tests.stack import clean_environment

Say = Callable[[str], None]
STARTER_SAYINGS = ("hello", "I am sad", "yes", "are you a bot?", "goodbye")
DEFAULT_CONFIG = "lib/python3*/site-packages/rasa/engine/recipes/config_files/default_config.yml"
TRAIN_SECONDS = 900.0
READY_SECONDS = 180.0
STOP_SECONDS = 20.0
PREFERRED_PORT = 5105
CONDITIONS = """\
Understanding: the {messages} held-out messages, one by one; Rasa's pipeline is trained on the product's training
data, for one epoch instead of 100 (a message's time does not depend on it; nothing is said about quality). Turn: the
product's from sending to the live stream, through portal, database, queue, Rasa and action server; Rasa's with its
starter bot (seven intents, fixed answers, its own pipeline and policies), REST channel, conversations in memory, no
action server; {silent} of its turns had no words. The product is stopped while understanding and Rasa's turns are
measured; each process has one thread, as in the product."""


def beside_the_default(our_turns: Sequence[float], say: Say) -> list[str]:
    """The lines of the report; ``our_turns`` are the seconds of one buyer's turns with the running product."""
    with tempfile.TemporaryDirectory(prefix="rasa-default-") as name:
        folder = Path(name)
        ours = understanding(None)
        say(f"our understanding: {_milliseconds(ours)}")
        theirs = understanding(_train_default(folder / "nlu", say))
        say(f"Rasa's: {_milliseconds(theirs)}")
        starter, silent = _starter_turns(folder / "starter", len(our_turns), say)
        say(f"Rasa's starter bot: {spread(starter)}, {silent} without words")
    return [
        "### Beside Rasa's default pipeline",
        "",
        "| | the product | Rasa as `rasa init` makes it |",
        "| --- | --- | --- |",
        f"| one message through the understanding | {_milliseconds(ours)} | {_milliseconds(theirs)} |",
        f"| a whole turn, one after the other | {spread(our_turns)} | {spread(starter)} |",
        "",
        CONDITIONS.format(messages=ours["messages"], silent=silent),
    ]


def understanding(model: Path | None) -> dict[str, Any]:
    """The figures of the held-out messages, one after the other, by a model; None for the product's own."""
    words = [] if model is None else ["--model", str(model)]
    done = _run(SOURCES, "nlu.evaluate", "intents", "--json", *words)
    # Libraries print warnings of their own before the figures.
    figures: dict[str, Any] = json.loads(done[done.index("{") :])
    return figures


def _milliseconds(figures: dict[str, Any]) -> str:
    return f"p50 {figures['ms_p50']:.1f} ms, p95 {figures['ms_p95']:.1f} ms (n = {figures['messages']})"


def _train_default(folder: Path, say: Say) -> Path:
    """Rasa's default pipeline, trained on the product's training data."""
    folder.mkdir()
    (config,) = ASSISTANT_BIN.parent.glob(DEFAULT_CONFIG)
    text = re.sub(r"epochs: \d+", "epochs: 1", config.read_text(encoding="utf-8"))
    (folder / "config.yml").write_text(text, encoding="utf-8")
    began = time.perf_counter()
    words = ("--nlu", str(SOURCES / "nlu"), "--config", "config.yml", "--out", ".", "--fixed-model-name", "model")
    _run(folder, "rasa", "train", "nlu", *words)
    say(f"Rasa's pipeline trained for one epoch in {time.perf_counter() - began:.0f} s")
    return folder / "model.tar.gz"


def _starter_turns(folder: Path, rounds: int, say: Say) -> tuple[list[float], int]:
    """Seconds of each turn with Rasa's starter bot after two that warm up, and how many had no words."""
    folder.mkdir()
    began = time.perf_counter()
    _run(folder, "rasa", "init", "--no-prompt")
    say(f"Rasa's starter bot made in {time.perf_counter() - began:.0f} s")
    times, silent = [], 0
    with _served(folder) as client:
        for number in range(rounds + 2):
            asked = {"sender": "one buyer", "message": STARTER_SAYINGS[number % len(STARTER_SAYINGS)]}
            began = time.perf_counter()
            answer = client.post("/webhooks/rest/webhook", json=asked)
            took = time.perf_counter() - began
            answer.raise_for_status()
            if number >= 2:
                times.append(took)
                silent += not answer.json()
    return times, silent


@contextmanager
def _served(folder: Path) -> Iterator[httpx.Client]:
    """The bot in ``folder`` served by ``rasa run``; a client of it."""
    port = free_port(PREFERRED_PORT)
    log = folder / "served.log"
    words = ("--interface", LOOPBACK, "--port", str(port), "--model", "models", "--credentials", "credentials.yml")
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command
            _command("rasa", "run", *words),
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            with httpx.Client(base_url=f"http://{LOOPBACK}:{port}", timeout=60) as client:
                _wait_until_ready(client, process, log)
                yield client
        finally:
            process.terminate()
            try:
                process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=5)


def _wait_until_ready(client: httpx.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if client.get("/webhooks/rest/").status_code == httpx.codes.OK:
                return
        except httpx.ConnectError:
            time.sleep(0.2)
    raise RuntimeError(
        f"Rasa's starter bot did not answer:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}"
    )


def _command(module: str, *words: str) -> list[str]:
    return [str(SOURCES / "bin" / "with"), "--bare", "assistant", "python", "-m", module, *words]


def _environment() -> dict[str, str]:
    """That of the product's own Rasa process."""
    return clean_environment(Installation(SOURCES / "var")) | QUIET | RASA_QUIET


def _run(folder: Path, module: str, *words: str) -> str:
    """What a command of the assistant's environment prints; raises ``RuntimeError`` with its last words on failure."""
    done = subprocess.run(  # noqa: S603 - our own command
        _command(module, *words),
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TRAIN_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{module} {' '.join(words[:2])} failed:\n{(done.stdout + done.stderr)[-3000:]}")
    return done.stdout
