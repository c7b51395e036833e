"""Registering websites for the chat; done by whoever runs the portal, from the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.security.actor import Actor
from portal.security.encryption import Cipher
from portal.security.origins import origin_of
from portal.security.permissions import Permission
from portal.shared.errors import Invalid
from portal.shared.ids import new_secret
from portal.shared.texts import N_
from portal.widget import queries
from portal.widget.errors import OriginInvalid, SiteUnknown
from portal.widget.models import WidgetSite

COLOR = re.compile(r"#[0-9a-fA-F]{6}")
POSITIONS = ("left", "right")


def cipher(secret_key: str) -> Cipher:
    """What the sites' secrets are kept under."""
    return Cipher(secret_key, "widget site")


def clean_origins(given: Sequence[str]) -> list[str]:
    """The origins as browsers write them, each once. Raises OriginInvalid."""
    found = []
    for address in given:
        origin = origin_of(address)
        if not origin or address.strip().rstrip("/").lower() not in (origin, f"{origin}:80", f"{origin}:443"):
            raise OriginInvalid(fields={"origin": address})
        found.append(origin)
    if not found:
        raise OriginInvalid(fields={"origin": ""})
    return list(dict.fromkeys(found))


def add(
    session: Session,
    actor: Actor,
    secret_key: str,
    *,
    name: str,
    origins: Sequence[str],
    identity: bool = False,
    only_company_id: UUID | None = None,
    color: str = "",
    position: str = "right",
) -> tuple[WidgetSite, str]:
    """A new site and its secret, which is shown this once. Raises Forbidden, Invalid, OriginInvalid."""
    actor.require(Permission.STAFF_ADMIN)
    secret = new_secret(48)
    site = WidgetSite(
        key=new_secret(12),
        name=name.strip()[:200],
        origins=clean_origins(origins),
        secret=cipher(secret_key).encrypt(secret),
        identity=identity,
        only_company_id=only_company_id,
        enabled=True,
    )
    _look(site, color, position)
    session.add(site)
    session.flush()
    _record(session, actor, "widget.site_added", site)
    return site, secret


def change(
    session: Session,
    actor: Actor,
    key: str,
    *,
    origins: Sequence[str] | None = None,
    identity: bool | None = None,
    enabled: bool | None = None,
    color: str | None = None,
    position: str | None = None,
) -> WidgetSite:
    """Change what is given. Raises Forbidden, Invalid, OriginInvalid, SiteUnknown."""
    actor.require(Permission.STAFF_ADMIN)
    site = _required(session, key)
    if origins is not None:
        site.origins = clean_origins(origins)
    site.identity = site.identity if identity is None else identity
    site.enabled = site.enabled if enabled is None else enabled
    _look(site, site.color if color is None else color, site.position if position is None else position)
    session.flush()
    _record(session, actor, "widget.site_changed", site)
    return site


def renew_secret(session: Session, actor: Actor, secret_key: str, key: str) -> str:
    """A new secret; tokens signed with the old one open nothing from now on. Raises Forbidden, SiteUnknown."""
    actor.require(Permission.STAFF_ADMIN)
    site = _required(session, key)
    secret = new_secret(48)
    site.secret = cipher(secret_key).encrypt(secret)
    session.flush()
    _record(session, actor, "widget.secret_renewed", site)
    return secret


def serving(session: Session, key: str, origin: str) -> WidgetSite:
    """The site, if it is switched on and the calling page is one of its own or the portal's. Raises SiteUnknown."""
    site = queries.site_by_key(session, key)
    if site is None or not site.enabled or (origin and origin not in site.origins):
        raise SiteUnknown
    return site


def _required(session: Session, key: str) -> WidgetSite:
    site = queries.site_by_key(session, key)
    if site is None:
        raise SiteUnknown
    return site


def _look(site: WidgetSite, color: str, position: str) -> None:
    if color and not COLOR.fullmatch(color):
        raise Invalid(N_("Give the colour as #RRGGBB."), fields={"color": color})
    if position not in POSITIONS:
        raise Invalid(N_("The position is left or right."), fields={"position": position})
    site.color, site.position = color.lower(), position


def _record(session: Session, actor: Actor, action: str, site: WidgetSite) -> None:
    audit.record(
        session, actor, action, "widget_site", site.key, origins=site.origins, identity=site.identity,
        enabled=site.enabled,
    )  # fmt: skip
