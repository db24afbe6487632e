"""The crowd in the house: settled once, on samples alone, never signed in or written to, and gone without a trace."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.catalogue import NOW, Catalogue
from tests.crowd import nights as made
from wtc import db
from wtc.domain.experiments import FIRST
from wtc.errors import CraicError, Invalid
from wtc.flows import crowd
from wtc.ml import bundles
from wtc.ml.taste import RANKERS, Items, World
from wtc.services import accounts, experiments, notifications, recommenders, resets, serving, sessions
from wtc.services import crowd as rows
from wtc.shapes.crowd import CrowdReport
from wtc.shapes.recommenders import CROWD, Trained

MADE = ("users", "ml_interactions", "ml_feedback", "user_saved_events", "user_followed_artists", "user_preferences")


@pytest.fixture
def nights(catalogue: Catalogue) -> None:
    made(catalogue, 36)
    for number in range(4):
        catalogue.gig(f"A real one {number}", hours=50.0)


@pytest.fixture(autouse=True)
def fresh(database: Engine) -> Iterator[None]:
    serving.forget()
    yield
    serving.forget()


async def settle(users: int = 60) -> CrowdReport:
    return await crowd.load(NOW, users=users, days=60)


def found(database: Engine, question: str) -> list[tuple[Any, ...]]:
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def many(database: Engine, table: str) -> int:
    with database.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.mark.usefixtures("nights")
async def test_again_changes_nothing_and_more_adds_the_missing(database: Engine) -> None:
    first = await settle()
    assert (first.visitors, first.added) == (60, 60)
    assert first.impressions > 500
    assert first.feedback > 100
    assert first.saves > 20
    stood = {table: many(database, table) for table in MADE}
    assert (await settle()).added == 0
    assert {table: many(database, table) for table in MADE} == stood
    more = await settle(80)
    assert (more.visitors, more.added) == (80, 20)


@pytest.mark.usefixtures("nights")
async def test_only_sample_nights_are_touched(database: Engine) -> None:
    await settle()
    for table in ("ml_interactions", "ml_feedback", "user_saved_events"):
        real = f"{table} WHERE event_id IN (SELECT id FROM events WHERE NOT sample)"
        assert many(database, real) == 0
    assert many(database, "ml_interactions WHERE propensity <= 0 OR propensity > 1") == 0
    saved = many(database, "ml_feedback WHERE action = 'save'")
    assert saved == many(database, "user_saved_events") > 0


@pytest.mark.usefixtures("nights")
async def test_nobody_signs_in_as_one_of_them_and_nobody_writes_to_them(database: Engine) -> None:
    await settle()
    email = rows.address(4, 1)
    user = next(one.user_id for one in db.read(rows.members) if one.number == 1)
    assert db.read(accounts.credentials, email) is None
    assert not db.write(resets.grant, email=email, token_hash="x" * 64, link="/", now=NOW)
    begin = {"user_id": user, "password_hash": rows.NO_PASSWORD, "token_hash": "y" * 64, "replaces": "", "now": NOW}
    with pytest.raises(CraicError):
        db.write(sessions.begin, **begin)
    with pytest.raises(CraicError):
        db.write(accounts.set_role, email, accounts.Role.ADMIN, now=NOW)
    words = {"kind": "news", "title": "News", "body": "", "href": "/", "link": "https://site.example/"}
    assert db.write(notifications.tell, [user], "a key", now=NOW, **words) == 0
    for table in ("outbox", "notifications", "sessions", "password_resets"):
        assert many(database, table) == 0


@pytest.mark.usefixtures("nights")
async def test_it_goes_without_a_trace_and_people_stay(database: Engine) -> None:
    person = db.write(accounts.create, name="Ann", email="ann@site.example", password_hash="x", now=NOW)
    with database.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO user_saved_events (user_id, event_id, created_at) SELECT :who, min(id), :now FROM events"
            ),
            {"who": person.id, "now": NOW.replace(tzinfo=None)},
        )
    await settle()
    assert await crowd.reset() == 60
    assert [many(database, table) for table in MADE] == [1, 0, 0, 1, 0, 0]
    assert await crowd.reset() == 0


@pytest.mark.usefixtures("nights")
async def test_a_hidden_taste_is_found_again_by_address() -> None:
    await settle(5)
    assert [(one.seed, one.number) for one in db.read(rows.members)] == [(4, number) for number in range(1, 6)]


def model() -> None:
    """The crowd's model, with a quick ranker in the place of each."""
    quick = [RANKERS[name].fit(World(items=Items.of([1]), now=0.0), ()) for name in ("popularity", "content")]
    arms = {arm.ranker: quick[arm.ranker != "popularity"] for arm in FIRST.arms}
    more = {"samples": {}, "metrics": {}, "code_version": "", "passed": True, "note": ""}
    db.write(recommenders.keep, Trained(kind=CROWD, body=bundles.pack(arms), **more), now=NOW)


@pytest.mark.usefixtures("nights")
async def test_everybody_is_shown_the_list_of_their_arm_once(database: Engine) -> None:
    await settle()
    db.write(experiments.seed, now=NOW - timedelta(days=1))
    with pytest.raises(Invalid, match="train --crowd"):
        await crowd.visit(NOW)
    model()
    assert await crowd.visit(NOW) == 60
    assert await crowd.visit(NOW) == 0
    assert many(database, "ab_assignments WHERE synthetic") == many(database, "ab_assignments") == 60
    assert len(found(database, "SELECT DISTINCT variant FROM ab_assignments")) == 5
    shown = "SELECT DISTINCT experiment_id, model_version, surface, propensity FROM ml_interactions WHERE variant <> ''"
    assert found(database, shown) == [(FIRST.id, "crowd-1", "feed", 0.2)]
    said = (
        "ab_assignments a WHERE EXISTS (SELECT 1 FROM ml_feedback f WHERE f.user_id = a.user_id"
        " AND f.experiment_id = a.experiment_id AND f.action IN ('save', 'click'))"
    )
    assert many(database, "ab_assignments WHERE converted_at IS NOT NULL") == many(database, said) > 10
    assert many(database, "ab_assignments WHERE converted_at < exposed_at") == 0
    assert many(database, "ml_feedback WHERE action = 'save'") == many(database, "user_saved_events")
    real = "ml_interactions WHERE event_id IN (SELECT id FROM events WHERE NOT sample)"
    assert many(database, real) == 0


async def test_without_samples_there_is_nothing_to_look_at(catalogue: Catalogue) -> None:
    catalogue.gig("A real one")
    with pytest.raises(Invalid, match="demo first"):
        await settle()
