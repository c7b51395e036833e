"""Number sequences, the job queue, the tenant walls, and what each role may do."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from portal.migrations import walls
from portal.migrations.walls import BUYER, COMPANY, PRIVILEGED, USER, WEB_AND_WORKER

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TENANT_TABLES = (
    "addresses",
    "carts",
    "cart_lines",
    "contract_prices",
    "invoices",
    "orders",
    "order_lines",
    "order_events",
    "proposals",
    "proposal_lines",
    "quotes",
    "quote_lines",
    "rfqs",
    "rfq_lines",
    "shipments",
    "shipment_lines",
)
CONVERSATION_TABLES = {
    "conversations": "id",
    "messages": "conversation_id",
    "conversation_transitions": "conversation_id",
    "turns": "conversation_id",
}
APPEND_ONLY = ("audit_entries", "audit_seals")
SEQUENCES = {"order_number_seq": 100_001, "shipment_number_seq": 1_001, "rfq_number_seq": 1_001}
ANONYMOUS = "(SELECT NULLIF(current_setting('app.kind', true), '')) = 'anonymous'"
LOGIN = "(SELECT NULLIF(current_setting('app.login', true), ''))"
PRESENTED = "(SELECT NULLIF(current_setting('app.token', true), ''))"
MY_SCOPE = "(SELECT NULLIF(current_setting('app.{}', true), ''))"


def _accounts() -> list[str]:
    mine = f"SELECT user_id FROM memberships WHERE company_id = {COMPANY}"
    my_companies = f"SELECT company_id FROM memberships WHERE user_id = {USER}"
    read_user = (
        f"{PRIVILEGED} OR id = {USER} OR ({BUYER} AND id IN ({mine})) OR ({ANONYMOUS} AND lower(email) = {LOGIN})"
    )
    write_user = f"{PRIVILEGED} OR ({BUYER} AND id = {USER})"
    return [
        *walls.enable("users"),
        walls.policy("users", read_user, name="tenant_wall", command="SELECT"),
        f"CREATE POLICY write_self ON users FOR UPDATE USING ({write_user}) WITH CHECK ({write_user})",
        f"CREATE POLICY create_users ON users FOR INSERT WITH CHECK ({PRIVILEGED})",
        f"CREATE POLICY delete_users ON users FOR DELETE USING ({PRIVILEGED})",
        *walls.enable("memberships"),
        walls.policy("memberships", f"{PRIVILEGED} OR ({BUYER} AND company_id = {COMPANY})"),
        walls.policy("memberships", f"user_id = {USER}", name="own", command="SELECT"),
        *walls.enable("companies"),
        walls.policy("companies", PRIVILEGED),
        walls.policy(
            "companies",
            f"({BUYER} AND id = {COMPANY}) OR id IN ({my_companies})",
            name="own",
            command="SELECT",
        ),
        *walls.enable("one_time_tokens"),
        walls.policy("one_time_tokens", f"{PRIVILEGED} OR token_hash = {PRESENTED}"),
        *walls.enable("access_tokens"),
        walls.policy(
            "access_tokens",
            f"{PRIVILEGED} OR token_hash = {PRESENTED} OR refresh_hash = {PRESENTED} OR user_id = {USER}",
        ),
    ]


def _audit() -> list[str]:
    own = f"{PRIVILEGED} OR ({BUYER} AND company_id = {COMPANY})"
    return [
        *walls.enable("audit_entries"),
        walls.policy("audit_entries", own, command="SELECT"),
        f"CREATE POLICY append ON audit_entries FOR INSERT WITH CHECK ({own} OR company_id IS NULL)",
    ]


def _idempotency() -> list[str]:
    owner = f"split_part(scope, ':', 1) IN ({MY_SCOPE.format('user')}, {MY_SCOPE.format('conversation')})"
    return [
        *walls.enable("idempotency_records"),
        walls.policy("idempotency_records", f"{PRIVILEGED} OR {owner}"),
    ]


def _grants() -> list[str]:
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {WEB_AND_WORKER}, prilavok_search",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB_AND_WORKER}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {WEB_AND_WORKER}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {WEB_AND_WORKER}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {WEB_AND_WORKER}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {WEB_AND_WORKER}",
        f"REVOKE ALL ON alembic_version FROM {WEB_AND_WORKER}",
        f"GRANT SELECT ON alembic_version TO {WEB_AND_WORKER}",
        "GRANT SELECT ON search_documents TO prilavok_search",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON search_embeddings TO prilavok_search",
    ]
    return statements + [f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {WEB_AND_WORKER}" for table in APPEND_ONLY]


def upgrade() -> None:
    for sequence, start in SEQUENCES.items():
        op.execute(f"CREATE SEQUENCE {sequence} START {start}")
    schema = (Path(__file__).parent.parent / "sql" / "procrastinate_3_10.sql").read_text(encoding="utf-8")
    op.get_bind().connection.driver_connection.execute(schema)  # type: ignore[union-attr]
    for table in TENANT_TABLES:
        for statement in walls.tenant(table):
            op.execute(statement)
    for table, key in CONVERSATION_TABLES.items():
        for statement in walls.conversation(table, key):
            op.execute(statement)
    for statement in (*_accounts(), *_audit(), *_idempotency(), *_grants()):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("The first release has nothing before it: restore a backup, or remove the database.")
