"""A mail server on loopback: SMTP that checks what RFC 5322 demands, and as much of IMAP4rev1 as a reader needs."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

PASSWORD = "app-password-of-the-mailbox"
ADDRESS = "sales@supplier.example"


@dataclass
class MailServer:
    """`inbox` are the mails by UID, `sent` what was handed to SMTP, `replies` what SMTP answers first."""

    inbox: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    following: int = 1
    sent: list[EmailMessage] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    imap: str = ""
    smtp: str = ""

    def receive(self, mail: EmailMessage | bytes) -> int:
        """A mail arrives; its UID."""
        uid, self.following = self.following, self.following + 1
        self.inbox[uid] = mail if isinstance(mail, bytes) else mail.as_bytes()
        return uid

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for this name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.replies:
            return self.replies.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        mail: Any = message_from_bytes(content, policy=default)
        if any(len(line) > 998 for line in content.split(b"\r\n")):
            self.broken.append("a line of over 998 characters (RFC 5322, 2.1.1)")
        for name in ("From", "To", "Date", "Message-ID"):
            if len(mail.get_all(name) or []) != 1:
                self.broken.append(f"{name} has to be there once (RFC 5322, 3.6)")
        if not re.fullmatch(r"<[^<>@\s]+@[^<>@\s]+>", mail["Message-ID"]):
            self.broken.append(f"no Message-ID: {mail['Message-ID']}")
        self.sent.append(mail)
        return "250 OK"


class _Imap(socketserver.StreamRequestHandler):
    """LOGIN, SELECT, STATUS, UID SEARCH, UID FETCH, LOGOUT of RFC 3501."""

    server: Any

    def handle(self) -> None:
        self._say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _, command = line.partition(" ")
            if not self._answer(tag, command):
                return

    def _answer(self, tag: str, command: str) -> bool:
        mails: MailServer = self.server.mails
        verb = command.upper()
        if verb.startswith("CAPABILITY"):
            self._say("* CAPABILITY IMAP4rev1")
        elif verb.startswith("LOGIN"):
            if PASSWORD not in command:
                self._say(f"{tag} NO [AUTHENTICATIONFAILED] wrong")
                return True
        elif verb.startswith("SELECT"):
            self._say(f"* {len(mails.inbox)} EXISTS")
        elif verb.startswith("STATUS"):
            facts = f"UIDVALIDITY {mails.validity} UIDNEXT {mails.following} MESSAGES {len(mails.inbox)}"
            self._say(f'* STATUS "INBOX" ({facts})')
        elif verb.startswith("UID SEARCH"):
            self._say("* SEARCH " + " ".join(map(str, self._found(command))))
        elif verb.startswith("UID FETCH"):
            self._fetch(command)
        elif verb.startswith("LOGOUT"):
            self._say("* BYE")
            self._say(f"{tag} OK")
            return False
        self._say(f"{tag} OK done")
        return True

    def _found(self, command: str) -> list[int]:
        inbox = self.server.mails.inbox
        wanted = re.search(r"UID (\d+)(:\*)?", command[10:])
        assert wanted, command
        first = int(wanted.group(1))
        if not wanted.group(2):
            return [first] if first in inbox else []
        # "*" is the highest number there is, so a range behind the end still finds the last mail
        return [uid for uid in sorted(inbox) if uid >= first] or sorted(inbox)[-1:]

    def _fetch(self, command: str) -> None:
        for uid in map(int, command.split()[2].split(",")):
            content = self.server.mails.inbox.get(uid)
            if content is not None:
                head = f"* {uid} FETCH (UID {uid} FLAGS () RFC822.SIZE {len(content)} BODY[] {{{len(content)}}}\r\n"
                self.wfile.write(head.encode() + content + b")\r\n")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run both servers on loopback ports."""
    mails = MailServer()
    imap = _Server(("127.0.0.1", 0), _Imap)
    imap.mails = mails  # type: ignore[attr-defined]
    thread = threading.Thread(target=imap.serve_forever, daemon=True)
    thread.start()
    controller = Controller(mails, hostname="127.0.0.1", port=_free_port(), enable_SMTPUTF8=True)
    controller.start()
    mails.imap = f"127.0.0.1:{imap.server_address[1]}"
    mails.smtp = f"127.0.0.1:{controller.port}"
    try:
        yield mails
    finally:
        controller.stop()
        imap.shutdown()
        imap.server_close()
        thread.join()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
