"""Secrets are stored as hashes; passwords with argon2id, random tokens with SHA-256 (they have full entropy)."""

from __future__ import annotations

import hashlib
import hmac

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
MIN_PASSWORD_LENGTH = 12
# Verified against when the e-mail is unknown, so that the answer takes as long.
_DUMMY = _hasher.hash("prilavok-no-such-user")


def hash_password(password: str) -> str:
    """argon2id with the parameters of the OWASP password storage cheat sheet (19 MiB, 2 passes)."""
    return _hasher.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password is right; takes equally long when there is no stored hash."""
    try:
        _hasher.verify(stored or _DUMMY, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(stored)


def hash_token(token: str) -> str:
    """The stored form of a random token."""
    return hashlib.sha256(token.encode()).hexdigest()


def same_secret(given: str, expected: str) -> bool:
    """Compare in constant time; an empty expectation matches nothing."""
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())
