"""Preparing the house: once, twice, twice at the same time, and over an old database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from wtc.flows import start
from wtc.settings import ROOT


@pytest.fixture
def keyed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source with a key, so that no samples are loaded."""
    monkeypatch.setenv("TICKETMASTER_API_KEY", "x")


def rooms(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT COUNT(*) FROM venues")).scalar_one())


@pytest.mark.usefixtures("keyed")
def test_sows_once_however_often(database: Engine) -> None:
    start.prepare()
    first = rooms(database)
    start.prepare()
    assert rooms(database) == first >= 178


@pytest.mark.usefixtures("keyed")
def test_an_old_database_is_brought_up_in_place(database: Engine) -> None:
    config = Config(str(ROOT / "alembic.ini"))
    with database.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO users (name, email, password_hash, role, created_at, updated_at) "
                "VALUES ('Aoife', 'aoife@x.example', 'x', 1, '2026-01-01', '2026-01-01')"
            )
        )
        connection.commit()
    start.prepare()
    with database.connect() as connection:
        assert connection.execute(text("SELECT name FROM users")).scalars().all() == ["Aoife"]
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() >= "0003"


@pytest.mark.usefixtures("keyed")
def test_two_that_start_at_once_do_it_one_after_the_other(database: Engine) -> None:
    config = Config(str(ROOT / "alembic.ini"))
    with database.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        connection.commit()
    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(start.prepare) for _ in range(2)]:
            future.result()
    assert rooms(database) >= 178
