"""E-mail from end to end against a mail server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest

from portal.channels import tasks
from portal.channels.models import ChannelAccount
from portal.channels.quoting import fresh_words, plain
from tests.channels.conftest import SYSTEM, Office
from tests.fakes.mailbox import ADDRESS, PASSWORD, MailServer, mail_server

OLENA = "olena@budmax.example"


@dataclass
class Mailbox:
    """The supplier's mailbox, and somebody who writes to it."""

    office: Office
    server: MailServer
    account: ChannelAccount
    count: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    def mail(self, words: str, sender: str = OLENA, **headers: str) -> EmailMessage:
        self.count += 1
        mail = EmailMessage(policy=SMTP.clone(max_line_length=998))
        mail["From"] = f"Olena Koval <{sender}>"
        mail["To"] = ADDRESS
        mail["Subject"] = "Cable"
        mail["Message-ID"] = f"<{self.count}.cable@budmax.example>"
        for name, value in headers.items():
            del mail[name.replace("_", "-")]
            mail[name.replace("_", "-")] = value
        mail.set_content(words)
        return mail

    def look(self) -> None:
        tasks.poll.func(self.account.key)
        self.office.work()

    def write(self, words: str, **headers: str) -> None:
        self.server.receive(self.mail(words, **headers))
        self.look()


@pytest.fixture
def mailbox(office: Office) -> Iterator[Mailbox]:
    with mail_server() as server:
        given = {
            "address": ADDRESS,
            "imap_host": server.imap,
            "smtp_host": server.smtp,
            "username": ADDRESS,
            "password": PASSWORD,
            "thread_secret": "t" * 32,
            "authserv_id": "mx.supplier.example",
        }
        server.receive(b"From: old@mail.example\r\nMessage-ID: <old@x>\r\n\r\nfrom before\r\n")
        made = Mailbox(office, server, office.add("email", given, insecure="yes"))
        made.look()
        yield made
        assert server.broken == []


def test_a_mail_enters_and_the_answer_stays_in_its_thread(mailbox: Mailbox) -> None:
    mailbox.write("Do you have cable 3x2.5?\n\n-- \nOlena Koval\nBudmax")
    office = mailbox.office
    message = office.messages("buyer")[0]
    assert (message.text, message.channel) == ("Do you have cable 3x2.5?", "email")
    buttons = [{"title": "Add to cart", "payload": "/add"}, {"title": "Other cable", "payload": "/other"}]
    office.answer(message.conversation_id, "Yes, 100 m.", buttons=buttons)
    office.work()
    sent = mailbox.server.sent[0]
    assert (sent["To"], sent["Subject"]) == (OLENA, "Re: Cable")
    assert sent["In-Reply-To"] == "<1.cable@budmax.example>"
    assert "<1.cable@budmax.example>" in sent["References"]
    assert sent["Auto-Submitted"] == "auto-replied"
    body = sent.get_content()
    assert "1. Add to cart" in body
    assert "2. Other cable" in body
    mailbox.write(
        f"2\n\nOn Mon, 23 Nov 2026 at 10:00 Shop <{ADDRESS}> wrote:\n> Yes, 100 m.", In_Reply_To=sent["Message-ID"]
    )
    pressed = office.messages("buyer")[-1]
    assert (pressed.text, pressed.payload) == ("Other cable", "/other")


def test_what_was_there_before_is_not_answered_and_nothing_is_read_twice(mailbox: Mailbox) -> None:
    assert mailbox.office.events() == []
    mailbox.write("one")
    mailbox.look()
    mailbox.server.receive(mailbox.server.inbox[2])  # the same mail again, as a forwarding loop delivers it
    mailbox.look()
    assert mailbox.office.said() == ["one"]
    mailbox.server.validity += 1  # the server numbers its mails anew
    mailbox.look()
    assert mailbox.office.said() == ["one"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.example>"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"From": "MAILER-DAEMON@budmax.example"},
        {"From": f"Shop <{ADDRESS}>"},
        {"From": "nobody"},
    ],
    ids=lambda given: " ".join(given.values())[:20],
)
def test_machines_are_not_answered(mailbox: Mailbox, headers: dict[str, str]) -> None:
    mailbox.write("I am out of office", **headers)
    assert mailbox.office.events() == []


def test_attachments_come_in_and_go_out(mailbox: Mailbox) -> None:
    from portal.conversations.service import desk, messages
    from portal.files.service import storing

    mail = mailbox.mail("our list")
    mail.add_attachment(b"SKU;Qty\nD-1;5\n", maintype="text", subtype="csv", filename="list.csv")
    mailbox.server.receive(mail)
    mailbox.look()
    office = mailbox.office
    message = office.messages("buyer")[0]
    assert [one["name"] for one in message.attachments] == ["list.csv"]
    anna = office.make.actor(office.make.staff(name="Anna"))
    with office.database.transaction(anna) as session:
        desk.take(session, anna, message.conversation_id)
        stored = storing.store(session, anna, name="offer.txt", content=b"the offer")
        messages.post_by_operator(
            session, anna, message.conversation_id, client_id="1", content="Our offer", file_ids=[stored.id]
        )
    office.work()
    sent = mailbox.server.sent[-1]
    assert "Anna" in sent["From"]
    assert sent["Auto-Submitted"] is None, "a person wrote it"
    assert [(part.get_filename(), part.get_content()) for part in sent.iter_attachments()] == [
        ("offer.txt", "the offer")
    ]


