"""An answer for one session keeps who gave it, when, how and why, as that for the whole invitation does."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attendances", sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("attendances", sa.Column("answer_said_by", sa.String(length=32), nullable=True))
    op.add_column("attendances", sa.Column("answer_firmness", sa.String(length=32), nullable=True))
    op.add_column("attendances", sa.Column("answer_via", sa.String(length=32), nullable=True))
    op.add_column("attendances", sa.Column("answer_reason", sa.String(length=32), nullable=True))
    # The rows that are there need a value; SQLite cannot take a default away again, so it stays on both.
    op.add_column("attendances", sa.Column("answer_note", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    for name in (
        "answer_note",
        "answer_reason",
        "answer_via",
        "answer_firmness",
        "answer_said_by",
        "answered_at",
    ):
        op.drop_column("attendances", name)
