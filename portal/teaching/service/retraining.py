"""From reviewed examples to a served model: train, measure both, serve the candidate only if it is worse in nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.security.actor import Actor, ActorKind
from portal.shared.clock import now
from portal.shared.database import Database
from portal.shared.errors import Forbidden
from portal.teaching import queries, shipped
from portal.teaching.errors import ModelTrouble
from portal.teaching.model import judging, telling, training
from portal.teaching.model.serving import Card, Models, State
from portal.teaching.model.training import Taught

Say = Callable[[str], None]
Tell = Callable[[str], dict[str, tuple[telling.Told, str]]]


class Trainer(Protocol):
    """Trains and measures; the real one runs Rasa for minutes."""

    def train(self, examples: Path, out: Path, name: str) -> Path:
        """Train a model called `name` into the folder `out`. Raises ModelTrouble."""

    def measure(self, model: Path) -> dict[str, Any]:
        """Its figures on the held-out messages. Raises ModelTrouble."""


@dataclass(frozen=True)
class RasaTrainer:
    """Rasa, in its own environment."""

    var_dir: Path

    def train(self, examples: Path, out: Path, name: str) -> Path:
        """See Trainer."""
        return training.train(self.var_dir, examples, out, name)

    def measure(self, model: Path) -> dict[str, Any]:
        """See Trainer."""
        return training.measure(self.var_dir, model)


@dataclass(frozen=True)
class Outcome:
    """The candidate's name, in what it was worse (then it is not served), and the figures of both."""

    name: str
    worse: list[str]
    current: dict[str, Any]
    candidate: dict[str, Any]


def usable(session: Session, say: Say) -> list[Taught]:
    """The reviewed examples: the latest review of a text counts, and what models are judged by is left out."""
    chosen: dict[tuple[str, str], Taught] = {}
    held_out = 0
    known = set(shipped.intents())
    for one in queries.taught(session):
        if one.intent not in known or one.training_text is None:
            continue
        key = shipped.key(one.training_text)
        if key in shipped.held_out():
            held_out += 1
            continue
        chosen.setdefault((one.language, key), Taught(one.training_text, one.intent, one.language))
    if held_out:
        say(f"{held_out} left out: models are judged by the same messages.")
    return list(chosen.values())


def retrain(
    database: Database, actor: Actor, models: Models, trainer: Trainer, tell: Tell, say: Say, *, dry_run: bool = False
) -> Outcome:
    """Train a candidate and serve it if it is not worse; `dry_run` only measures.

    Raises Forbidden, RetrainingUnderWay, ModelTrouble (then what was served is served still).
    """
    _require_system(actor)
    with models.locked():
        with database.transaction(actor) as session:
            examples = usable(session, say)
        if not examples:
            raise ModelTrouble("Nothing was reviewed yet: there is nothing to learn. See /staff/review.")
        base = models.prepare()
        name = f"taught-{now():%Y%m%d-%H%M%S}"
        training.write_examples(models.examples, examples)
        try:
            say(f"Training {name} on {len(examples)} reviewed messages beside the product's own (some minutes).")
            file = trainer.train(models.examples, models.candidates, name)
            say(f"Measuring the model that is served, {base}, and the candidate.")
            current, candidate = trainer.measure(models.served_file), trainer.measure(file)
            outcome = Outcome(name, judging.worse_in(current, candidate), current, candidate)
            if not outcome.worse and not dry_run:
                _serve(models, file, outcome, len(examples), tell, say)
        finally:
            shutil.rmtree(models.candidates, ignore_errors=True)
        if not dry_run:
            _audit(database, actor, "nlu.retrained", outcome, len(examples))
    return outcome


def rollback(database: Database, actor: Actor, models: Models, tell: Tell, say: Say) -> State:
    """Serve the model before. Raises Forbidden, RetrainingUnderWay, ModelTrouble."""
    _require_system(actor)
    with models.locked():
        models.prepare()
        before = models.state()
        state = models.rollback()
        _tell_or_go_back(models, before, tell, say)
        with database.transaction(actor) as session:
            audit.record(session, actor, "nlu.rolled_back", "model", state.served, former=state.former)
    return state


def _serve(models: Models, file: Path, outcome: Outcome, examples: int, tell: Tell, say: Say) -> None:
    state = models.state()
    assert state is not None
    card = Card(
        name=outcome.name,
        base=state.base,
        trained_at=now(),
        examples=examples,
        figures=judging.shortly(outcome.candidate),
    )
    models.swap(file, card)
    _tell_or_go_back(models, state, tell, say)


def _tell_or_go_back(models: Models, before: State | None, tell: Tell, say: Say) -> None:
    """A server that cannot load what is served now would go on with the old one until its next start, then fail."""
    answers = tell(models.digest())
    refused = {base: why for base, (told, why) in answers.items() if told is telling.Told.REFUSED}
    if refused:
        assert before is not None
        models.go_back_to(before)
        tell(models.digest())
        base, why = next(iter(refused.items()))
        raise ModelTrouble(f"The assistant at {base} could not load the model; the one before is served. {why}".strip())
    for base, (told, _why) in answers.items():
        say(f"{base}: {'serves it now' if told is telling.Told.LOADED else 'not running; serves it from its start'}.")


def _audit(database: Database, actor: Actor, action: str, outcome: Outcome, examples: int) -> None:
    with database.transaction(actor) as session:
        audit.record(
            session,
            actor,
            action,
            "model",
            outcome.name,
            served=not outcome.worse,
            worse=outcome.worse,
            examples=examples,
            before=judging.shortly(outcome.current),
            after=judging.shortly(outcome.candidate),
        )


def _require_system(actor: Actor) -> None:
    if actor.kind is not ActorKind.SYSTEM:
        raise Forbidden


def telling_all(bases: Sequence[str], token: str) -> Tell:
    """Tells all servers of the product."""
    return lambda digest: telling.tell(bases, token, digest)
