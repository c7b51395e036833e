"""Links and chats as the account's page and the API show them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.channels import queries
from portal.channels.adapters import adapter, adapters
from portal.channels.models import ChannelAccount, ChannelContact
from portal.channels.schemas import ChatOut, LinkOut, LinksOut
from portal.channels.service import accounts, linking, speaking
from portal.conversations.scope import acting_as
from portal.security.actor import Actor


def chats(session: Session, code: str = "") -> list[ChatOut]:
    """Where the supplier can be written to; with a code in the links when there is one."""
    with acting_as(session, speaking.SYSTEM):
        found = [one for one in queries.accounts(session, enabled=True) if one.provider in adapters()]
        return [
            ChatOut(
                provider=one.provider,
                title=adapter(one.provider).traits.title,
                name=one.name,
                url=accounts.chat_address(one, code),
            )
            for one in found
        ]


def links(session: Session, actor: Actor) -> LinksOut:
    """The caller's messengers. Raises LoginRequired, Forbidden."""
    found = linking.mine(session, actor)
    return LinksOut(items=[_link(contact, account) for contact, account in found], chats=chats(session))


def _link(contact: ChannelContact, account: ChannelAccount) -> LinkOut:
    assert contact.linked_at is not None
    return LinkOut(
        id=contact.id,
        provider=account.provider,
        title=adapter(account.provider).traits.title,
        account=account.name,
        name=contact.name,
        linked_at=contact.linked_at,
        expires_at=contact.expires_at,
        last_in_at=contact.last_in_at,
    )
