"""event_views and ticket_clicks by viewer: what one visitor looked at is found without reading every row"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_event_views_viewer", "event_views", ["viewer"])
    op.create_index("ix_ticket_clicks_viewer", "ticket_clicks", ["viewer"])


def downgrade() -> None:
    op.drop_index("ix_ticket_clicks_viewer", table_name="ticket_clicks")
    op.drop_index("ix_event_views_viewer", table_name="event_views")
