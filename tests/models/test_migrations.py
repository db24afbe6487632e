"""Migrations go up, down and up again, and say what the models say."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine
from sqlmodel import SQLModel

from wtc.models import modelled
from wtc.settings import ROOT


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
