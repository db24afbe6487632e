"""Runs migrations on whichever database the settings name; every table is known through ``wtc.models``."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from wtc.db import engine
from wtc.models import modelled
from wtc.models.columns import Moment


def in_words(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types as plain SQLAlchemy, so that an old migration never leans on today's code."""
    if kind == "type" and isinstance(item, Moment):
        return 'sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")'
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        compare_type=True,
        render_item=in_words,
        include_object=modelled,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with engine().connect() as fresh:
        run(fresh)
        fresh.commit()
