"""names in order of time: on SQLite the index numbers its rows by when events begin, and then by id.

The number is the minute of ``sort_at`` times 2^31 plus the id, so that the index itself gives matches soonest first,
and counts those of a span of time without a look at any event. On both databases the index by time answers counts,
prices and what is new by itself.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

DROP = (
    "DROP TRIGGER event_words_changed",
    "DROP TRIGGER event_words_removed",
    "DROP TRIGGER event_words_added",
    "DROP TABLE event_words",
)
UP = (
    "CREATE VIRTUAL TABLE event_words USING fts5(names, content='', detail='none', prefix='1 2 3',"
    " tokenize=\"ascii tokenchars '_'\")",
    "INSERT INTO event_words(rowid, names)"
    " SELECT CAST(strftime('%s', sort_at) AS INTEGER) / 60 * 2147483648 + id, names FROM events ORDER BY 1",
    "CREATE TRIGGER event_words_added AFTER INSERT ON events BEGIN"
    " INSERT INTO event_words(rowid, names)"
    " VALUES (CAST(strftime('%s', new.sort_at) AS INTEGER) / 60 * 2147483648 + new.id, new.names); END",
    "CREATE TRIGGER event_words_removed AFTER DELETE ON events BEGIN"
    " INSERT INTO event_words(event_words, rowid, names)"
    " VALUES ('delete', CAST(strftime('%s', old.sort_at) AS INTEGER) / 60 * 2147483648 + old.id, old.names); END",
    "CREATE TRIGGER event_words_changed AFTER UPDATE OF id, names, sort_at ON events"
    " WHEN old.names <> new.names OR old.id <> new.id OR old.sort_at <> new.sort_at BEGIN"
    " INSERT INTO event_words(event_words, rowid, names)"
    " VALUES ('delete', CAST(strftime('%s', old.sort_at) AS INTEGER) / 60 * 2147483648 + old.id, old.names);"
    " INSERT INTO event_words(rowid, names)"
    " VALUES (CAST(strftime('%s', new.sort_at) AS INTEGER) / 60 * 2147483648 + new.id, new.names); END",
)
DOWN = (
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


BY_TIME = ["sort_at", "status", "city_key", "family", "source_mask"]
MORE = ["city", "price_low", "price_high", "currency", "first_seen_at"]


def upgrade() -> None:
    run((*DROP, *UP))
    op.drop_index("ix_events_sort_at", table_name="events")
    op.create_index("ix_events_sort_at", "events", [*BY_TIME, *MORE])


def downgrade() -> None:
    op.drop_index("ix_events_sort_at", table_name="events")
    op.create_index("ix_events_sort_at", "events", BY_TIME)
    run((*DROP, *DOWN))


def run(statements: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in statements:
            op.execute(statement)
