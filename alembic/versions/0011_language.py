"""users.language: in which language an account's mails and feeds are written; empty while it never said"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("language", sa.String(length=5), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("users", "language")
