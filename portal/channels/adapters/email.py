"""A mailbox: read over IMAP (RFC 3501), answered over SMTP (RFC 5322), one thread a contact by Message-ID.

What machines write is left alone (RFC 3834), or two of them would answer each other for ever. A From header proves
nothing: a linked contact speaks for his company only when the mail server vouches for the domain (an
Authentication-Results header of ours says dmarc=pass, RFC 8601), or when he answers a mail of ours, whose Message-ID
nobody else can know.
"""

from __future__ import annotations

import hashlib
import hmac
import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import HeaderParser
from email.policy import SMTP
from email.utils import formatdate, getaddresses, parseaddr
from typing import Any, TypeVar

from imap_tools import AND, BaseMailBox, MailBox, MailBoxUnencrypted, MailMessage
from imap_tools.errors import ImapToolsError

from portal.channels.ports import (
    Account,
    Answer,
    Call,
    Field,
    FilePart,
    Inbound,
    Kind,
    Media,
    Outgoing,
    Refused,
    RetryLater,
    Said,
    Traits,
    WrongSignature,
)
from portal.channels.quoting import fresh_words, plain
from portal.channels.rendering import numbered
from portal.channels.splitting import clip
from portal.channels.texts import subject as default_subject
from portal.files.service.storing import MAX_BYTES

TIMEOUT = 20
BATCH = 50  # mails of one look into the mailbox
MAX_REFERENCES = 20
FOLDER = "INBOX"
# Ids of mails are long words: folded at 78 characters they would be encoded, and the thread broken.
POLICY = SMTP.clone(max_line_length=998)
_MACHINES = frozenset({"bulk", "junk", "list", "auto_reply"})
T = TypeVar("T")


