"""taste and experiments: feedback, what was shown, lists, dials, Spotify, trends, model arrays and fair comparisons"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0007"
down_revision = "0006"
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


def piece() -> sa.types.TypeEngine:
    """A megabyte of bytes."""
    return sa.LargeBinary().with_variant(mysql.MEDIUMBLOB(), "mysql", "mariadb")


def upgrade() -> None:
    op.create_table(
        "trending",
        sa.Column("subject", exact(16), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("saves", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("decay", sa.Float(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("week_before", sa.Integer(), nullable=False),
        sa.Column("change", sa.Float(), nullable=True),
        sa.Column("city_key", exact(80), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "subject_id"),
        **MARIADB,
    )
    op.create_index("ix_trending_score", "trending", ["subject", "score"], unique=False)

    op.create_table(
        "ab_experiments",
        sa.Column("id", exact(64), nullable=False),
        sa.Column("slot", exact(16), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("about", sa.String(length=1000), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("arms", sa.JSON(), nullable=False),
        sa.Column("control", sa.String(length=24), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("least", sa.Float(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("started_at", moment(), nullable=False),
        sa.Column("ended_at", moment(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("winner", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["ended_by"], ["users.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slot"),
        **MARIADB,
    )
    op.create_table(
        "model_parts",
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", piece(), nullable=False),
        sa.ForeignKeyConstraint(["model_id"], ["model_versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("model_id", "place"),
        **MARIADB,
    )
    op.create_table(
        "model_predictions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("surface", sa.String(length=24), nullable=False),
        sa.Column("ranker", sa.String(length=24), nullable=False),
        sa.Column("variant", sa.String(length=24), nullable=False),
        sa.Column("experiment_id", exact(64), nullable=False),
        sa.Column("model_version", sa.String(length=40), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.Column("cached", sa.Boolean(), nullable=False),
        sa.Column("latency_ms", sa.Float(), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        **MARIADB,
    )
    op.create_index("ix_model_predictions_at", "model_predictions", ["at"], unique=False)
    op.create_index("ix_model_predictions_user_id", "model_predictions", ["user_id"], unique=False)

    op.create_table(
        "recommendation_cache",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", exact(64), nullable=False),
        sa.Column("model_version", sa.String(length=40), nullable=False),
        sa.Column("body", long_text(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("expires_at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "key"),
        **MARIADB,
    )
    op.create_index("ix_recommendation_cache_expires", "recommendation_cache", ["expires_at"], unique=False)

    op.create_table(
        "taste_artists",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("source", exact(16), nullable=False),
        sa.Column("name_key", exact(160), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("artist_id", sa.Integer(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("how", sa.String(length=80), nullable=False),
        sa.Column("genres", sa.JSON(), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["artist_id"], ["artists.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "source", "name_key"),
        **MARIADB,
    )
    op.create_index("ix_taste_artists_artist_id", "taste_artists", ["artist_id"], unique=False)

    op.create_table(
        "taste_dials",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("factor", exact(64), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "factor"),
        **MARIADB,
    )
    op.create_table(
        "user_spotify",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("spotify_user_id", exact(128), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("access_token", long_text(), nullable=False),
        sa.Column("refresh_token", long_text(), nullable=False),
        sa.Column("scopes", sa.String(length=255), nullable=False),
        sa.Column("token_expires_at", moment(), nullable=True),
        sa.Column("connected_at", moment(), nullable=False),
        sa.Column("consent_ends_at", moment(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("problem", sa.String(length=255), nullable=False),
        sa.Column("top_artists", sa.JSON(), nullable=False),
        sa.Column("top_genres", sa.JSON(), nullable=False),
        sa.Column("training", sa.Boolean(), nullable=False),
        sa.Column("last_synced_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id"),
        **MARIADB,
    )
    op.create_table(
        "spent_states",
        sa.Column("state_hash", exact(64), nullable=False),
        sa.Column("expires_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("state_hash"),
        **MARIADB,
    )
    op.create_table(
        "ab_assignments",
        sa.Column("experiment_id", exact(64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=24), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("exposed_at", moment(), nullable=False),
        sa.Column("converted_at", moment(), nullable=True),
        sa.Column("hid_at", moment(), nullable=True),
        sa.ForeignKeyConstraint(["experiment_id"], ["ab_experiments.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("experiment_id", "user_id"),
        **MARIADB,
    )
    op.create_index("ix_ab_assignments_exposed", "ab_assignments", ["experiment_id", "exposed_at"], unique=False)
    op.create_index("ix_ab_assignments_user_id", "ab_assignments", ["user_id"], unique=False)

    op.create_table(
        "ml_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("slot", exact(48), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("surface", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("variant", sa.String(length=24), nullable=False),
        sa.Column("experiment_id", exact(64), nullable=False),
        sa.Column("model_version", sa.String(length=40), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "event_id", "slot", name="uq_ml_feedback"),
        **MARIADB,
    )
    op.create_index("ix_ml_feedback_at", "ml_feedback", ["at"], unique=False)
    op.create_index("ix_ml_feedback_event_id", "ml_feedback", ["event_id"], unique=False)
    op.create_index("ix_ml_feedback_user", "ml_feedback", ["user_id", "at"], unique=False)

    op.create_table(
        "ml_interactions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("surface", exact(24), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=24), nullable=False),
        sa.Column("experiment_id", exact(64), nullable=False),
        sa.Column("model_version", sa.String(length=40), nullable=False),
        sa.Column("propensity", sa.Float(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("at", moment(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "event_id", "surface", "day", name="uq_ml_interactions"),
        **MARIADB,
    )
    op.create_index("ix_ml_interactions_at", "ml_interactions", ["at"], unique=False)
    op.create_index("ix_ml_interactions_event_id", "ml_interactions", ["event_id"], unique=False)
    op.add_column("model_versions", sa.Column("code_version", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("model_versions", sa.Column("window_start", moment(), nullable=True))
    op.add_column("model_versions", sa.Column("window_end", moment(), nullable=True))
    op.add_column("model_versions", sa.Column("note", sa.String(length=255), nullable=False, server_default=""))
    op.add_column("user_preferences", sa.Column("profiling", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("users", sa.Column("synthetic", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("users", "synthetic")
    op.drop_column("user_preferences", "profiling")
    op.drop_column("model_versions", "note")
    op.drop_column("model_versions", "window_end")
    op.drop_column("model_versions", "window_start")
    op.drop_column("model_versions", "code_version")
    op.drop_table("ml_interactions")
    op.drop_table("ml_feedback")
    op.drop_table("ab_assignments")
    op.drop_table("spent_states")
    op.drop_table("user_spotify")
    op.drop_table("taste_dials")
    op.drop_table("taste_artists")
    op.drop_table("recommendation_cache")
    op.drop_table("model_predictions")
    op.drop_table("model_parts")
    op.drop_table("ab_experiments")
    op.drop_table("trending")
