"""The operating system's user that the embedded PostgreSQL runs as."""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

# A number outside the ranges that Debian (100-999, 1000-59999) and systemd (61184-65519) give out, so that no
# other program's files are within the server's reach. PostgreSQL needs no entry in /etc/passwd, initdb does.
DEDICATED_ID = 60432
DEDICATED_NAME = "prilavok"
INITDB_NAME = "nobody"


@dataclass(frozen=True)
class Account:
    """User and group ids."""

    uid: int
    gid: int

    def popen_arguments(self) -> dict[str, object]:
        """Keyword arguments of subprocess that start a program as this user, without other groups."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account(data: Path) -> Account | None:
    """Who runs the server: None means the user we are; as root the data's owner, else a user of its own."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    return _named(DEDICATED_NAME) or Account(DEDICATED_ID, DEDICATED_ID)


def initdb_account(account: Account | None) -> Account | None:
    """Who may run initdb for that account: initdb insists on a user with a name."""
    if account is None or _has_name(account.uid):
        return account
    return _named(INITDB_NAME)


def give(folder: Path, account: Account | None) -> None:
    """Make the account own the folder and everything below it."""
    if account is None:
        return
    os.chown(folder, account.uid, account.gid)
    for path in folder.rglob("*"):
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def _named(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid)


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
