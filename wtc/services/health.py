"""Whether the database answers and stands on the newest migration."""

from sqlalchemy import text
from sqlmodel import Session


def revision(session: Session) -> str:
    """The migration the database stands on; empty when it was never migrated."""
    return session.connection().execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def connections(session: Session) -> int:
    """How many connections the database has open, ours and others'; 0 where there is no server to ask."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        return 0
    found = connection.execute(text("SHOW GLOBAL STATUS LIKE 'Threads_connected'")).first()
    return int(found[1]) if found else 0
