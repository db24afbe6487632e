"""Whether the database answers and stands on the newest migration."""

from sqlalchemy import text
from sqlmodel import Session


def revision(session: Session) -> str:
    """The migration the database stands on; empty when it was never migrated."""
    return session.connection().execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
