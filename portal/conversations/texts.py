"""What the portal itself says in a conversation, in the conversation's language."""

from __future__ import annotations

from portal.shared.texts import ntext, text


def queued(locale: str, position: int) -> str:
    """A person was asked for."""
    if position <= 1:
        return text(locale, "A colleague will take over. You are next in line.")
    return ntext(
        locale,
        "A colleague will take over. There is %(num)s conversation ahead of yours.",
        "A colleague will take over. There are %(num)s conversations ahead of yours.",
        position - 1,
    )


def closed_now(locale: str, when: str) -> str:
    """A person was asked for while nobody is there; `when` is the next opening."""
    return text(
        locale,
        "Our colleagues are not here at the moment; they are back on %(when)s. Your question is saved and will be "
        "answered then. Would you rather be called or get an e-mail? Leave your number or address.",
        when=when,
    )


def callback_noted(locale: str, kind: str, contact: str) -> str:
    """A call or an e-mail is wanted."""
    if kind == "phone":
        return text(locale, "Noted: we will call you on %(contact)s as soon as a colleague is free.", contact=contact)
    return text(locale, "Noted: we will write to %(contact)s as soon as a colleague is free.", contact=contact)


def taken(locale: str, name: str) -> str:
    """An operator is there."""
    return text(locale, "%(name)s has joined the conversation.", name=name)


def returned(locale: str) -> str:
    """The bot has the conversation again."""
    return text(locale, "The assistant is back in the conversation.")


def closed(locale: str) -> str:
    """The end."""
    return text(locale, "This conversation has been closed. Write again at any time to start a new one.")


def rate(locale: str) -> str:
    """The question after the end."""
    return text(locale, "How did we do? Please rate this conversation from 1 to 5.")


def merged_from(locale: str) -> str:
    """In the conversation that goes on, before what the other one holds."""
    return text(locale, "An earlier conversation of yours was joined to this one.")


def merged_into(locale: str) -> str:
    """In the conversation that ends, because another one goes on."""
    return text(locale, "This conversation goes on in your other one.")


def outage(locale: str) -> str:
    """The assistant does not answer at the moment."""
    return text(
        locale,
        "The assistant is not available at the moment. Your message is saved: it will be answered as soon as the "
        "assistant is back, or a colleague will take over.",
    )


def asked_one(locale: str, asked: str) -> str:
    """An old message is offered again instead of being carried out late."""
    return text(locale, "You asked some time ago: “%(text)s”. Shall I do that now?", text=asked)


def asked_many(locale: str) -> str:
    """Several old messages are offered again."""
    return text(locale, "You wrote this some time ago. Tap what I should still do.")


def asked_unsure(locale: str, asked: str) -> str:
    """An old message that was perhaps carried out is offered again."""
    return text(
        locale,
        "I was interrupted at this: “%(text)s”. It may have been done already, so please look at your cart and orders "
        "first. Shall I do it again?",
        text=asked,
    )


def asked_many_unsure(locale: str) -> str:
    """Several old messages that were perhaps carried out are offered again."""
    return text(
        locale,
        "I was interrupted at these messages. Some may have been done already, so please look at your cart and orders "
        "first. Tap what I should do again.",
    )


def yes_do(locale: str) -> str:
    """The button under an old message."""
    return text(locale, "Yes, go ahead")


def person(locale: str) -> str:
    """The button that asks for a colleague."""
    return text(locale, "Talk to a person")


def outage_reason(locale: str) -> str:
    """Why the conversation waits, as operators read it."""
    return text(locale, "The assistant is not available")
