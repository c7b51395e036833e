"""The supplier's accounts at providers: added, switched on and off, opened with their secrets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.channels import queries
from portal.channels.adapters import adapter
from portal.channels.errors import AccountInvalid, AccountUnknown
from portal.channels.models import ChannelAccount
from portal.channels.ports import Account
from portal.security.actor import Actor
from portal.security.encryption import Cipher
from portal.security.permissions import Permission
from portal.shared.ids import new_secret

PURPOSE = "channel accounts"


def add(
    session: Session,
    actor: Actor,
    secret_key: str,
    *,
    provider: str,
    name: str,
    given: Mapping[str, str],
    options: Mapping[str, str] | None = None,
) -> ChannelAccount:
    """Keep an account; its secrets are encrypted. Raises Forbidden, ProviderUnknown, AccountInvalid."""
    actor.require(Permission.STAFF_ADMIN)
    fields = adapter(provider).traits.fields
    missing = {field.name: field.explained for field in fields if field.required and not given.get(field.name)}
    if missing:
        raise AccountInvalid(fields=missing)
    secret_names = {field.name for field in fields if field.secret}
    secrets = {name: value for name, value in given.items() if name in secret_names}
    account = ChannelAccount(
        key=new_secret(18),
        provider=provider,
        name=name.strip() or adapter(provider).traits.title,
        secrets=Cipher(secret_key, PURPOSE).encrypt(json.dumps(secrets)),
        options={**{name: value for name, value in given.items() if name not in secret_names}, **(options or {})},
    )
    session.add(account)
    session.flush()
    audit.record(session, actor, "channel.added", "channel_account", account.id, provider=provider, name=account.name)
    return account


def switch(session: Session, actor: Actor, key: str, *, on: bool) -> ChannelAccount:
    """Switch an account on or off; what waits in one that is off goes out when it is on again.

    Raises Forbidden, AccountUnknown.
    """
    actor.require(Permission.STAFF_ADMIN)
    account = by_key(session, key)
    account.enabled = on
    account.paused_until = None
    verb = "channel.enabled" if on else "channel.disabled"
    audit.record(session, actor, verb, "channel_account", account.id, name=account.name)
    return account


def by_key(session: Session, key: str, provider: str | None = None, *, enabled: bool = False) -> ChannelAccount:
    """The account with this key. Raises AccountUnknown."""
    found = queries.account_by_key(session, key)
    if found is None or provider not in (None, found.provider) or (enabled and not found.enabled):
        raise AccountUnknown
    return found


def opened(account: ChannelAccount, secret_key: str) -> Account:
    """The account with its secrets in clear. Raises Undecryptable."""
    secrets: dict[str, str] = json.loads(Cipher(secret_key, PURPOSE).decrypt(account.secrets))
    return Account(
        id=str(account.id),
        key=account.key,
        provider=account.provider,
        name=account.name,
        secrets=secrets,
        options=dict(account.options),
        cursor=dict(account.cursor or {}),
    )


def webhook_address(web_url: str, account: ChannelAccount | Account) -> str:
    """Where the provider calls us."""
    return f"{web_url.rstrip('/')}/api/v1/channels/{account.provider}/{account.key}"


def chat_address(account: ChannelAccount, code: str) -> str:
    """The link that opens the chat; with the code in it where the provider passes one on, empty when there is none."""
    pattern = adapter(account.provider).traits.open_address
    values: dict[str, Any] = {**account.options, "code": code}
    try:
        return pattern.format(**values)
    except KeyError:
        return ""


def save_cursor(session: Session, account_id: UUID, cursor: Mapping[str, Any]) -> None:
    """Remember how far a polled account was read."""
    queries.locked_account(session, account_id).cursor = dict(cursor)
