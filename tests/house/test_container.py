"""The container: who looks after it hears within a quarter of a minute that it does not answer, and nothing is lost."""

import re

from wtc.settings import ROOT


def test_its_health_is_looked_at_every_fifteen_seconds() -> None:
    """WTC-136."""
    told = (ROOT / "Dockerfile").read_text()
    check = re.search(r"HEALTHCHECK --interval=(\d+)s.*\n?.*", told)
    assert check is not None
    assert int(check[1]) == 15
    assert "/health" in check[0]


def test_what_was_learned_outlives_the_container() -> None:
    """WTC-136: models are rows of the database, which stands in a volume."""
    assert "DATA_DIR=/data" in (ROOT / "Dockerfile").read_text()
    assert 'volumes: ["data:/data"]' in (ROOT / "compose.yaml").read_text()
