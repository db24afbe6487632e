"""A real, empty database for every test that asks for one: SQLite always, MariaDB too when it answers."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

os.environ.setdefault("JWT_SECRET", "only-for-tests-" + "x" * 32)
os.environ.setdefault("RATE_LIMIT_MAX", "100000")

from alembic import command
from alembic.config import Config

from tests.catalogue import Catalogue
from wtc import db
from wtc.flows.kept import CATALOGUE
from wtc.gateways import passwords
from wtc.services import gallery
from wtc.settings import ROOT, settings

# The build draws the same examples every time, so that it fails for a change and not by luck; at home they are fresh.
hypothesis.settings.register_profile("build", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("build")

MARIADB = os.environ.get("TEST_MARIADB_URL", "mysql+pymysql://root@127.0.0.1:3306")


_dear = passwords._hasher


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> None:
    """Tests hash thousands of passwords, and few mind what one costs: those ask for ``dear_passwords``."""
    passwords._hasher = _dear.using(memory_cost=512, rounds=1)


@pytest.fixture
def dear_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", _dear)


def mariadb_answers() -> bool:
    try:
        with create_engine(MARIADB, connect_args={"connect_timeout": 2}).connect():
            return True
    except OperationalError:
        return False


ENGINES = ["sqlite", *(["mariadb"] if mariadb_answers() else [])]


def pytest_report_header() -> str:
    return "databases: " + ", ".join(ENGINES) + ("" if "mariadb" in ENGINES else " (MariaDB does not answer: skipped)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "database" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.database)


def migrate(engine: Engine, to: str = "head") -> None:
    config = Config(str(ROOT / "alembic.ini"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        connection.commit()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file, copied for every test."""
    path = tmp_path_factory.mktemp("template") / "wtc.db"
    engine = db.open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def mariadb_template() -> Iterator[str]:
    """The address of a migrated MariaDB database of this test run's own, emptied between tests."""
    name = f"wtc_test_{uuid.uuid4().hex[:10]}"
    server = create_engine(MARIADB)
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"))
    engine = db.open_engine(f"{MARIADB}/{name}")
    migrate(engine)
    engine.dispose()
    yield f"{MARIADB}/{name}"
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty migrated database behind ``wtc.db`` for this test, once on each engine that answers."""
    if request.param == "sqlite":
        path = tmp_path / "wtc.db"
        path.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
        address = f"sqlite:///{path}"
    else:
        address = request.getfixturevalue("mariadb_template")
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    settings.cache_clear()
    db.engine.cache_clear()
    engine = db.engine()
    CATALOGUE.forget()
    gallery.forget()
    yield engine
    if request.param == "mariadb":
        _empty(engine)
    engine.dispose()
    db.engine.cache_clear()
    settings.cache_clear()


def _empty(engine: Engine) -> None:
    with engine.connect() as connection:
        tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        filled = " UNION ALL ".join(
            f"SELECT '{table}' FROM DUAL WHERE EXISTS (SELECT 1 FROM `{table}`)" for table in tables
        )
        connection.execute(text("SET FOREIGN_KEY_CHECKS = 0"))
        for table in connection.execute(text(filled)).scalars().all():
            connection.execute(text(f"DELETE FROM `{table}`"))
        connection.execute(text("SET FOREIGN_KEY_CHECKS = 1"))
        connection.commit()


@pytest.fixture
def session(database: Engine) -> Iterator[Session]:
    """A session in one transaction on the test's database."""
    with db.writing() as opened:
        yield opened


@pytest.fixture
def catalogue(database: Engine) -> Iterator[Catalogue]:
    """Adds gigs straight to the tables: ``catalogue.gig("Lankum", city="Galway", hours=26)``."""
    with Session(database) as opened:
        yield Catalogue(opened)