class Email:
    """One mailbox an account. Letters stay in it, unread ones too: how far it was read is the account's cursor."""

    traits = Traits(
        title="E-mail",
        fields=(
            Field("address", "The mailbox's address, for example sales@supplier.example"),
            Field("imap_host", "The IMAP server, for example imap.supplier.example or imap.supplier.example:993"),
            Field("smtp_host", "The SMTP server, for example smtp.supplier.example or smtp.supplier.example:587"),
            Field("username", "The name to log in with, mostly the address"),
            Field("password", "The password, or an app password", secret=True),
            Field("thread_secret", "Any 32 letters and digits; they mark the mails that are ours", secret=True),
            Field(
                "authserv_id",
                "What your mail server calls itself in Authentication-Results; without it only answers count as proven",
                required=False,
            ),
        ),
        per_second=2,
        polls=True,
        open_address="mailto:{address}?subject={code}&body={code}",
    )

    def verify(self, account: Account, call: Call) -> None:
        """Nobody calls: mailboxes are looked into."""
        raise WrongSignature

    def answer(self, account: Account, call: Call) -> Answer | None:
        """As above."""
        raise WrongSignature

    def parse(self, account: Account, call: Call) -> list[Inbound]:
        """As above."""
        raise WrongSignature

    def poll(self, account: Account) -> tuple[list[Inbound], dict[str, Any]]:
        """The mails after the cursor {validity, uid}. The first look begins with what comes from then on."""
        return _imap(account, lambda box: self._new(account, box))

    def _new(self, account: Account, box: BaseMailBox) -> tuple[list[Inbound], dict[str, Any]]:
        status = box.folder.status(FOLDER, ["UIDVALIDITY", "UIDNEXT"])
        validity, following = int(status["UIDVALIDITY"]), int(status["UIDNEXT"])
        if account.cursor.get("validity") != validity:
            return [], {"validity": validity, "uid": following - 1}
        last = int(account.cursor.get("uid", 0))
        if following <= last + 1:
            return [], dict(account.cursor)
        wanted = sorted(int(uid) for uid in box.uids(AND(uid=f"{last + 1}:*")) if int(uid) > last)[:BATCH]
        events = []
        for uid in wanted:
            found = list(box.fetch(AND(uid=str(uid)), mark_seen=False, headers_only=False))
            events += [event for mail in found if (event := self._event(account, mail)) is not None]
        return events, {"validity": validity, "uid": wanted[-1] if wanted else following - 1}

    def _event(self, account: Account, mail: MailMessage) -> Inbound | None:
        sender = parseaddr(_header(mail, "from"))[1].strip().lower()
        bounced = _bounced(mail)
        if bounced:
            return Inbound(
                Kind.STATUS, f"bounce:{_key(mail)}", bounced[0], about=bounced[1], status="failed",
                reason="the mail came back as undeliverable",
            )  # fmt: skip
        if "@" not in sender or sender == account.option("address").lower() or _by_machine(mail):
            return None
        references = _references(mail)
        names = [name for name, _address in getaddresses([_header(mail, "from")]) if name]
        return Inbound(
            Kind.MESSAGE,
            _key(mail),
            sender,
            name=names[0] if names else sender,
            text=fresh_words(mail.text or plain(mail.html)),
            media=[
                Media(f"{mail.uid}:{place}", part.filename, part.size)
                for place, part in enumerate(mail.attachments)
                if part.filename or part.content_disposition == "attachment"
            ],
            rank=int(mail.uid or 0),
            proven=_vouched(account, mail, sender) or _is_answer(account, references, sender),
            thread={
                "subject": mail.subject[:200],
                "message_id": _header(mail, "message-id").strip()[:300],
                "references": references[-MAX_REFERENCES:],
            },
        )

    def render(self, account: Account, contact: str, said: Said) -> list[Outgoing]:
        """One mail: words, numbered choices, files."""
        words, is_numbered = numbered(said)
        thread = said.thread
        answered = str(thread.get("message_id") or "")
        title = str(thread.get("subject") or "") or default_subject(said.locale, account.name)
        body = {
            "to": contact,
            "subject": title if title.lower().startswith("re:") or not answered else f"Re: {title}",
            "text": words,
            "message_id": message_id(account, said.message_id, contact),
            "in_reply_to": answered,
            "references": " ".join([*map(str, thread.get("references") or []), answered]).strip(),
            "by_person": said.author == "operator",
            "name": said.author_name if said.author == "operator" else account.name,
            "files": [[file.name, file.content_type, file.content] for file in said.files],
        }
        return [Outgoing("mail", body, numbered=is_numbered)]

    def send(self, account: Account, outgoing: Outgoing) -> str:
        """Hand the mail to the SMTP server; its Message-ID is the provider's id."""
        mail = _composed(account, outgoing.body)
        try:
            with _smtp(account) as smtp:
                smtp.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            codes = {code for code, _text in error.recipients.values()}
            why = f"the mail server does not take mail for this address ({', '.join(map(str, sorted(codes)))})"
            raise (Refused(why) if all(code >= 500 for code in codes) else RetryLater(why, after=300.0)) from None
        except smtplib.SMTPAuthenticationError:
            raise RetryLater("the mail server refused the log-in", after=300.0, whole_account=True) from None
        except smtplib.SMTPResponseException as error:
            why = f"the mail server answered {error.smtp_code}"
            raise (Refused(why) if error.smtp_code >= 500 else RetryLater(why, after=60.0)) from None
        except (OSError, smtplib.SMTPException) as error:
            raise RetryLater(f"the mail server was not reached ({error.__class__.__name__})") from None
        return str(outgoing.body["message_id"])

    def fetch(self, account: Account, media: Media) -> FilePart:
        """An attachment of a mail that is still in the mailbox."""
        uid, _, place = media.ref.partition(":")
        if media.size is not None and media.size > MAX_BYTES:
            raise Refused("the file is larger than 10 MB")

        def get(box: BaseMailBox) -> FilePart:
            for mail in box.fetch(AND(uid=uid), mark_seen=False):
                if int(place) < len(mail.attachments):
                    part = mail.attachments[int(place)]
                    return FilePart(part.filename or "file", part.content_type, part.payload)
            raise Refused("the mail is no longer in the mailbox")

        return _imap(account, get)

    def connect(self, account: Account, webhook: str) -> str:
        """Log in at both servers."""
        _imap(account, lambda box: box.folder.status(FOLDER))
        try:
            with _smtp(account) as smtp:
                smtp.noop()
        except (OSError, smtplib.SMTPException) as error:
            raise RetryLater(f"SMTP: {error.__class__.__name__}") from None
        return "Both servers let us in; the mailbox is looked into every 20 seconds."


def message_id(account: Account, message: str, contact: str) -> str:
    """The Message-ID of a mail of ours to this contact; who knows it has the mail."""
    domain = account.option("address").rpartition("@")[2] or "localhost"
    return f"<{message.replace('-', '')}.{_mark(account, message, contact)}@{domain}>"


def _mark(account: Account, message: str, contact: str) -> str:
    text = f"{message.replace('-', '')}\n{contact.lower()}".encode()
    return hmac.new(account.secrets["thread_secret"].encode(), text, hashlib.sha256).hexdigest()[:32]


def _is_answer(account: Account, references: list[str], sender: str) -> bool:
    """Whether the mail refers to one that we sent to this very sender."""
    for one in references:
        message, dot, rest = one.strip("<>").rpartition("@")[0].partition(".")
        if dot and hmac.compare_digest(rest.encode(), _mark(account, message, sender).encode()):
            return True
    return False


def _vouched(account: Account, mail: MailMessage, sender: str) -> bool:
    """Whether our own mail server says that the sender's domain stands behind the mail."""
    server = account.option("authserv_id").lower()
    if not server:
        return False
    # Ours is the topmost; those below came with the mail and may say anything.
    first = next(iter(mail.obj.get_all("Authentication-Results") or []), "")
    name, _, results = str(first).lower().partition(";")
    domain = sender.rpartition("@")[2]
    words = results.replace(";", " ").split()
    return name.split()[:1] == [server] and "dmarc=pass" in words and f"header.from={domain}" in words


