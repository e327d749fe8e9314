"""A key per programme to sign reply links, and an index for what was sent about one calendar entry."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The rows that are there need a value; SQLite cannot take a default away again, so it stays on both.
    op.add_column("programmes", sa.Column("reply_key", sa.String(), nullable=False, server_default=""))
    programmes = sa.table("programmes", sa.column("id", sa.Integer), sa.column("reply_key", sa.String))
    connection = op.get_bind()
    for number in connection.scalars(sa.select(programmes.c.id)).all():
        mine = sa.update(programmes).where(programmes.c.id == number)
        connection.execute(mine.values(reply_key=secrets.token_hex(32)))
    op.drop_index("ix_outbox_invitation_id", table_name="outbox")
    op.create_index("ix_outbox_entry", "outbox", ["invitation_id", "session_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_outbox_entry", table_name="outbox")
    op.create_index("ix_outbox_invitation_id", "outbox", ["invitation_id"], unique=False)
    op.drop_column("programmes", "reply_key")
