"""The scorer taught again: not by too little, never to do worse, and never from weights that were changed."""

import pytest
from sqlalchemy import Engine, insert, update
from sqlmodel import Session, select

from tests.services.mapping.test_settling import NOW
from wtc.db import read, write
from wtc.flows import mapping
from wtc.models.engine import ModelVersion
from wtc.queries.engine import ACTS
from wtc.queries.mapping import DECISIONS
from wtc.services.mapping import versions


def decide(session: Session, many: int) -> None:
    blank = {"genres": [], "links": {}, "told_by": {}, "home_city": "", "country": "", "kind": "", "disambiguation": ""}
    act = {"slug": "x", "name": "X", "name_key": "x", "about": "", "image_url": "", "sample": False, "created_at": NOW}
    number = session.execute(insert(ACTS).values(**blank, **act)).inserted_primary_key[0]
    for place in range(many):
        same = place % 2 == 0
        names = (f"Band {place} Oak", f"Band {place} Oak Live") if same else (f"Band {place} Oak", f"Band {place} Elm")
        row = {
            "source": "spotify",
            "source_id": str(place),
            "artist_id": number,
            "note": "",
            "confidence": 0.5,
            "at": NOW,
        }
        told = {"name": names[0], "artist_name": names[1], "context": {}, "artist_context": {}}
        session.execute(insert(DECISIONS).values(**row, **told, verdict="accept" if same else "reject"))


async def test_too_few_decisions_change_nothing_and_say_so(database: Engine) -> None:
    write(decide, 3)
    made = await mapping.retrain(NOW)
    assert not made.active
    assert made.words.startswith("3 of the 20 decisions")
    assert read(lambda session: session.exec(select(ModelVersion)).all()) == []


@pytest.mark.slow
async def test_decisions_teach_a_scorer_that_is_measured_kept_and_refused_once_changed(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapping, "GENERATED", 3_000)
    monkeypatch.setattr(mapping, "HELD", 500)
    monkeypatch.setattr(mapping, "SLACK", 1.0)
    mapping._made.cache_clear()
    write(decide, 24)
    made = await mapping.retrain(NOW)
    mapping._made.cache_clear()
    (kept,) = read(lambda session: session.execute(select(*ModelVersion.__table__.c)).all())
    assert (made.version, made.decisions, kept.samples) == (1, 24, 3_024)
    assert {"before", "after", "decisions", "decisions_before"} == kept.metrics.keys()
    write(lambda session: session.execute(update(ModelVersion).values(active=True)))
    assert read(versions.scorer).name == "trained"
    assert read(versions.card).name == "Version 1"
    write(lambda session: session.execute(update(ModelVersion).values(weights=kept.weights.replace("1", "2", 1))))
    assert read(versions.scorer).name.startswith("shipped")
    assert read(versions.card).problem