def _by_machine(mail: MailMessage) -> bool:
    """RFC 3834 and what came before it; list and bulk mail too."""
    automatic = _header(mail, "auto-submitted").strip().lower() or "no"
    machine = not automatic.startswith("no") or _header(mail, "precedence").strip().lower() in _MACHINES
    headers = ("list-id", "list-unsubscribe", "x-autoreply", "x-autorespond", "x-auto-response-suppress", "feedback-id")
    empty_path = _header(mail, "return-path").strip() == "<>"
    local = parseaddr(_header(mail, "from"))[1].partition("@")[0].lower()
    robots = ("mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply")
    return machine or empty_path or local in robots or any(_header(mail, one) for one in headers)


def _bounced(mail: MailMessage) -> tuple[str, str] | None:
    """Who did not get which mail of ours, of a delivery report (RFC 3464) that says it failed."""
    if mail.obj.get_content_type() != "multipart/report":
        return None
    recipient, original, failed = "", "", False
    for part in mail.obj.walk():
        kind = part.get_content_type()
        if kind in ("message/delivery-status", "text/rfc822-headers", "message/rfc822"):
            for inner in part.walk():
                final = str(inner.get("Final-Recipient", ""))
                recipient = final.partition(";")[2].strip().lower() or recipient
                failed = failed or str(inner.get("Action", "")).strip().lower() == "failed"
                original = str(inner.get("Message-ID", "")).strip() or original
        if kind == "text/rfc822-headers":
            original = str(HeaderParser().parsestr(str(part.get_payload())).get("Message-ID", "")).strip() or original
    return (recipient, original) if failed and recipient and original else None


def _key(mail: MailMessage) -> str:
    """The mail's own id; of one without it what cannot change."""
    given = _header(mail, "message-id").strip()
    return given[:300] or "sha256:" + hashlib.sha256(mail.obj.as_bytes()).hexdigest()


def _references(mail: MailMessage) -> list[str]:
    return [one for one in f"{_header(mail, 'references')} {_header(mail, 'in-reply-to')}".split() if len(one) < 300]


def _header(mail: MailMessage, name: str) -> str:
    return " ".join(str(mail.obj.get(name, "")).split())


def _composed(account: Account, body: Mapping[str, Any]) -> EmailMessage:
    mail = EmailMessage(policy=POLICY)
    address = account.option("address")
    local, _, domain = address.rpartition("@")
    mail["From"] = Address(clip(str(body["name"]), 100), local, domain)
    mail["To"] = str(body["to"])
    mail["Subject"] = " ".join(str(body["subject"]).split())
    mail["Date"] = formatdate(localtime=False)
    mail["Message-ID"] = str(body["message_id"])
    if body["in_reply_to"]:
        mail["In-Reply-To"] = str(body["in_reply_to"])
        mail["References"] = str(body["references"])
    if not body["by_person"]:
        mail["Auto-Submitted"] = "auto-replied"
        mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(str(body["text"]) or " ")
    for name, kind, content in body["files"]:
        main, _, sub = str(kind).partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub or "octet-stream", filename=str(name))
    return mail


def _server(given: str, port: int) -> tuple[str, int]:
    host, _, own = given.partition(":")
    return host, int(own) if own.isdecimal() else port


def _smtp(account: Account) -> smtplib.SMTP:
    """A session that is logged in; 465 is encrypted from the start, else STARTTLS. `insecure` is for a local server."""
    host, port = _server(account.option("smtp_host"), 587)
    context = ssl.create_default_context()
    if port == 465:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=context)
    else:
        smtp = smtplib.SMTP(host, port, timeout=TIMEOUT)
        if account.option("insecure") != "yes":
            smtp.starttls(context=context)
    if account.secrets.get("password") and smtp.has_extn("auth"):
        smtp.login(account.option("username"), account.secrets["password"])
    return smtp


def _imap(account: Account, use: Callable[[BaseMailBox], T]) -> T:
    """Do something with the mailbox. Raises RetryLater when it cannot be opened."""
    host, port = _server(account.option("imap_host"), 993)
    try:
        if account.option("insecure") == "yes":
            box: BaseMailBox = MailBoxUnencrypted(host, port, timeout=TIMEOUT)
        else:
            box = MailBox(host, port, timeout=TIMEOUT, ssl_context=ssl.create_default_context())
        try:
            box.login(account.option("username"), account.secrets["password"], initial_folder=FOLDER)
            return use(box)
        finally:
            box.client.shutdown()  # no LOGOUT: a server that hangs is not asked to say goodbye
    except (ImapToolsError, OSError, EOFError) as error:
        raise RetryLater(f"the mailbox was not opened ({error.__class__.__name__})") from None
    except Exception as error:
        # imaplib raises classes that live inside its own class
        if error.__class__.__name__ not in ("error", "abort", "readonly"):
            raise
        raise RetryLater("the mailbox was not opened (the IMAP server refused)") from None
