"""Loading the demo supplier into an empty database, and the logins of its people."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from portal.accounts.models import Company, User
from portal.audit import service as audit
from portal.catalogue.models import Product
from portal.demo.companies import DEMO_COMPANY, build_people
from portal.demo.generate import SEED, generate
from portal.demo.loading.answers import write_answers
from portal.demo.loading.catalogue import write_catalogue
from portal.demo.loading.conversations import write_conversations
from portal.demo.loading.customers import write_customers
from portal.demo.loading.desk import write_desk
from portal.demo.loading.orders import write_orders
from portal.demo.loading.rfqs import write_rfqs
from portal.security.actor import Actor, Via
from portal.security.tokens import hash_password
from portal.shared.database import Database
from portal.shared.errors import PortalError

LOGINS_FILE: Final = "demo-logins.json"
# fmt: off
_WORDS: Final = (
    "amber", "anvil", "binder", "cable", "copper", "crane", "drum", "ferrule", "flange", "funnel",
    "girder", "hammer", "hinge", "jigsaw", "ladder", "lantern", "magnet", "mortar", "needle", "panel",
    "pliers", "pulley", "ratchet", "rivet", "rubber", "saddle", "shovel", "socket", "spanner", "spindle",
    "tackle", "timber", "torque", "trestle", "trolley", "valve", "washer", "winch", "wrench",
)
# fmt: on


class NotEmpty(PortalError):
    """There are customers or products already."""

    code = "database_not_empty"
    status = 409
    default_detail = "The database holds customers or products already; the demo is loaded into an empty one only."


class NoDemo(PortalError):
    """The demo was not loaded here."""

    code = "no_demo"
    status = 404
    default_detail = "There is no demo here. Load it into an empty database: bin/with portal portal demo load"


Logins = dict[str, dict[str, str]]


def new_password() -> str:
    """A password that a person can type: four words and a number, about 34 bits, for a demo on one's own machine."""
    words = "-".join(secrets.choice(_WORDS) for _ in range(4))
    return f"{words}-{secrets.randbelow(9000) + 1000}"


def load_demo(
    database: Database, var_dir: Path, as_of: datetime, *, seed: int = SEED, say: Callable[[str], None] = print
) -> bool:
    """Write the whole demo in one transaction; returns False when it was there already.

    Raises:
        NotEmpty: The database holds something else.
    """
    actor = Actor.system("demo", via=Via.CLI)
    with database.transaction(actor) as session:
        if is_loaded(session):
            if not (var_dir / LOGINS_FILE).exists():
                _give_new_password(session, var_dir)
            return False
        if session.scalar(select(exists().where(Company.id.is_not(None)) | exists().where(Product.id.is_not(None)))):
            raise NotEmpty
    demo = generate(as_of, seed)
    password = new_password()
    with database.transaction(actor) as session:
        products = write_catalogue(session, demo)
        say(f"{len(demo.products):,} products in {len(demo.price_lists)} price lists")
        ids = write_customers(session, demo, products, password)
        quotes = write_rfqs(session, demo, ids)
        write_orders(session, demo, ids, quotes)
        write_conversations(session, demo, ids)
        write_answers(session)
        write_desk(session, demo, ids)
        say(f"{len(demo.companies)} customers with {len(demo.orders):,} orders and {len(demo.rfqs)} requests")
        audit.record(session, actor, "demo.loaded", "demo", demo.seed, as_of=as_of.isoformat(), orders=len(demo.orders))
        # Before the commit: a demo without its file would have passwords that nobody knows.
        write_logins(var_dir, password)
    return True


def is_loaded(session: Session) -> bool:
    """Whether the demo's main company is there."""
    return bool(session.scalar(select(exists().where(Company.external_id == DEMO_COMPANY))))


def write_logins(var_dir: Path, password: str) -> None:
    """Keep the demo people's logins, readable by this user alone."""
    logins: Logins = {
        one.demo_role: {"email": one.email, "password": password} for one in build_people() if one.demo_role
    }
    var_dir.mkdir(parents=True, exist_ok=True)
    path = var_dir / LOGINS_FILE
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(logins, file, ensure_ascii=False, indent=1)
    beside.replace(path)


def read_logins(var_dir: Path) -> Logins:
    """The demo people's logins by role. Raises NoDemo."""
    path = var_dir / LOGINS_FILE
    if not path.exists():
        raise NoDemo
    found: Logins = json.loads(path.read_text(encoding="utf-8"))
    return found


def _give_new_password(session: Session, var_dir: Path) -> None:
    password = new_password()
    password_hash = hash_password(password)
    mails = [one.email.lower() for one in build_people()]
    for user in session.scalars(select(User).where(func.lower(User.email).in_(mails))):
        user.password_hash = password_hash
    session.flush()
    write_logins(var_dir, password)
