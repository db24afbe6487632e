"""feeds: calendars to subscribe to, under the hash of their secret"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MARIADB = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_general_ci"}


def exact(length: int) -> sa.types.TypeEngine:
    """Text compared byte for byte."""
    return sa.String(length).with_variant(mysql.VARCHAR(length, collation="utf8mb4_bin"), "mysql", "mariadb")


def moment() -> sa.types.TypeEngine:
    """A time in UTC with its microseconds."""
    return sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=True),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("search", sa.String(length=600), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("reminder", sa.Integer(), nullable=True),
        sa.Column("token_hash", exact(64), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", moment(), nullable=True),
        sa.Column("mark", exact(32), nullable=False),
        sa.Column("changed_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["artist_id"], ["artists.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["venue_id"], ["venues.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
        **MARIADB,
    )
    for column in ("artist_id", "user_id", "venue_id"):
        op.create_index(f"ix_feeds_{column}", "feeds", [column], unique=False)


def downgrade() -> None:
    op.drop_table("feeds")
