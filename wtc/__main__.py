"""The command line: ``python -m wtc COMMAND``."""

import typer

from wtc.commands.demo import demo
from wtc.commands.doctor import doctor, openapi
from wtc.commands.ingest import ingest
from wtc.commands.renormalise import renormalise
from wtc.commands.roles import admin, role
from wtc.commands.serve import build, migrate, serve

cli = typer.Typer(name="wtc", no_args_is_help=True, help="WhatsTheCraic: live music in Ireland.")
for command in (serve, build, migrate, ingest, renormalise, demo, doctor, openapi, admin, role):
    cli.command()(command)

if __name__ == "__main__":
    cli()
