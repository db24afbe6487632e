"""every source: identities, djs, mixes, setlists, rooms' nights and pictures, jobs, alerts, reviews and local events"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MARIADB = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_general_ci"}


def exact(length: int) -> sa.types.TypeEngine:
    """Text compared byte for byte."""
    return sa.String(length).with_variant(mysql.VARCHAR(length, collation="utf8mb4_bin"), "mysql", "mariadb")


def long_text() -> sa.types.TypeEngine:
    """Text of any length."""
    return sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def moment() -> sa.types.TypeEngine:
    """A time in UTC with its microseconds."""
    return sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")


def upgrade() -> None:
    op.create_table(
        "model_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", exact(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("weights", long_text(), nullable=False),
        sa.Column("sha256", exact(64), nullable=False),
        sa.Column("samples", sa.Integer(), nullable=False),
        sa.Column("metrics", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "version", name="uq_model_versions"),
        **MARIADB,
    )
    op.create_table(
        "ops_alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", exact(120), nullable=False),
        sa.Column("slot", exact(120), nullable=True),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("message", sa.String(length=500), nullable=False),
        sa.Column("fix", sa.String(length=500), nullable=False),
        sa.Column("opened_at", moment(), nullable=False),
        sa.Column("seen_at", moment(), nullable=False),
        sa.Column("acknowledged_at", moment(), nullable=True),
        sa.Column("closed_at", moment(), nullable=True),
        sa.Column("told_at", moment(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slot"),
        **MARIADB,
    )
    op.create_index("ix_ops_alerts_key", "ops_alerts", ["key"], unique=False)
    op.create_index("ix_ops_alerts_open", "ops_alerts", ["closed_at", "opened_at"], unique=False)

    op.create_table(
        "pictures",
        sa.Column("url_hash", exact(32), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("source", exact(16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("digest", exact(64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=255), nullable=False),
        sa.Column("asked_at", moment(), nullable=False),
        sa.Column("try_at", moment(), nullable=False),
        sa.Column("ready_at", moment(), nullable=True),
        sa.PrimaryKeyConstraint("url_hash"),
        **MARIADB,
    )
    op.create_index("ix_pictures_digest", "pictures", ["digest"], unique=False)
    op.create_index("ix_pictures_state", "pictures", ["state", "try_at"], unique=False)

    op.add_column("ingest_state", sa.Column("tried_at", moment(), nullable=True))
    op.add_column("ingest_state", sa.Column("report", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("quarantine", sa.Column("field", sa.String(length=40), nullable=False, server_default=""))
    op.create_table(
        "source_places",
        sa.Column("source", exact(16), nullable=False),
        sa.Column("place", exact(160), nullable=False),
        sa.Column("asked_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("source", "place"),
        **MARIADB,
    )
    op.create_table(
        "place_listings",
        sa.Column("source", exact(16), nullable=False),
        sa.Column("place", exact(160), nullable=False),
        sa.Column("source_id", exact(120), nullable=False),
        sa.PrimaryKeyConstraint("source", "place", "source_id"),
        **MARIADB,
    )
    op.create_index("ix_place_listings_listing", "place_listings", ["source", "source_id"], unique=False)
    op.create_table(
        "source_use",
        sa.Column("source", exact(16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("left", sa.Integer(), nullable=True),
        sa.Column("resets_at", moment(), nullable=True),
        sa.Column("updated_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("source", "day"),
        **MARIADB,
    )
    op.create_table(
        "artist_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", exact(16), nullable=False),
        sa.Column("source_id", exact(160), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("artist_name", sa.String(length=160), nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("artist_context", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", moment(), nullable=False),
        sa.Column("undone_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["artist_id"], ["artists.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_index("ix_artist_decisions_artist_id", "artist_decisions", ["artist_id"], unique=False)
    op.create_index("ix_artist_decisions_record", "artist_decisions", ["source", "source_id"], unique=False)

    op.create_table(
        "artist_merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", exact(120), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=False),
        sa.Column("lost", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", moment(), nullable=False),
        sa.Column("undone_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["artist_id"], ["artists.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_index("ix_artist_merges_artist_id", "artist_merges", ["artist_id"], unique=False)
    op.create_index("ix_artist_merges_slug", "artist_merges", ["slug"], unique=False)

    op.create_table(
        "artist_records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", exact(16), nullable=False),
        sa.Column("source_id", exact(160), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("name_key", exact(160), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("image_url", sa.String(length=1000), nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("factors", sa.JSON(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("scorer", sa.String(length=40), nullable=False),
        sa.Column("decided_by", sa.String(length=16), nullable=False),
        sa.Column("decided_at", moment(), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", moment(), nullable=False),
        sa.Column("last_seen_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["artist_id"], ["artists.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "source_id", name="uq_artist_records"),
        **MARIADB,
    )
    op.create_index("ix_artist_records_artist_id", "artist_records", ["artist_id"], unique=False)
    op.create_index("ix_artist_records_name_key", "artist_records", ["name_key"], unique=False)
    op.create_index("ix_artist_records_state", "artist_records", ["state", "confidence"], unique=False)

    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("subject_id", sa.String(length=160), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_index("ix_audit_log_at", "audit_log", ["at"], unique=False)
    op.create_index("ix_audit_log_subject", "audit_log", ["subject", "subject_id"], unique=False)

    op.create_table(
        "availability_slots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", moment(), nullable=False),
        sa.Column("ends_at", moment(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("notes", sa.String(length=500), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("updated_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["venue_id"], ["venues.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_index("ix_availability_slots", "availability_slots", ["venue_id", "starts_at"], unique=False)

    op.create_table(
        "djs",
        sa.Column("dj_id", sa.Integer(), nullable=False),
        sa.Column("slug", exact(120), nullable=False),
        sa.Column("dj_name", sa.String(length=160), nullable=False),
        sa.Column("name_key", exact(160), nullable=False),
        sa.Column("instagram", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("genres", sa.JSON(), nullable=False),
        sa.Column("genre_keys", exact(255), nullable=False),
        sa.Column("soundcloud", sa.String(length=200), nullable=False),
        sa.Column("mixcloud", sa.String(length=120), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("city_key", exact(80), nullable=False),
        sa.Column("dj_fee", sa.String(length=80), nullable=False),
        sa.Column("numeric_fee", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("about", sa.String(length=2000), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("updated_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["artist_id"], ["artists.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("dj_id"),
        sa.UniqueConstraint("name_key", "city_key", name="uq_djs_identity"),
        sa.UniqueConstraint("slug"),
        **MARIADB,
    )
    op.create_index("ix_djs_artist_id", "djs", ["artist_id"], unique=False)
    op.create_index("ix_djs_city_key", "djs", ["city_key"], unique=False)

    op.create_table(
        "event_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", exact(160), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
        **MARIADB,
    )
    op.create_index("ix_event_series_owner_id", "event_series", ["owner_id"], unique=False)

    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("filename", sa.String(length=160), nullable=False),
        sa.Column("rows", long_text(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("expires_at", moment(), nullable=False),
        sa.Column("applied_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_index("ix_imports_user_id", "imports", ["user_id"], unique=False)

    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", exact(40), nullable=False),
        sa.Column("about", exact(120), nullable=False),
        sa.Column("slot", exact(170), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("holder", exact(80), nullable=False),
        sa.Column("lease_until", moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("problem", sa.String(length=500), nullable=False),
        sa.Column("asked_by", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("run_at", moment(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("started_at", moment(), nullable=True),
        sa.Column("finished_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slot"),
        **MARIADB,
    )
    op.create_index("ix_jobs_kind", "jobs", ["kind", "id"], unique=False)
    op.create_index("ix_jobs_state", "jobs", ["state", "run_at"], unique=False)

    op.create_table(
        "mixes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", exact(200), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("image_url", sa.String(length=1000), nullable=False),
        sa.Column("genres", sa.JSON(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("plays", sa.Integer(), nullable=True),
        sa.Column("published_at", moment(), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("seen_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["artist_id"], ["artists.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        **MARIADB,
    )
    op.create_index("ix_mixes_artist", "mixes", ["artist_id", "published_at"], unique=False)

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

    op.create_table(
        "setlists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", exact(40), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("venue", sa.String(length=160), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("tour", sa.String(length=160), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("songs", sa.JSON(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("changed_at", moment(), nullable=True),
        sa.Column("seen_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["artist_id"], ["artists.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source_id"),
        **MARIADB,
    )
    op.create_index("ix_setlists_artist", "setlists", ["artist_id", "day"], unique=False)

    op.create_table(
        "user_followed_artists",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["artist_id"], ["artists.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "artist_id"),
        **MARIADB,
    )
    op.create_index("ix_user_followed_artists_artist_id", "user_followed_artists", ["artist_id"], unique=False)

    op.create_table(
        "venue_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("digest", exact(64), nullable=False),
        sa.Column("caption", sa.String(length=160), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["venue_id"], ["venues.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("venue_id", "digest", name="uq_venue_photos"),
        **MARIADB,
    )
    op.create_table(
        "contact_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dj_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=160), nullable=False),
        sa.Column("body", sa.String(length=4000), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["dj_id"], ["djs.dj_id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_index("ix_contact_messages_dj_id", "contact_messages", ["dj_id"], unique=False)
    op.create_index("ix_contact_messages_user", "contact_messages", ["user_id", "created_at"], unique=False)

    op.create_table(
        "event_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("told_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_index("ix_event_changes_event", "event_changes", ["event_id", "at"], unique=False)
    op.create_index("ix_event_changes_told", "event_changes", ["told_at"], unique=False)

    op.create_table(
        "event_views",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("viewer", exact(32), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "day", "viewer"),
        **MARIADB,
    )
    op.create_table(
        "local_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", exact(120), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("updated_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["series_id"], ["event_series.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source_id"),
        **MARIADB,
    )
    op.create_index("ix_local_events_owner_id", "local_events", ["owner_id"], unique=False)
    op.create_index("ix_local_events_series_id", "local_events", ["series_id"], unique=False)

    op.create_table(
        "ticket_clicks",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("source", exact(16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("viewer", exact(32), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "source", "day", "viewer"),
        **MARIADB,
    )
    op.create_table(
        "listing_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("decided_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["one_id"], ["event_sources.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other_id"], ["event_sources.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("one_id", "other_id", name="uq_listing_pairs"),
        **MARIADB,
    )
    op.create_index("ix_listing_pairs_other_id", "listing_pairs", ["other_id"], unique=False)
    op.create_index("ix_listing_pairs_state", "listing_pairs", ["state", "score"], unique=False)

    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("closed_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["pair_id"], ["listing_pairs.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_index("ix_reports_state", "reports", ["state", "created_at"], unique=False)
    op.create_index("ix_reports_user_id", "reports", ["user_id"], unique=False)
    op.create_index("ix_reports_pair_id", "reports", ["pair_id"], unique=False)

    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("field", exact(16), nullable=False),
        sa.Column("value", sa.String(length=255), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["event_sources.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("listing_id", "field", name="uq_corrections"),
        **MARIADB,
    )

    op.add_column("artists", sa.Column("country", sa.String(length=2), nullable=False, server_default=""))
    op.add_column("artists", sa.Column("kind", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("artists", sa.Column("disambiguation", sa.String(length=160), nullable=False, server_default=""))
    op.add_column("artists", sa.Column("about", long_text(), nullable=False, server_default=""))
    op.add_column("artists", sa.Column("image_url", sa.String(length=1000), nullable=False, server_default=""))
    op.add_column("artists", sa.Column("links", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("artists", sa.Column("told_by", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("artists", sa.Column("sample", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("artists", sa.Column("bandsintown_id", exact(40), nullable=True))
    op.add_column("artists", sa.Column("mixcloud_key", exact(120), nullable=True))
    op.add_column("artists", sa.Column("last_synced_at", moment(), nullable=True))
    op.add_column("artists", sa.Column("setlists_at", moment(), nullable=True))
    op.create_index("ix_artists_bandsintown_id", "artists", ["bandsintown_id"], unique=False)
    op.create_index("ix_artists_mixcloud_key", "artists", ["mixcloud_key"], unique=False)

    op.add_column("venues", sa.Column("address", sa.String(length=255), nullable=False, server_default=""))
    op.add_column("venues", sa.Column("phone", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("venues", sa.Column("about", sa.String(length=4000), nullable=False, server_default=""))
    op.add_column("venues", sa.Column("amenities", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("venues", sa.Column("access", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("venues", sa.Column("access_checked_on", sa.Date(), nullable=True))
    op.add_column("venues", sa.Column("genre_focus", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("venues", sa.Column("closed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("venues", sa.Column("updated_at", moment(), nullable=True))


def downgrade() -> None:
    op.drop_column("venues", "updated_at")
    op.drop_column("venues", "closed")
    op.drop_column("venues", "genre_focus")
    op.drop_column("venues", "access_checked_on")
    op.drop_column("venues", "access")
    op.drop_column("venues", "amenities")
    op.drop_column("venues", "about")
    op.drop_column("venues", "phone")
    op.drop_column("venues", "address")

    op.drop_index("ix_artists_mixcloud_key", table_name="artists")
    op.drop_index("ix_artists_bandsintown_id", table_name="artists")
    op.drop_column("artists", "setlists_at")
    op.drop_column("artists", "last_synced_at")
    op.drop_column("artists", "mixcloud_key")
    op.drop_column("artists", "bandsintown_id")
    op.drop_column("artists", "sample")
    op.drop_column("artists", "told_by")
    op.drop_column("artists", "links")
    op.drop_column("artists", "image_url")
    op.drop_column("artists", "about")
    op.drop_column("artists", "disambiguation")
    op.drop_column("artists", "kind")
    op.drop_column("artists", "country")

    op.drop_table("corrections")
    op.drop_table("reports")
    op.drop_table("listing_pairs")
    op.drop_table("ticket_clicks")

    op.drop_table("local_events")
    op.drop_table("event_views")

    op.drop_table("event_changes")

    op.drop_table("contact_messages")
    op.drop_table("venue_photos")

    op.drop_table("user_followed_artists")

    op.drop_table("setlists")

    op.drop_table("notices")

    op.drop_table("mixes")

    op.drop_table("jobs")

    op.drop_table("imports")

    op.drop_table("event_series")

    op.drop_table("djs")

    op.drop_table("availability_slots")

    op.drop_table("audit_log")

    op.drop_table("artist_records")
    op.drop_table("artist_merges")

    op.drop_table("artist_decisions")
    op.drop_table("place_listings")
    op.drop_table("source_places")
    op.drop_column("quarantine", "field")
    op.drop_column("ingest_state", "report")
    op.drop_column("ingest_state", "tried_at")
    op.drop_table("source_use")

    op.drop_table("pictures")

    op.drop_table("ops_alerts")
    op.drop_table("model_versions")
