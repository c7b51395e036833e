"""The installation's settings file: secrets made once, addresses, ports.

Plain `NAME=value` lines, mode 0600, read by `bin/with` and the supervisor. A person may edit it; what is set
in the environment wins over it.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from portal.installation.layout import EMBEDDING_MODEL_NAME, InstallationError
from portal.installation.ports import LOOPBACK, free_port, is_free
from portal.installation.roles import ROLES

LINE = re.compile(r"([A-Z][A-Z0-9_]*)=(.*)")
HEADER = """\
# Settings of this installation of Prilavok, one NAME=value a line, without quotes. See docs/settings.md.
# It holds secrets: keep it readable for yourself alone and out of every repository.
"""
SECRETS = ("SECRET_KEY", "SERVICE_TOKEN", "RASA_TOKEN", "INDEX_TOKEN")
# port setting -> preferred port
PORTS = {
    "WEB_PORT": 8000,
    "RASA_PORT": 5005,
    "ACTIONS_PORT": 5055,
    "INDEX_PORT": 8090,
    "WORKER_TURNS_PORT": 8101,
    "WORKER_IO_PORT": 8102,
    "WORKER_HEAVY_PORT": 8103,
}
# port setting -> the setting that holds the address made from it
ADDRESSES = {
    "WEB_PORT": "WEB_URL",
    "RASA_PORT": "RASA_URL",
    "ACTIONS_PORT": "ACTIONS_URL",
    "INDEX_PORT": "INDEX_URL",
}
EMBEDDED = "EMBEDDED_POSTGRES"


def read(path: Path) -> dict[str, str]:
    """The settings in the file, in its order.

    Raises:
        InstallationError: The file is missing, or a line is no NAME=value.
    """
    if not path.exists():
        raise InstallationError(f"There is no {path}: run `make run` or `portal setup` first.")
    values = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = LINE.fullmatch(line)
        if match is None:
            raise InstallationError(f"{path}:{number}: expected NAME=value.")
        values[match[1]] = match[2]
    return values


def write(path: Path, values: Mapping[str, str]) -> None:
    """Replace the file at once, readable for its owner alone.

    Raises:
        InstallationError: A value has a line break.
    """
    if broken := [name for name, value in values.items() if "\n" in value]:
        raise InstallationError(f"The value of {broken[0]} has a line break.")
    text = HEADER + "".join(f"{name}={value}\n" for name, value in values.items())
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)


def new_secrets() -> dict[str, str]:
    """Fresh keys and tokens, 256 bits each."""
    return {name: secrets.token_urlsafe(32) for name in SECRETS}


def new_passwords() -> dict[str, str]:
    """A fresh password for each database role, by role name."""
    return {role.name: secrets.token_urlsafe(24) for role in ROLES}


def initial(database: Mapping[str, str]) -> dict[str, str]:
    """The settings of a new installation: the given database addresses, secrets, ports, the model.

    Args:
        database: The DATABASE_… settings.
    """
    values = {**database, **new_secrets()}
    for name, preferred in PORTS.items():
        given = os.environ.get(name)
        taken = {int(values[other]) for other in PORTS if other in values}
        values[name] = given or str(free_port(preferred, taken=taken))
    values["WEB_HOST"] = os.environ.get("WEB_HOST") or LOOPBACK
    model = os.environ.get("EMBEDDING_MODEL")
    if model and Path(model).name != EMBEDDING_MODEL_NAME:  # the default is found by its place, so it may move
        values["EMBEDDING_MODEL"] = model
    return with_addresses(values)


def with_addresses(values: Mapping[str, str]) -> dict[str, str]:
    """The settings with each service's address made from its port; a public WEB_URL is left alone."""
    result = dict(values)
    for port, url in ADDRESSES.items():
        if url not in result or urlsplit(result[url]).hostname == LOOPBACK:
            result[url] = f"http://{LOOPBACK}:{result[port]}"
    result["PORTAL_URL"] = f"http://{LOOPBACK}:{result['WEB_PORT']}"
    return result


def with_free_ports(values: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The settings with another port for each that somebody else uses now, and the names changed."""
    result, changed = dict(values), []
    for name, preferred in PORTS.items():
        if name not in result or not is_free(int(result[name])):
            taken = {int(result[other]) for other in PORTS if other in result}
            result[name] = str(free_port(preferred, taken=taken))
            changed.append(name)
    return with_addresses(result), changed


def with_database_port(values: Mapping[str, str], port: int) -> dict[str, str]:
    """The settings with the embedded server's port in every database address."""
    result = dict(values)
    for role in ROLES:
        parts = urlsplit(result[role.setting])
        account = parts.netloc.rpartition("@")[0]
        result[role.setting] = urlunsplit(parts._replace(netloc=f"{account}@{LOOPBACK}:{port}"))
    return result
