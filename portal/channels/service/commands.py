"""The few words that are for the portal and not for the bot: /start, a code, /unlink."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.channels import texts
from portal.channels.models import ChannelAccount, ChannelContact
from portal.channels.service import linking, speaking
from portal.channels.service.shop import Shop
from portal.conversations.service import writing
from portal.shared.errors import TooManyRequests

START = "/start"
LINK = "/link"
UNLINK = "/unlink"


def obey(
    session: Session, contact: ChannelContact, account: ChannelAccount, said: str, shop: Shop, *, proven: bool
) -> bool:
    """Do what a command says; False when it is none. Somebody who is not proven to be the contact links nothing."""
    words = said.split()
    if not words or len(words) > 2:
        return False
    head = words[0].lower().partition("@")[0]
    if head == UNLINK and len(words) == 1 and proven:
        end_link(session, contact, account, shop, why="asked for in the chat")
        return True
    if head in (START, LINK) and len(words) == 1:
        tell(session, contact, account, shop, texts.greeting, shop.supplier, shop.link_address)
        return True
    code = words[-1].upper()
    commanded = head in (START, LINK) and len(words) == 2
    if not proven or not (commanded or (len(words) == 1 and linking.CODE.match(code))):
        return False
    return _link(session, contact, account, code, shop) or commanded


def _link(session: Session, contact: ChannelContact, account: ChannelAccount, code: str, shop: Shop) -> bool:
    """Try a code; False when it is none of ours, and so may be an article's number."""
    try:
        buyer = linking.redeem(session, contact, account, code)
    except TooManyRequests:
        tell(session, contact, account, shop, texts.too_many_codes)
        return True
    if buyer is None:
        if contact.user_id is None and linking.CODE.match(code):
            tell(session, contact, account, shop, texts.code_unknown, shop.link_address)
            return True
        return False
    tell(session, contact, account, shop, texts.linked, buyer.name, linking.company_name(session, contact))
    return True


def end_link(session: Session, contact: ChannelContact, account: ChannelAccount, shop: Shop, *, why: str) -> None:
    """End the contact's link, when he has one, and say so in the chat."""
    if contact.user_id is not None:
        linking.let_go(session, speaking.SYSTEM, contact, why)
    if why == "expired":
        tell(session, contact, account, shop, texts.expired, shop.link_address)
    else:
        tell(session, contact, account, shop, texts.unlinked)


def tell(
    session: Session, contact: ChannelContact, account: ChannelAccount, shop: Shop, wording: object, *values: str
) -> None:
    """Say something of the portal's own in the contact's conversation."""
    assert callable(wording)
    _actor, conversation = speaking.conversation_of(session, contact, account, default_locale=shop.locale)
    writing.by_system(session, conversation, str(wording(conversation.locale, *values)))
