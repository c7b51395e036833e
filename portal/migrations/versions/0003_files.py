"""Stored files, what messages and requests have attached, and their walls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from portal.migrations import walls

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stored_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("reading", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("tables", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("reading IN ('read', 'none', 'empty', 'failed')", name=op.f("ck_stored_files_reading")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_stored_files_company_id_companies")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_stored_files_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_files")),
    )
    # Sheets, PDFs and pictures are compressed already: trying it again costs time and saves nothing.
    op.execute("ALTER TABLE stored_files ALTER COLUMN content SET STORAGE EXTERNAL")
    op.create_index(op.f("ix_stored_files_company_id"), "stored_files", ["company_id"])
    op.create_index(op.f("ix_stored_files_conversation_id"), "stored_files", ["conversation_id"])
    op.create_index(op.f("ix_stored_files_owner_id"), "stored_files", ["owner_id"])
    op.create_index(
        "ix_stored_files_unattached",
        "stored_files",
        ["created_at"],
        postgresql_where=sa.text("attached_at IS NULL"),
    )
    op.create_table(
        "rfq_files",
        sa.Column("rfq_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_rfq_files_company_id_companies"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_rfq_files_file_id_stored_files"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rfq_id"], ["rfqs.id"], name=op.f("fk_rfq_files_rfq_id_rfqs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("rfq_id", "file_id", name=op.f("pk_rfq_files")),
    )
    op.create_index(op.f("ix_rfq_files_company_id"), "rfq_files", ["company_id"])
    op.create_index(op.f("ix_rfq_files_file_id"), "rfq_files", ["file_id"])
    op.add_column(
        "messages",
        sa.Column(
            "attachments",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    for statement in (*walls.conversation("stored_files", "conversation_id"), *walls.tenant("rfq_files")):
        op.execute(statement)


def downgrade() -> None:
    op.drop_column("messages", "attachments")
    op.drop_table("rfq_files")
    op.drop_table("stored_files")
