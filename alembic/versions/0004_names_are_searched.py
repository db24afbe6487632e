"""names are searched: the full-text index of each database, and indexes that answer lists by themselves.

SQLite: an FTS5 table over ``events.names`` kept in step by triggers. It takes bytes above ASCII as letters, because the
names are folded already. MariaDB: a FULLTEXT index over a stored column that writes 'zz' before every word, because the
server leaves out words of one or two letters and stopwords ('the', 'of', 'u2').
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE VIRTUAL TABLE event_words USING fts5(names, content='events', content_rowid='id', detail='none',"
    " prefix='1 2 3', tokenize=\"ascii tokenchars '_'\")",
    "INSERT INTO event_words(event_words) VALUES ('rebuild')",
    "CREATE TRIGGER event_words_added AFTER INSERT ON events BEGIN"
    " INSERT INTO event_words(rowid, names) VALUES (new.id, new.names); END",
    "CREATE TRIGGER event_words_removed AFTER DELETE ON events BEGIN"
    " INSERT INTO event_words(event_words, rowid, names) VALUES ('delete', old.id, old.names); END",
    "CREATE TRIGGER event_words_changed AFTER UPDATE OF id, names ON events"
    " WHEN old.names <> new.names OR old.id <> new.id BEGIN"
    " INSERT INTO event_words(event_words, rowid, names) VALUES ('delete', old.id, old.names);"
    " INSERT INTO event_words(rowid, names) VALUES (new.id, new.names); END",
)
SQLITE_BACK = (
    "DROP TRIGGER event_words_changed",
    "DROP TRIGGER event_words_removed",
    "DROP TRIGGER event_words_added",
    "DROP TABLE event_words",
)
MARIADB = (
    "ALTER TABLE events ADD COLUMN words MEDIUMTEXT"
    " GENERATED ALWAYS AS (CONCAT('zz', REPLACE(names, ' ', ' zz'))) PERSISTENT",
    "CREATE FULLTEXT INDEX ft_events_words ON events (words)",
)
MARIADB_BACK = ("DROP INDEX ft_events_words ON events", "ALTER TABLE events DROP COLUMN words")

WIDER = {
    "ix_events_city_sort": (["city_key", "sort_at"], ["city_key", "sort_at", "status"]),
    "ix_events_family_sort": (["family", "sort_at"], ["family", "sort_at", "status"]),
    "ix_events_sort_at": (["sort_at"], ["sort_at", "status", "city_key", "family", "source_mask"]),
}
NARROW = ["id", "sort_at", "status", "city_key", "family", "source_mask", "price_low"]


def upgrade() -> None:
    for name, (_, columns) in WIDER.items():
        op.drop_index(name, table_name="events")
        op.create_index(name, "events", columns)
    op.create_index("ix_events_narrow", "events", NARROW)
    run(SQLITE, MARIADB)


def downgrade() -> None:
    run(SQLITE_BACK, MARIADB_BACK)
    op.drop_index("ix_events_narrow", table_name="events")
    for name, (columns, _) in WIDER.items():
        op.drop_index(name, table_name="events")
        op.create_index(name, "events", columns)


def run(on_sqlite: tuple[str, ...], on_mariadb: tuple[str, ...]) -> None:
    for statement in on_sqlite if op.get_bind().dialect.name == "sqlite" else on_mariadb:
        op.execute(statement)
