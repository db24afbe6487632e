"""The commands of the demo: the crowd needs samples, comes and goes."""

import pytest
from sqlalchemy import Engine

from tests.catalogue import NOW, Catalogue
from tests.commands.test_roles import run
from wtc.settings import settings


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch, database: Engine) -> None:
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    settings.cache_clear()


def test_a_crowd_needs_something_to_look_at() -> None:
    done = run(["demo", "crowd", "--users", "5"])
    assert done.exit_code == 2
    assert "python -m wtc demo" in done.output


def test_a_crowd_comes_and_goes(catalogue: Catalogue) -> None:
    for number in range(5):
        catalogue.gig(f"Gig {number}", hours=50.0, sample=True)
    done = run(["demo", "crowd", "--users", "5"])
    assert done.exit_code == 0
    assert "Synthetic crowd" in done.output
    assert run(["demo", "crowd", "--reset"]).output.endswith("5 made-up visitors taken away\n")
