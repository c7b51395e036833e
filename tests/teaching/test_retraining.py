"""From reviewed messages to a served model, with a trainer that does not take minutes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import select, update

from portal.audit.models import AuditEntry
from portal.security.permissions import Role
from portal.shared.errors import Forbidden
from portal.teaching import shipped
from portal.teaching.errors import ModelTrouble
from portal.teaching.model import telling
from portal.teaching.model.serving import Models
from portal.teaching.model.telling import Told
from portal.teaching.models import ReviewItem
from portal.teaching.service import retraining, reviewing
from tests.assistant_gateway.conftest import SYSTEM, Gateway
from tests.factories import Factory
from tests.teaching.test_collecting import FALLBACK, kept, reads
from tests.teaching.test_judging import FIGURES, changed
from tests.teaching.test_serving import set_up

RASA = "http://rasa"


@dataclass
class FakeTrainer:
    """Writes down what it was given; `candidate` are the figures of what it trains."""

    candidate: dict[str, Any] = field(default_factory=lambda: changed("", accuracy=0.96))
    fails: bool = False
    learnt: list[tuple[str, str, str]] = field(default_factory=list)

    def train(self, examples: Path, out: Path, name: str) -> Path:
        for path in sorted(examples.glob("*.yml")):
            for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
                language = block["metadata"]["language"]
                self.learnt += [(language, block["intent"], one["text"]) for one in block["examples"]]
        if self.fails:
            raise ModelTrouble("Training failed with status 1; nothing was changed.")
        out.mkdir(parents=True)
        (out / f"{name}.tar.gz").write_bytes(b"candidate")
        return out / f"{name}.tar.gz"

    def measure(self, model: Path) -> dict[str, Any]:
        return self.candidate if model.read_bytes() == b"candidate" else FIGURES


@dataclass
class School:
    gateway: Gateway
    models: Models
    trainer: FakeTrainer = field(default_factory=FakeTrainer)
    answers: list[Told] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def tell(self, digest: str) -> dict[str, tuple[Told, str]]:
        self.told.append(digest)
        return {RASA: (self.answers.pop(0) if self.answers else Told.LOADED, "why")}

    def retrain(self, **more: Any) -> retraining.Outcome:
        given = (self.gateway.worker, SYSTEM, self.models, self.trainer, self.tell, self.said.append)
        return retraining.retrain(*given, **more)

    def served(self) -> bytes:
        return self.models.served_file.read_bytes()


@pytest.fixture
def school(gateway: Gateway, make: Factory, tmp_path: Path) -> School:
    reads(gateway, FALLBACK)
    said = {"шо по грошах": "credit_balance", "гукніть когось": "talk_to_human", "Шо по  ГРОШАХ": "view_cart"}
    said[next(iter(sorted(text for text in shipped.held_out() if not any(c.isdigit() for c in text))))] = "greet"
    for text in [*said, "це дурниця", "ще не бачили"]:
        gateway.say(text)
        gateway.drain()
    hanna = make.actor(make.staff(Role.HEAD_OF_SALES))
    with gateway.database.transaction(hanna) as session:
        for one in session.scalars(select(ReviewItem).order_by(ReviewItem.created_at)):
            if one.text in said:
                reviewing.teach(session, hanna, one.id, intent=said[one.text])
            elif one.text == "це дурниця":
                reviewing.dismiss(session, hanna, one.id)
    set_up(tmp_path, "base-1", b"base")
    return School(gateway, Models(tmp_path))


def test_only_what_was_reviewed_is_learnt_and_the_latest_review_counts(school: School) -> None:
    school.retrain()
    assert sorted(school.trainer.learnt) == [
        ("uk", "talk_to_human", "гукніть когось"), ("uk", "view_cart", "Шо по ГРОШАХ"),
    ]  # fmt: skip
    assert any(line.startswith("1 left out") for line in school.said)


def test_a_candidate_that_is_not_worse_is_served_audited_and_can_be_taken_back(school: School) -> None:
    outcome = school.retrain()
    assert outcome.worse == []
    assert school.served() == b"candidate"
    assert school.told == [school.models.digest()]
    assert school.models.state().former == "base-1"
    (card,) = school.models.cards()
    assert (card.name, card.examples, card.figures["accuracy"]) == (outcome.name, 2, 0.96)
    retraining.rollback(school.gateway.worker, SYSTEM, school.models, school.tell, school.said.append)
    assert school.served() == b"base"
    with school.gateway.database.transaction(SYSTEM) as session:
        actions = session.scalars(
            select(AuditEntry.action).where(AuditEntry.object_type == "model").order_by(AuditEntry.id)
        ).all()
    assert actions == ["nlu.retrained", "nlu.rolled_back"]


@pytest.mark.parametrize("candidate", [changed("pl", accuracy=0.94), changed("", out_of_scope_recall=0.89)])
def test_a_worse_candidate_is_not_served(school: School, candidate: dict[str, Any]) -> None:
    school.trainer.candidate = candidate
    assert school.retrain().worse
    assert (school.served(), school.told) == (b"base", [])
    assert school.models.cards() == []
    assert not school.models.candidates.exists()


def test_a_dry_run_changes_nothing(school: School) -> None:
    assert school.retrain(dry_run=True).worse == []
    assert (school.served(), school.told) == (b"base", [])


def test_a_training_that_fails_leaves_what_is_served(school: School) -> None:
    school.trainer.fails = True
    with pytest.raises(ModelTrouble, match="nothing was changed"):
        school.retrain()
    assert school.served() == b"base"
    school.trainer.fails = False
    school.retrain()
    assert school.served() == b"candidate"


def test_a_server_that_cannot_load_it_gets_the_former_one_back(school: School) -> None:
    school.answers = [Told.REFUSED]
    with pytest.raises(ModelTrouble, match="the one before is served"):
        school.retrain()
    state = school.models.state()
    assert (school.served(), state.served, state.former) == (b"base", "base-1", None)
    assert school.told[-1] == school.models.digest()


def test_a_server_that_is_down_reads_it_when_it_starts(school: School) -> None:
    school.answers = [Told.NOT_RUNNING]
    school.retrain()
    assert school.served() == b"candidate"
    assert f"{RASA}: not running; serves it from its start." in school.said


def test_what_was_erased_is_not_learnt(school: School) -> None:
    with school.gateway.database.transaction(SYSTEM) as session:
        session.execute(update(ReviewItem).values(state="dismissed", intent=None, training_text=None))
    assert {one.state for one in kept(school.gateway)} == {"dismissed"}
    with pytest.raises(ModelTrouble, match="nothing to learn"):
        school.retrain()


def test_only_the_command_line_retrains(school: School) -> None:
    with pytest.raises(Forbidden):
        retraining.rollback(school.gateway.worker, school.gateway.anna, school.models, school.tell, school.said.append)


@pytest.fixture
def server() -> Iterator[tuple[str, list[Any]]]:
    """Answers 200 to the right token, 409 otherwise."""
    heard: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            heard.append((self.path, body))
            ok = self.headers["Authorization"] == "Bearer right"
            self.send_response(200 if ok else 409)
            self.end_headers()
            self.wfile.write(b"{}" if ok else b"broken")

        def log_message(self, *_: object) -> None:
            """Quiet."""

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}", heard
    made.shutdown()
    made.server_close()
    thread.join()


def test_every_server_is_told(server: tuple[str, list[Any]]) -> None:
    url, heard = server
    answers = telling.tell([url, "http://127.0.0.1:9"], "right", "abc")
    assert answers == {url: (Told.LOADED, ""), "http://127.0.0.1:9": (Told.NOT_RUNNING, "")}
    assert heard == [("/webhooks/portal/model", '{"sha256":"abc"}')]
    assert telling.tell([url], "wrong", "abc") == {url: (Told.REFUSED, "broken")}
