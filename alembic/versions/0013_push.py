"""web push: the browsers that users switched on, what is on its way to each, and which news goes there"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MARIADB = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_general_ci"}
KINDS = {"push_change": "1", "push_show": "1", "push_taste": "1", "push_set": "0"}


def exact(length: int) -> sa.types.TypeEngine:
    """Text compared byte for byte."""
    return sa.String(length).with_variant(mysql.VARCHAR(length, collation="utf8mb4_bin"), "mysql", "mariadb")


def moment() -> sa.types.TypeEngine:
    """A time in UTC with its microseconds."""
    return sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")


def upgrade() -> None:
    op.create_table(
        "push_devices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("mark", exact(64), nullable=False),
        sa.Column("endpoint", exact(1000), nullable=False),
        sa.Column("p256dh", exact(90), nullable=False),
        sa.Column("auth", exact(24), nullable=False),
        sa.Column("keyed", exact(16), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_at", moment(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mark"),
        **MARIADB,
    )
    op.create_index("ix_push_devices_user_id", "push_devices", ["user_id"])
    op.create_index("ix_push_devices_session_id", "push_devices", ["session_id"])
    op.create_index("ix_push_devices_next", "push_devices", ["next_at", "id"])
    op.create_table(
        "pushes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("notification_id", sa.Integer(), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("sent_at", moment(), nullable=True),
        sa.Column("problem", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["push_devices.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["notification_id"], ["notifications.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("device_id", "notification_id", name="uq_pushes"),
        **MARIADB,
    )
    op.create_index("ix_pushes_waiting", "pushes", ["sent_at", "device_id"])
    op.create_index("ix_pushes_notification_id", "pushes", ["notification_id"])
    op.add_column("notifications", sa.Column("push_at", moment(), nullable=True))
    op.create_index("ix_notifications_push", "notifications", ["push_at", "user_id"])
    for name, usual in KINDS.items():
        op.add_column("notification_settings", sa.Column(name, sa.Boolean(), nullable=False, server_default=usual))


def downgrade() -> None:
    for name in KINDS:
        op.drop_column("notification_settings", name)
    op.drop_index("ix_notifications_push", table_name="notifications")
    op.drop_column("notifications", "push_at")
    op.drop_table("pushes")
    op.drop_table("push_devices")
