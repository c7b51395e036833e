"""Letting one unprivileged user pass through folders that are closed to others.

PostgreSQL refuses to run as root, so a root installation runs it as another user, who must be able to reach
its data folder and its programs even below a folder such as /root (mode 0700). Opening that folder to all
would be too much: an access control list entry lets exactly that user pass (x without r: not even list).
The attribute's format is Linux's posix_acl_xattr.h: u32 version, then u16 tag, u16 permissions, u32 id each.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.installation.layout import InstallationError

ATTRIBUTE = "system.posix_acl_access"
VERSION = 2
USER_OBJ, USER, GROUP_OBJ, GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
NO_ID = 0xFFFFFFFF
SEARCH = 1

Entry = tuple[int, int, int]  # tag, permissions, id


def allow_passage(folder: Path, uid: int, gid: int) -> list[Path]:
    """Let the user pass through the folder and all above it.

    Returns the folders that were changed.

    Raises:
        InstallationError: A folder is closed and its file system keeps no access control lists.
    """
    changed = []
    for each in reversed([folder.resolve(), *folder.resolve().parents]):
        if not _may_pass(each, uid, gid):
            _grant(each, uid)
            changed.append(each)
    return changed


@contextmanager
def passage(folders: Iterable[Path], uid: int, gid: int) -> Iterator[None]:
    """Let the user pass through the folders inside the block only."""
    changed: list[Path] = []
    try:
        for folder in folders:
            changed += allow_passage(folder, uid, gid)
        yield
    finally:
        for folder in changed:
            _revoke(folder, uid)


def _may_pass(folder: Path, uid: int, gid: int) -> bool:
    status = folder.stat()
    if status.st_uid == uid:
        return bool(status.st_mode & stat.S_IXUSR)
    entries = _entries(folder, status.st_mode)
    mask = next((permissions for tag, permissions, _ in entries if tag == MASK), 7)
    for tag, permissions, identity in entries:
        if tag == USER and identity == uid:
            return bool(permissions & mask & SEARCH)
    if status.st_gid == gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def _entries(folder: Path, mode: int) -> list[Entry]:
    try:
        raw = os.getxattr(folder, ATTRIBUTE)
    except OSError as error:
        if error.errno not in (errno.ENODATA, errno.EOPNOTSUPP):
            raise
        return [
            (USER_OBJ, mode >> 6 & 7, NO_ID),
            (GROUP_OBJ, mode >> 3 & 7, NO_ID),
            (OTHER, mode & 7, NO_ID),
        ]
    return list(struct.iter_unpack("<HHI", raw[4:]))


def _grant(folder: Path, uid: int) -> None:
    entries = [entry for entry in _entries(folder, folder.stat().st_mode) if not _replaced(entry, uid)]
    group = [permissions for tag, permissions, _ in entries if tag in (USER, GROUP_OBJ, GROUP)]
    mask = SEARCH
    for permissions in group:
        mask |= permissions
    entries += [(USER, SEARCH, uid), (MASK, mask, NO_ID)]
    try:
        os.setxattr(folder, ATTRIBUTE, _packed(entries))
    except OSError as error:
        raise InstallationError(
            f"PostgreSQL, which must not run as root, cannot pass through {folder} ({error.strerror}). "
            f"Either run as an ordinary user, or put the product and VAR_DIR below a folder such as /srv, "
            f"or run: chmod o+x {folder}"
        ) from error


def _revoke(folder: Path, uid: int) -> None:
    status = folder.stat()
    entries = [entry for entry in _entries(folder, status.st_mode) if entry[0] != USER or entry[2] != uid]
    if any(tag in (USER, GROUP) for tag, _, _ in entries):
        os.setxattr(folder, ATTRIBUTE, _packed(entries))
        return
    os.removexattr(folder, ATTRIBUTE)
    group = next(permissions for tag, permissions, _ in entries if tag == GROUP_OBJ)
    folder.chmod((stat.S_IMODE(status.st_mode) & ~0o070) | group << 3)  # the group bits held the list's mask


def _packed(entries: list[Entry]) -> bytes:
    return struct.pack("<I", VERSION) + b"".join(struct.pack("<HHI", *entry) for entry in sorted(entries))


def _replaced(entry: Entry, uid: int) -> bool:
    return entry[0] == MASK or (entry[0] == USER and entry[2] == uid)
