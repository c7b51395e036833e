"""The whole product with its demo, started as `make run` starts it, in a folder of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx
import psutil

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 420
STOP_SECONDS = 40


class Stack:
    """A running product. `url` is its address, `people` the demo's logins by role."""

    def __init__(self, var_dir: Path) -> None:
        self.var_dir = var_dir
        self.url = ""
        self.people: dict[str, dict[str, str]] = {}
        self._output = var_dir / "output.log"
        self._process: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        """The environment of `bin/with` for this installation."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "PYTEST"))}
        return kept | {"VAR_DIR": str(self.var_dir)}

    def start(self) -> None:
        """Start, wait until the product says that it is open, read the demo's logins."""
        self.var_dir.mkdir(parents=True, exist_ok=True)
        models = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "models"
        if not (self.var_dir / "models").exists():
            (self.var_dir / "models").symlink_to(models.resolve())
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                [str(ROOT / "bin" / "with"), "portal", "portal", "run", "--demo"],
                cwd=ROOT,
                env=self.environment(),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.url = self._wait_for_address()
        self.people = json.loads(self.command("portal", "demo", "logins", "--json"))

    def command(self, *arguments: str) -> str:
        """Run a command of the portal's environment and return what it printed."""
        done = subprocess.run(
            [str(ROOT / "bin" / "with"), "portal", *arguments],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    def _wait_for_address(self) -> str:
        assert self._process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            text = self._output.read_text(encoding="utf-8", errors="replace")
            opened = re.findall(r"Prilavok is open: (http\S+)", text)
            if opened:
                return str(opened[-1])
            if self._process.poll() is not None:
                raise AssertionError(f"the product ended with {self._process.returncode}:\n{text[-6000:]}")
            time.sleep(0.2)
        raise AssertionError(f"not open after {START_SECONDS} s:\n{self._output.read_text()[-6000:]}")

    def stop(self) -> None:
        """Ctrl-C, as a person would."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                raise AssertionError(f"not stopped after {STOP_SECONDS} s") from None
        self._process = None

    def remove(self) -> None:
        """Throw the folder away."""
        shutil.rmtree(self.var_dir, ignore_errors=True)

    def process(self, name: str) -> psutil.Process:
        """The product's process of that name (web, turns, assistant, actions, index …), found by its command."""
        marks = {
            "web": "portal.wsgi:app",
            "turns": "worker turns",
            "io": "worker io",
            "heavy": "worker heavy",
            "assistant": "rasa run",
            "actions": "rasa_sdk",
            "index": "index serve",
        }
        assert self._process is not None
        for child in psutil.Process(self._process.pid).children(recursive=True):
            if marks[name] in " ".join(child.cmdline()):
                return child
        raise AssertionError(f"no process {name}")

    def client(self, role: str) -> httpx.Client:
        """An API client with the token of one of the demo's people."""
        client = httpx.Client(base_url=f"{self.url}/api/v1", timeout=30)
        person = self.people[role]
        answer = client.post("/tokens", json={"email": person["email"], "password": person["password"]})
        assert answer.status_code == 200, answer.text
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return client

    def wait_for_search(self, seconds: float = 240) -> None:
        """Wait until every product is searchable by meaning too."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.pending_vectors() == 0:
                return
            time.sleep(1)
        raise AssertionError("the index has not caught up")

    def pending_vectors(self) -> int:
        """Products without a vector yet, as the index process says."""
        settings = dict(
            line.split("=", 1)
            for line in (self.var_dir / "settings.env").read_text(encoding="utf-8").splitlines()
            if "=" in line and not line.startswith("#")
        )
        state: dict[str, Any] = httpx.get(f"http://127.0.0.1:{settings['INDEX_PORT']}/readyz", timeout=10).json()
        return int(state.get("pending", 0))


class Talk:
    """A buyer's conversation over the API: say something, wait for the answer."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.conversation = client.post("/conversations", json={}).json()
        self.seq = self._last_seq()

    @property
    def path(self) -> str:
        """The conversation's address."""
        return f"/conversations/{self.conversation['id']}"

    def _last_seq(self) -> int:
        return int(self.client.post("/conversations", json={}).json().get("last_seq") or 0)

    def say(self, text: str, *, button: str | None = None, client_id: str | None = None) -> None:
        """Send a message without waiting."""
        body = {"client_id": client_id or os.urandom(8).hex(), "text": text}
        answer = self.client.post(f"{self.path}/messages", json=body | ({"button": button} if button else {}))
        assert answer.status_code == 202, answer.text
        self.seq = max(self.seq, answer.json()["seq"])

    def messages(self, after: int = 0) -> list[dict[str, Any]]:
        """What the buyer sees."""
        answer = self.client.get(f"{self.path}/messages", params={"after": after, "limit": 100})
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])

    def wait(self, *authors: str, seconds: float = 30) -> list[dict[str, Any]]:
        """New messages of these authors after what was last said or read."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            fresh = [message for message in self.messages(self.seq) if message["author"] in (authors or ("bot",))]
            if fresh:
                self.seq = fresh[-1]["seq"]
                return fresh
            time.sleep(0.1)
        raise AssertionError(f"no answer of {authors or ('bot',)} within {seconds} s: {self.messages()[-3:]}")

    def ask(self, text: str, *, button: str | None = None) -> list[dict[str, Any]]:
        """Say something and wait for the bot's answer."""
        self.say(text, button=button)
        return self.wait("bot")


def cards(messages: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """The cards of one kind in some messages."""
    return [card for message in messages for card in message["cards"] if card["type"] == kind]


def buttons(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every button in some messages, those of their cards included."""
    found = []
    for message in messages:
        found += message["buttons"]
        for card in message["cards"]:
            found += card.get("buttons") or []
    return found


def button_for(messages: list[dict[str, Any]], payload_part: str) -> dict[str, Any]:
    """The offered button whose payload holds a text."""
    for button in buttons(messages):
        if payload_part in button["payload"]:
            return button
    raise AssertionError(f"no button with {payload_part!r} among {buttons(messages)}")
