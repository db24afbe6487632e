"""yours: what users agreed to by purpose, and proof of deleted accounts"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0008"
down_revision = "0007"
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
        "user_consents",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("purpose", exact(24), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("given_at", moment(), nullable=True),
        sa.Column("withdrawn_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "purpose"),
        **MARIADB,
    )
    op.create_table(
        "erasures",
        sa.Column("reference", exact(24), nullable=False),
        sa.Column("asked_at", moment(), nullable=False),
        sa.Column("finished_at", moment(), nullable=True),
        sa.Column("removed", sa.JSON(), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("left", sa.JSON(), nullable=False),
        sa.Column("highest_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("reference"),
        **MARIADB,
    )


def downgrade() -> None:
    op.drop_table("erasures")
    op.drop_table("user_consents")
