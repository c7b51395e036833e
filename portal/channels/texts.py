"""What the portal itself says in a messenger, in the contact's language."""

from __future__ import annotations

from portal.shared.texts import text


def greeting(locale: str, supplier: str, address: str) -> str:
    """The first thing said to somebody who opens the chat."""
    return text(
        locale,
        "Hello, this is %(supplier)s. Ask about products, or write what you need.\n\n"
        "To see your prices, your cart and your orders here, link this chat to your account: %(address)s",
        supplier=supplier,
        address=address,
    )


def linked(locale: str, name: str, company: str) -> str:
    """The code was right."""
    return text(
        locale,
        "This chat is linked: you are %(name)s of %(company)s here. What you write continues your conversation in the "
        "portal. To end the link write /unlink.",
        name=name,
        company=company,
    )


def unlinked(locale: str) -> str:
    """The link has ended."""
    return text(locale, "This chat is no longer linked to an account. You can still ask about products.")


def expired(locale: str, address: str) -> str:
    """The link has run out."""
    return text(
        locale, "The link of this chat to your account has run out. Link it again here: %(address)s", address=address
    )


def code_unknown(locale: str, address: str) -> str:
    """The code was wrong, used or too old."""
    return text(
        locale,
        "This code is not valid: it works once and for 10 minutes. Get a new one here: %(address)s",
        address=address,
    )


def too_many_codes(locale: str) -> str:
    """Somebody tries codes."""
    return text(locale, "Too many codes were tried here. Wait ten minutes and try again.")


def unreadable(locale: str) -> str:
    """A sticker, a poll, a contact."""
    return text(
        locale, "I cannot read this kind of message. Write it in words, or send a file: Excel, CSV, PDF or a picture."
    )


def not_offered(locale: str) -> str:
    """An old button."""
    return text(locale, "This choice is no longer open. Write what you want instead.")


def file_refused(locale: str, name: str, why: str) -> str:
    """A file that is not taken."""
    return text(locale, "The file “%(name)s” was not taken. %(why)s", name=name, why=why)


def file_lost(locale: str, name: str) -> str:
    """A file that could not be had from the provider."""
    return text(locale, "The file “%(name)s” did not arrive. Please send it again.", name=name)


def edited(locale: str, words: str) -> str:
    """For the desk: the buyer changed what he wrote."""
    return text(locale, "The buyer changed an earlier message. It now reads: “%(text)s”", text=words)


def full_text_name(locale: str) -> str:
    """The name of the file that holds a message which is too long for the chat."""
    return text(locale, "message") + ".txt"


def choose_by_number(locale: str) -> str:
    """Above choices in a channel without buttons."""
    return text(locale, "Answer with the number of your choice:")


def subject(locale: str, supplier: str) -> str:
    """The subject of an e-mail that answers none."""
    return text(locale, "Your conversation with %(supplier)s", supplier=supplier)


def choose(locale: str) -> str:
    """Where there is nothing but choices."""
    return text(locale, "Please choose:")


def file_elsewhere(locale: str, name: str) -> str:
    """A file that this messenger cannot be given."""
    return text(locale, "The file “%(name)s” is in the chat on our website.", name=name)
