"""Mails leave through SMTP, or land in a maildir when no host is set. Called from jobs only, never in a transaction."""

from __future__ import annotations

import mailbox
import smtplib
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from portal.shared.settings import Settings

TIMEOUT_SECONDS = 20


def send_mail(settings: Settings, *, to: str, subject: str, body: str) -> None:
    """Send a plain-text mail. Raises smtplib.SMTPException or OSError; the job is then tried again."""
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=settings.mail_from.rpartition("@")[2] or "localhost")
    message.set_content(body)
    if not settings.smtp_host:
        settings.maildir.parent.mkdir(parents=True, exist_ok=True)
        mailbox.Maildir(settings.maildir, create=True).add(message)
        return
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_SECONDS) as smtp:
        if settings.smtp_starttls:
            smtp.starttls()
        if settings.smtp_username:
            smtp.login(settings.smtp_username, settings.smtp_password.get_secret_value())
        smtp.send_message(message)
