"""Which model is served: files below `$VAR_DIR/nlu`, changed so that whoever reads them finds the old or the new.

`served.tar.gz` is the model that Rasa reads, at its start and when told to; `state.json` says which one that is and
which was served before; `models/` keeps what can be gone back to. A model that `make setup` trained anew, because the
product's own data changed, takes the place of a taught one at the next start: the taught one knows nothing of it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from portal.teaching.errors import ModelTrouble, RetrainingUnderWay

SUFFIX = ".tar.gz"
KEPT = 4


class State(BaseModel):
    """Names of models; `base` is that of the set-up on which the others stand."""

    model_config = ConfigDict(frozen=True)

    served: str
    former: str | None = None
    base: str


class Card(BaseModel):
    """What is known of a taught model."""

    model_config = ConfigDict(frozen=True)

    name: str
    base: str
    trained_at: datetime
    examples: int
    figures: dict[str, Any] = Field(default_factory=dict)


class Models:
    """The models of the installation in `var_dir`."""

    def __init__(self, var_dir: Path) -> None:
        self.folder = var_dir / "nlu"
        self.served_file = self.folder / f"served{SUFFIX}"
        self.examples = self.folder / "examples"
        self.candidates = self.folder / "candidates"
        self._kept = self.folder / "models"
        self._state_file = self.folder / "state.json"
        self._set_up = var_dir / "models" / "rasa"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One retraining, rollback or start at a time. Raises RetrainingUnderWay."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise RetrainingUnderWay from None
            yield

    def prepare(self) -> str:
        """See to it that there is a model to serve and return its name. Raises ModelTrouble without any."""
        base = self._newest_base()
        state = self.state()
        if state is None or state.base != _name(base) or not self.served_file.is_file():
            state = State(served=_name(base), base=_name(base))
            self._serve(base, state)
        return state.served

    def state(self) -> State | None:
        """What is served; None before the first start."""
        if not self._state_file.is_file():
            return None
        return State.model_validate_json(self._state_file.read_text(encoding="utf-8"))

    def swap(self, candidate: Path, card: Card) -> State:
        """Serve the candidate and keep the model before it. Raises ModelTrouble."""
        before = self._known_state()
        self._keep(self.served_file, before.served)
        self._keep(candidate, card.name)
        self._card(card.name).write_text(card.model_dump_json(indent=1) + "\n", encoding="utf-8")
        state = State(served=card.name, former=before.served, base=before.base)
        self._serve(self._file(card.name), state)
        self._forget_old(state)
        return state

    def rollback(self) -> State:
        """Serve the former model; a second time goes forward again. Raises ModelTrouble without a former one."""
        before = self._known_state()
        if before.former is None or not self._file(before.former).is_file():
            raise ModelTrouble("There is no former model to go back to.")
        self._keep(self.served_file, before.served)
        state = State(served=before.former, former=before.served, base=before.base)
        self._serve(self._file(before.former), state)
        return state

    def go_back_to(self, state: State) -> None:
        """Serve as it was before a swap or rollback that did not work out."""
        self._serve(self._file(state.served), state)

    def cards(self) -> list[Card]:
        """The taught models that are kept, oldest first."""
        found = (Card.model_validate_json(path.read_text(encoding="utf-8")) for path in self._kept.glob("*.json"))
        return sorted(found, key=lambda card: card.trained_at)

    def digest(self) -> str:
        """SHA-256 of the served file, by which Rasa says that it loaded the same."""
        return hashlib.sha256(self.served_file.read_bytes()).hexdigest()

    def _known_state(self) -> State:
        self.prepare()
        state = self.state()
        assert state is not None
        return state

    def _newest_base(self) -> Path:
        found = sorted(self._set_up.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime)
        if not found:
            raise ModelTrouble(f"There is no trained model in {self._set_up}. Run: make setup")
        return found[-1]

    def _file(self, name: str) -> Path:
        return self._kept / f"{name}{SUFFIX}"

    def _card(self, name: str) -> Path:
        return self._kept / f"{name}.json"

    def _keep(self, model: Path, name: str) -> None:
        if not self._file(name).is_file():
            _copy(model, self._file(name))

    def _serve(self, model: Path, state: State) -> None:
        """The file first: a state that names what is not served yet would be worse than the other way round."""
        _copy(model, self.served_file)
        _write(self._state_file, state.model_dump_json(indent=1) + "\n")

    def _forget_old(self, state: State) -> None:
        """What is served, what was before, and the latest others."""
        kept = sorted(self._kept.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
        wanted = {state.served, state.former}
        others = [path for path in kept if _name(path) not in wanted]
        for path in others[KEPT - len(wanted) :]:
            path.unlink()
            self._card(_name(path)).unlink(missing_ok=True)


def _name(path: Path) -> str:
    return path.name.removesuffix(SUFFIX)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    shutil.copyfile(source, partial)
    with partial.open("rb") as stream:
        os.fsync(stream.fileno())
    partial.replace(target)


def _write(target: Path, text: str) -> None:
    partial = target.with_name(f".{target.name}.partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(target)
