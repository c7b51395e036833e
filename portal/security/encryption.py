"""Encryption of small secrets at rest (TOTP seeds), with a key derived from SECRET_KEY."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken

from portal.shared.errors import PortalError
from portal.shared.texts import N_


class Undecryptable(PortalError):
    """The stored secret was encrypted with another key."""

    code = "undecryptable"
    status = 500
    default_detail = N_("A stored secret cannot be read: SECRET_KEY differs from the one it was saved with.")


class Cipher:
    """Encrypts and decrypts text; `purpose` separates keys."""

    def __init__(self, secret_key: str, purpose: str) -> None:
        digest = hashlib.sha256(f"{purpose}\0{secret_key}".encode()).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(digest))

    def encrypt(self, text: str) -> str:
        """The encrypted form."""
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, stored: str) -> str:
        """The text. Raises Undecryptable when the key changed."""
        try:
            return self._fernet.decrypt(stored.encode()).decode()
        except InvalidToken as error:
            raise Undecryptable from error
