"""Migrations go up, down and up again, and say what the models say."""

from datetime import UTC, date, datetime

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, text
from sqlmodel import SQLModel

from wtc import db
from wtc.models import modelled
from wtc.services import engine, placing
from wtc.settings import ROOT
from wtc.shapes.events import ListedArtist, ListedVenue, Listing


def test_migrations_equal_the_models(database: Engine) -> None:
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": modelled})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_goes_down_and_up_again(database: Engine) -> None:
    config = Config(str(ROOT / "alembic.ini"))
    with database.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        command.upgrade(config, "head")
        connection.commit()


NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
KEPT = ("venues", "venue_aliases", "artists", "events", "event_sources", "event_artists", "users", "user_saved_events")


def fill() -> None:
    """A little of everything that a visitor would miss."""
    sound = [
        Listing(
            source=source,
            source_id="1",
            title="Róisín 🎉",
            url="https://t.example/1",
            day=date(2026, 11, 27),
            starts_at=datetime(2026, 11, 27, 20, tzinfo=UTC),
            venue=ListedVenue(name="Róisín Dubh", city="Galway"),
            artists=(ListedArtist(name="Róisín 🎉"),),
        )
        for source in ("ticketmaster", "dice")
    ]
    db.write(placing.seed, now=NOW)
    db.write(engine.store, sound, now=NOW)
    with db.writing() as session:
        session.execute(
            text(
                "INSERT INTO users (id, name, email, password_hash, role, created_at, updated_at) "
                "VALUES (1, 'Aoife', 'aoife@x.example', 'x', 1, '2026-01-01', '2026-01-01')"
            )
        )
        session.execute(
            text("INSERT INTO user_saved_events (user_id, event_id, created_at) SELECT 1, id, '2026-01-01' FROM events")
        )


def contents(connection: Connection) -> dict[str, list[tuple[str, ...]]]:
    """Every row of the tables that every revision has, by what the first revision knew of them."""
    shown = {
        "events": "id, slug, title, starts_at, status, names",
        "event_sources": "id, event_id, source, said, raw",
        "artists": "id, slug, name, name_key, genres, home_city, musicbrainz_id, spotify_id, ticketmaster_id",
        "venues": "id, slug, name, name_key, area, city, city_key, county, lat, lon, capacity, kind, website",
        "users": "id, name, email, password_hash, role, created_at, updated_at",
    }
    return {
        table: sorted(
            tuple(map(str, row)) for row in connection.execute(text(f"SELECT {shown.get(table, '*')} FROM {table}"))
        )
        for table in KEPT
    }


def test_every_step_down_and_up_again_keeps_the_rows(database: Engine) -> None:
    fill()
    config = Config(str(ROOT / "alembic.ini"))
    with database.connect() as connection:
        config.attributes["connection"] = connection
        before = contents(connection)
        assert all(before.values())
        for step in (command.downgrade, command.upgrade, command.downgrade, command.upgrade):
            step(config, "0001" if step is command.downgrade else "head")
            connection.commit()
            assert contents(connection) == before
