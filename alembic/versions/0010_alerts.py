"""alerts and notifications: what users wait for, which events are still to be held against it, what they were told"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MARIADB = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_general_ci"}
KEPT = "user_id, `key`, kind, title, body, href, created_at, read_at"


def exact(length: int) -> sa.types.TypeEngine:
    """Text compared byte for byte."""
    return sa.String(length).with_variant(mysql.VARCHAR(length, collation="utf8mb4_bin"), "mysql", "mariadb")


def moment() -> sa.types.TypeEngine:
    """A time in UTC with its microseconds."""
    return sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=True),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("term", exact(500), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("block", exact(190), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("radius_km", sa.Integer(), nullable=True),
        sa.Column("price_max", sa.Integer(), nullable=True),
        sa.Column("least", sa.Integer(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("same", exact(64), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("updated_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["artist_id"], ["artists.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["venue_id"], ["venues.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "same", name="uq_alerts"),
        **MARIADB,
    )
    op.create_index("ix_alerts_block", "alerts", ["block", "paused", "id"], unique=False)

    op.create_table(
        "fresh_events",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id"),
        **MARIADB,
    )

    op.create_table(
        "notifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", exact(120), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=1000), nullable=False),
        sa.Column("href", sa.String(length=300), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("alert_id", sa.Integer(), nullable=True),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("read_at", moment(), nullable=True),
        sa.Column("mail_by", sa.String(length=8), nullable=False),
        sa.Column("mail_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "key", name="uq_notifications"),
        **MARIADB,
    )
    op.create_index("ix_notifications_user", "notifications", ["user_id", "read_at", "created_at"], unique=False)
    op.create_index("ix_notifications_mail", "notifications", ["mail_at", "user_id"], unique=False)
    op.create_index("ix_notifications_event_id", "notifications", ["event_id"], unique=False)
    op.create_index("ix_notifications_alert_id", "notifications", ["alert_id"], unique=False)
    op.execute(f"INSERT INTO notifications ({KEPT}, mail_by) SELECT {KEPT}, '' FROM notices")  # noqa: S608
    op.drop_table("notices")

    op.create_table(
        "notification_settings",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(length=8), nullable=False),
        sa.Column("show", sa.String(length=8), nullable=False),
        sa.Column("taste", sa.String(length=8), nullable=False),
        sa.Column("set", sa.String(length=8), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_to", sa.Integer(), nullable=False),
        sa.Column("digest_at", moment(), nullable=True),
        sa.Column("updated_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id"),
        **MARIADB,
    )
    op.add_column("outbox", sa.Column("unsubscribe", sa.String(length=500), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("outbox", "unsubscribe")
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", exact(120), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=1000), nullable=False),
        sa.Column("href", sa.String(length=300), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("read_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "key", name="uq_notices"),
        **MARIADB,
    )
    op.create_index("ix_notices_user", "notices", ["user_id", "created_at"], unique=False)
    op.execute(f"INSERT INTO notices ({KEPT}) SELECT {KEPT} FROM notifications")  # noqa: S608
    for table in ("notification_settings", "notifications", "fresh_events", "alerts"):
        op.drop_table(table)
