"""Sending: when a message may leave, what is attached to it, and what a letter bears."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NEW_COLUMNS = (
    ("programmes", "letterhead"),
    ("programmes", "letter_place"),
    ("templates", "signatories"),
    ("batches", "paused_because"),
)


def upgrade() -> None:
    op.create_table(
        "files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("digest", name=op.f("uq_files_digest")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN template_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN batch_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN outbox_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_attachments_one_owner"),
        ),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_attachments_file_id")),
        sa.ForeignKeyConstraint(
            ["template_id"], ["templates.id"], name=op.f("fk_attachments_template_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_attachments_batch_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_attachments_outbox_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sqlite_autoincrement=True,
    )
    for column in ("file_id", "template_id", "batch_id", "outbox_id"):
        op.create_index(op.f(f"ix_attachments_{column}"), "attachments", [column], unique=False)
    # The rows that are there need a value; SQLite cannot take a default away again, so it stays on both.
    for table, name in _NEW_COLUMNS:
        op.add_column(table, sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("sessions", sa.Column("alarm_minutes", sa.Integer(), nullable=True))
    op.add_column("batches", sa.Column("send_after", sa.DateTime(timezone=True), nullable=True))
    op.add_column("batches", sa.Column("released_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("outbox", "retry_at")
    op.drop_column("batches", "released_at")
    op.drop_column("batches", "send_after")
    op.drop_column("sessions", "alarm_minutes")
    for table, name in reversed(_NEW_COLUMNS):
        op.drop_column(table, name)
    op.drop_table("attachments")
    op.drop_table("files")
