"""`portal setup`: a real installation, without demo data and without any known password."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal.accounts.service.passwords import create_first_administrator
from portal.installation import settings_file
from portal.installation.layout import Installation
from portal.migrations import runner
from portal.security.actor import Actor, Via
from portal.shared.database import Database

Report = Callable[[str], None]


@dataclass(frozen=True)
class Answers:
    """What the person who installs was asked."""

    supplier_name: str
    email: str
    name: str
    web_url: str
    locale: str


def set_up(installation: Installation, values: Mapping[str, str], answers: Answers, report: Report) -> str:
    """Write the settings, make the tables, invite the first administrator.

    Returns:
        The one-time link at which the administrator chooses a password.

    Raises:
        PortalError: There is an administrator already, or the e-mail address is not valid.
    """
    report("setup: tables")
    runner.upgrade(values["DATABASE_OWNER_URL"])
    own = {"SUPPLIER_NAME": answers.supplier_name, "DEFAULT_LOCALE": answers.locale}
    if answers.web_url:
        own |= {"WEB_URL": answers.web_url.rstrip("/"), "SECURE_COOKIES": _is_https(answers.web_url)}
    completed = {**values, **own}
    report("setup: first administrator")
    database = Database(values["DATABASE_WORKER_URL"], pool_size=1, application_name="prilavok-setup")
    try:
        with database.transaction(Actor.system("setup", via=Via.CLI)) as session:
            secret = create_first_administrator(session, answers.email, answers.name)
    finally:
        database.dispose()
    settings_file.write(installation.settings_file, completed)
    return f"{completed['WEB_URL']}/reset/{secret}"


def _is_https(url: str) -> str:
    return "true" if url.startswith("https://") else "false"
