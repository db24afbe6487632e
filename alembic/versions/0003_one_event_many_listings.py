"""one event, many listings: what listings are compared by, and where merged events went."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MARIADB = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_general_ci"}


def exact(length: int) -> sa.types.TypeEngine:
    """Text compared byte for byte."""
    return sa.String(length).with_variant(mysql.VARCHAR(length, collation="utf8mb4_bin"), "mysql", "mariadb")


def upgrade() -> None:
    op.add_column("event_sources", sa.Column("block", exact(128), nullable=False, server_default=""))
    op.create_index("ix_event_sources_block", "event_sources", ["block"], unique=False)
    op.create_table(
        "event_aliases",
        sa.Column("old_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("slug", exact(160), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("old_id"),
        sa.UniqueConstraint("slug"),
        **MARIADB,
    )
    op.create_index("ix_event_aliases_event_id", "event_aliases", ["event_id"], unique=False)


def downgrade() -> None:
    op.drop_table("event_aliases")
    op.drop_index("ix_event_sources_block", table_name="event_sources")
    op.drop_column("event_sources", "block")
