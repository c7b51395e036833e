"""Row-level security: the policies that migrations put on tables.

`FORCE` binds the owner too. Settings are read in scalar sub-selects, which the planner evaluates once a query, and
`NULLIF` guards against the empty string that a pooled connection is left with.
"""

from __future__ import annotations

WEB_AND_WORKER = "prilavok_web, prilavok_worker"


def _setting(name: str) -> str:
    return f"(SELECT NULLIF(current_setting('app.{name}', true), ''))"


KIND = _setting("kind")
PRIVILEGED = f"{KIND} IN ('staff', 'system')"
COMPANY = f"{_setting('company')}::uuid"
USER = f"{_setting('user')}::uuid"
CONVERSATION = f"{_setting('conversation')}::uuid"
BUYER = f"{KIND} = 'buyer'"


def enable(table: str) -> list[str]:
    """Switch row-level security on, for the owner too."""
    return [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"]


def policy(table: str, condition: str, *, name: str = "tenant_wall", command: str = "ALL") -> str:
    """CREATE POLICY for reading and, unless it is for SELECT alone, for writing."""
    check = "" if command == "SELECT" else f" WITH CHECK ({condition})"
    return f"CREATE POLICY {name} ON {table} FOR {command} USING ({condition}){check}"


def tenant(table: str) -> list[str]:
    """The wall of an ordinary tenant table: staff, the system, and the row's own company."""
    return [*enable(table), policy(table, f"{PRIVILEGED} OR ({BUYER} AND company_id = {COMPANY})")]


def conversation(table: str, key: str) -> list[str]:
    """A conversation's table: also the guest who holds the conversation's secret."""
    condition = f"{PRIVILEGED} OR ({BUYER} AND company_id = {COMPANY}) OR {key} = {CONVERSATION}"
    return [*enable(table), policy(table, condition)]
