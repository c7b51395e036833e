"""Sealing the audit log, every five minutes."""

from __future__ import annotations

import logging

from portal.audit import service
from portal.security.actor import Actor
from portal.shared import jobs

log = logging.getLogger(__name__)


@jobs.registry.periodic(cron="*/5 * * * *")
@jobs.job("heavy", name="audit.seal")
def seal(timestamp: int) -> None:
    """Chain what was written since the last seal."""
    with jobs.database().transaction(Actor.system("audit")) as session:
        count = service.seal(session)
    if count:
        log.info("sealed %d audit entries (run of %d)", count, timestamp)
