"""the house stands."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


MARIADB = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_general_ci"}


def exact(length: int) -> sa.types.TypeEngine:
    """Text compared byte for byte."""
    return sa.String(length).with_variant(mysql.VARCHAR(length, collation="utf8mb4_bin"), "mysql", "mariadb")


def moment() -> sa.types.TypeEngine:
    """UTC with microseconds."""
    return sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")


def long_text() -> sa.types.TypeEngine:
    return sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def upgrade() -> None:
    op.create_table(
        "artists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", exact(120), nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("name_key", exact(160), nullable=False),
        sa.Column("genres", sa.JSON(), nullable=False),
        sa.Column("home_city", sa.String(80), nullable=False),
        sa.Column("musicbrainz_id", exact(36), nullable=True),
        sa.Column("spotify_id", exact(40), nullable=True),
        sa.Column("ticketmaster_id", exact(40), nullable=True),
        sa.Column("created_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
        **MARIADB,
    )
    op.create_index("ix_artists_musicbrainz_id", "artists", ["musicbrainz_id"], unique=False)
    op.create_index("ix_artists_name_key", "artists", ["name_key"], unique=False)
    op.create_index("ix_artists_spotify_id", "artists", ["spotify_id"], unique=False)
    op.create_index("ix_artists_ticketmaster_id", "artists", ["ticketmaster_id"], unique=False)

    op.create_table(
        "catalogue_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_table(
        "ingest_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", exact(16), nullable=False),
        sa.Column("city", sa.String(80), nullable=False),
        sa.Column("city_key", exact(80), nullable=False),
        sa.Column("last_synced_at", moment(), nullable=True),
        sa.Column("window_start", moment(), nullable=True),
        sa.Column("window_end", moment(), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("message", sa.String(500), nullable=False),
        sa.Column("blocked_until", moment(), nullable=True),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "city_key", name="uq_ingest_state"),
        **MARIADB,
    )
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_key", exact(64), nullable=False),
        sa.Column("address_key", exact(64), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_index("ix_login_attempts_account", "login_attempts", ["account_key", "at"], unique=False)
    op.create_index("ix_login_attempts_address", "login_attempts", ["address_key", "at"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(254), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("body", long_text(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("sent_at", moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", exact(16), nullable=False),
        sa.Column("source_id", exact(120), nullable=False),
        sa.Column("reason", sa.String(255), nullable=False),
        sa.Column("raw", long_text(), nullable=False),
        sa.Column("seen_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "source_id", name="uq_quarantine"),
        **MARIADB,
    )
    op.create_index("ix_quarantine_seen", "quarantine", ["seen_at"], unique=False)

    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("email", exact(254), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("role", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("updated_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
        **MARIADB,
    )
    op.create_table(
        "venues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", exact(120), nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("name_key", exact(160), nullable=False),
        sa.Column("area", sa.String(160), nullable=False),
        sa.Column("city", sa.String(80), nullable=False),
        sa.Column("city_key", exact(80), nullable=False),
        sa.Column("county", sa.String(40), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("website", sa.String(length=500), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name_key", "city_key", name="uq_venues_identity"),
        sa.UniqueConstraint("slug"),
        **MARIADB,
    )
    op.create_index("ix_venues_city_key", "venues", ["city_key"], unique=False)

    op.create_table(
        "artist_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(160), nullable=False),
        sa.Column("alias_key", exact(160), nullable=False),
        sa.ForeignKeyConstraint(["artist_id"], ["artists.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("alias_key", "artist_id", name="uq_artist_aliases"),
        **MARIADB,
    )
    op.create_index("ix_artist_aliases_artist_id", "artist_aliases", ["artist_id"], unique=False)

    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", exact(160), nullable=False),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("description", long_text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts_at", moment(), nullable=True),
        sa.Column("ends_at", moment(), nullable=True),
        sa.Column("doors_at", moment(), nullable=True),
        sa.Column("sort_at", moment(), nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("sold_out", sa.Boolean(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("city", sa.String(80), nullable=False),
        sa.Column("city_key", exact(80), nullable=False),
        sa.Column("county", sa.String(40), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("family", sa.String(16), nullable=False),
        sa.Column("genres", sa.JSON(), nullable=False),
        sa.Column("genre_keys", exact(255), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("images", sa.JSON(), nullable=False),
        sa.Column("age", sa.String(80), nullable=False),
        sa.Column("price_low", sa.Integer(), nullable=True),
        sa.Column("price_high", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("ticket_url", sa.String(length=1000), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("line_up", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("source_mask", sa.Integer(), nullable=False),
        sa.Column("names", long_text(), nullable=False),
        sa.Column("first_seen_at", moment(), nullable=False),
        sa.Column("changed_at", moment(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["venue_id"],
            ["venues.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
        **MARIADB,
    )
    op.create_index("ix_events_city_sort", "events", ["city_key", "sort_at"], unique=False)
    op.create_index("ix_events_family_sort", "events", ["family", "sort_at"], unique=False)
    op.create_index("ix_events_first_seen", "events", ["first_seen_at"], unique=False)
    op.create_index("ix_events_sort_at", "events", ["sort_at"], unique=False)
    op.create_index("ix_events_venue_sort", "events", ["venue_id", "sort_at"], unique=False)

    op.create_table(
        "password_resets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", exact(64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("expires_at", moment(), nullable=False),
        sa.Column("used_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
        **MARIADB,
    )
    op.create_index("ix_password_resets_user_id", "password_resets", ["user_id"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", exact(64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("last_seen_at", moment(), nullable=False),
        sa.Column("expires_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
        **MARIADB,
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"], unique=False)

    op.create_table(
        "user_preferences",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("genres", sa.JSON(), nullable=False),
        sa.Column("artists", sa.JSON(), nullable=False),
        sa.Column("cities", sa.JSON(), nullable=False),
        sa.Column("venues", sa.JSON(), nullable=False),
        sa.Column("djs", sa.JSON(), nullable=False),
        sa.Column("budget_max", sa.Integer(), nullable=True),
        sa.Column("radius_km", sa.Integer(), nullable=True),
        sa.Column("night_preferences", sa.JSON(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("updated_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id"),
        **MARIADB,
    )
    op.create_table(
        "venue_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(160), nullable=False),
        sa.Column("alias_key", exact(160), nullable=False),
        sa.Column("city_key", exact(80), nullable=False),
        sa.ForeignKeyConstraint(["venue_id"], ["venues.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("alias_key", "city_key", name="uq_venue_aliases"),
        **MARIADB,
    )
    op.create_index("ix_venue_aliases_venue_id", "venue_aliases", ["venue_id"], unique=False)

    op.create_table(
        "event_artists",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["artist_id"],
            ["artists.id"],
        ),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "artist_id"),
        **MARIADB,
    )
    op.create_index("ix_event_artists_artist_id", "event_artists", ["artist_id"], unique=False)

    op.create_table(
        "event_sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("source", exact(16), nullable=False),
        sa.Column("source_id", exact(120), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("city_key", exact(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("fingerprint", exact(32), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("raw", long_text(), nullable=False),
        sa.Column("extra", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", moment(), nullable=False),
        sa.Column("last_seen_at", moment(), nullable=False),
        sa.Column("gone_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "source_id", name="uq_event_sources_source"),
        **MARIADB,
    )
    op.create_index("ix_event_sources_day", "event_sources", ["day"], unique=False)
    op.create_index("ix_event_sources_event_id", "event_sources", ["event_id"], unique=False)

    op.create_table(
        "user_hidden_events",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "event_id"),
        **MARIADB,
    )
    op.create_index("ix_user_hidden_events_event_id", "user_hidden_events", ["event_id"], unique=False)

    op.create_table(
        "user_saved_events",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "event_id"),
        **MARIADB,
    )
    op.create_index("ix_user_saved_events_event_id", "user_saved_events", ["event_id"], unique=False)


def downgrade() -> None:
    for table in (
        "user_saved_events",
        "user_hidden_events",
        "event_sources",
        "event_artists",
        "venue_aliases",
        "user_preferences",
        "sessions",
        "password_resets",
        "events",
        "artist_aliases",
        "venues",
        "users",
        "quarantine",
        "outbox",
        "login_attempts",
        "ingest_state",
        "catalogue_version",
        "artists",
    ):
        op.drop_table(table)