def linked(mailbox: Mailbox) -> Any:
    """A buyer whose address is linked; the code came in a mail that his server vouches for."""
    _user, buyer = mailbox.office.person()
    mailbox.write(mailbox.office.code(buyer), Authentication_Results=VOUCHED)
    assert mailbox.office.contact(OLENA).user_id == buyer.user_id
    return buyer


VOUCHED = "mx.supplier.example; dkim=pass header.d=budmax.example; dmarc=pass header.from=budmax.example"


def test_a_forged_sender_gets_nothing_of_the_company(mailbox: Mailbox) -> None:
    linked(mailbox)
    office = mailbox.office
    for results in (
        "",
        "mx.supplier.example; dmarc=fail header.from=budmax.example",
        "mx.attacker.example; dmarc=pass header.from=budmax.example",
        "mx.supplier.example; dmarc=pass header.from=attacker.example",
    ):
        mailbox.write("send me the prices", **({"Authentication_Results": results} if results else {}))
        assert office.latest().company_id is None, results
    mailbox.write("send me the prices", Authentication_Results=VOUCHED)
    assert office.latest().company_id is not None


def test_an_answer_to_our_own_mail_proves_its_sender(mailbox: Mailbox) -> None:
    linked(mailbox)
    office = mailbox.office
    ours = mailbox.server.sent[-1]["Message-ID"]
    mailbox.write("my orders?", In_Reply_To=ours)
    assert office.latest().company_id is not None
    mailbox.write("my orders?", sender="thief@budmax.example", In_Reply_To=ours)
    assert office.latest().company_id is None
    mailbox.write("my orders?", In_Reply_To=ours.replace(".", ".0", 1))
    assert office.latest().company_id is None


def test_a_link_code_in_a_forged_mail_links_nothing(mailbox: Mailbox) -> None:
    _user, buyer = mailbox.office.person()
    mailbox.write(mailbox.office.code(buyer))
    assert mailbox.office.contact(OLENA).user_id is None


def test_a_bounce_is_a_failed_delivery(mailbox: Mailbox) -> None:
    mailbox.write("hello")
    office = mailbox.office
    office.answer(office.messages("buyer")[0].conversation_id, "Good day")
    office.work()
    ours = mailbox.server.sent[0]["Message-ID"]
    report = (
        "From: MAILER-DAEMON@mx.example\r\nTo: sales@supplier.example\r\nMessage-ID: <bounce1@mx.example>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt came back.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {OLENA}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {ours}\r\nFrom: {ADDRESS}\r\n\r\n--b--\r\n"
    )
    mailbox.server.receive(report.encode())
    mailbox.look()
    assert office.deliveries()[0].state == "dead"
    assert office.messages("bot")[0].delivery == "failed"


def test_a_busy_server_is_tried_again_and_a_refusal_is_final(mailbox: Mailbox) -> None:
    mailbox.write("hello")
    office = mailbox.office
    conversation = office.messages("buyer")[0].conversation_id
    mailbox.server.replies = ["450 4.2.0 greylisted", "450 4.2.0 greylisted"]
    office.answer(conversation, "one")
    for _ in range(6):
        office.work()
        office.pass_time(minutes=6)
    assert len(mailbox.server.sent) == 1
    mailbox.server.replies = ["550 5.1.1 no such user"]
    office.answer(conversation, "two")
    office.work()
    assert [one.state for one in office.deliveries()] == ["sent", "dead"]


def test_a_wrong_password_is_a_fault_of_the_account_and_stays_secret(
    mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    office = mailbox.office
    from portal.channels.service import accounts
    from portal.security.encryption import Cipher

    secret = office.app.extensions["prilavok.settings"].secret_key.get_secret_value()
    with office.database.transaction(SYSTEM) as session:
        row = accounts.by_key(session, mailbox.account.key)
        row.secrets = Cipher(secret, accounts.PURPOSE).encrypt('{"password": "Wrong-One", "thread_secret": "t"}')
    mailbox.look()
    assert "mailbox was not opened" in office.rows(ChannelAccount)[0].fault
    assert "Wrong-One" not in caplog.text


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        ("Yes\n\nOn Mon, Nov 23, 2026 at 10:00 Shop <a@b.example>\nwrote:\n> Shall I?", "Yes"),
        ("Так\n\nпн, 23 лист. 2026 р. о 10:00 Shop <a@b.example> пише:\n> Замовити?", "Так"),
        ("Да\n\nпн, 23 нояб. 2026 г. в 10:00, Shop <a@b.example>:\n> Заказать?", "Да"),
        ("Tak\n\npon., 23 lis 2026 o 10:00 Shop <a@b.example> napisał(a):\n> Zamówić?", "Tak"),
        ("Yes\n\n-----Original Message-----\nFrom: Shop\nShall I?", "Yes"),
        ("Так\n\nВід: Shop <a@b.example>\nНадіслано: сьогодні", "Так"),
        ("> Shall I?\nYes, below", "Yes, below"),
        ("10 drills\n20 bits", "10 drills\n20 bits"),
    ],
)
def test_only_what_is_new_is_read(mail: str, words: str) -> None:
    assert fresh_words(mail) == words


def test_html_is_read_as_text() -> None:
    source = "<style>p{}</style><p>10&nbsp;drills<br>20 bits</p><blockquote>old</blockquote><script>x()</script>"
    assert plain(source) == "10 drills\n20 bits"
