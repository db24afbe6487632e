"""What is wanted, counted from real tables: nothing multiplies, nothing mixes, one swap, one event anew."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, insert, select
from sqlmodel import Session, SQLModel

from tests import taste as fans
from tests.catalogue import NOW, Catalogue
from wtc import db
from wtc.services import taste, trending

_tables = SQLModel.metadata.tables


def look(catalogue: Catalogue, event: int, many: int, days_ago: int = 1) -> None:
    for viewer in range(many):
        row = {"event_id": event, "day": (NOW - timedelta(days=days_ago)).date(), "viewer": f"v{viewer}"}
        catalogue.session.execute(insert(_tables["event_views"]), row)
    catalogue.session.commit()


def recount(catalogue: Catalogue) -> dict[str, int]:
    with db.writing() as session:
        return trending.recount(session, now=NOW)


def scores(what: str = "event", **more: object) -> dict[int, tuple[int, int, int, float, float]]:
    with db.reading() as session:
        page = trending.page(session, what, now=NOW, limit=100, **more)  # type: ignore[arg-type]
    found = [(each.event.id, each.trend) for each in page.events] or [(e.artist.id, e.trend) for e in page.artists]
    return {one: (it.views, it.saves, it.people, it.decay, it.score) for one, it in found}


TWELVE = (
    # days until the night, views, savers, others who gave a thumb up; the sum worked out by hand
    (1, 10, 0, 0, 6.0),
    (3, 0, 2, 0, 2.8),
    (6, 4, 1, 1, 4.4),
    (7, 1, 0, 0, 0.6),
    (8, 1, 0, 0, 0.45),
    (20, 10, 3, 0, 7.65),
    (29, 0, 4, 2, 5.1),
    (31, 6, 2, 0, 3.2),
    (60, 0, 5, 0, 3.5),
    (89, 3, 0, 3, 1.8),
    (91, 20, 5, 0, 4.75),
    (200, 8, 0, 1, 1.35),
)


def test_twelve_nights_score_what_they_score_by_hand(catalogue: Catalogue) -> None:
    people = [fans.fan(catalogue, f"fan{n}@example.org") for n in range(6)]
    wanted: dict[int, float] = {}
    for number, (days, views, savers, ups, by_hand) in enumerate(TWELVE):
        gig = catalogue.gig(f"Act {number}", hours=24 * days - 1)
        look(catalogue, gig, views)
        for each in people[:savers]:
            fans.save(catalogue, each, gig, at=NOW - timedelta(days=2))
            fans.say(catalogue, each, gig, "click")  # the same person: counted once
        for each in people[savers : savers + ups]:
            fans.say(catalogue, each, gig, "up")
        wanted[gig] = by_hand
    recount(catalogue)
    counted = scores()
    assert {gig: score for gig, (*_, score) in counted.items()} == pytest.approx(wanted)
    assert list(counted) == sorted(wanted, key=lambda gig: -wanted[gig])
    assert sorted(score for *_, score in scores("artist").values()) == pytest.approx(sorted(wanted.values()))


def test_views_saves_and_people_of_an_act_are_not_multiplied_by_its_dates(catalogue: Catalogue) -> None:
    one, other = catalogue.gig("Lankum", hours=26), catalogue.gig("Lankum", hours=400)
    una, brid = fans.fan(catalogue, "una@example.org"), fans.fan(catalogue, "brid@example.org")
    look(catalogue, one, 3)
    look(catalogue, other, 2)
    fans.save(catalogue, una, one, other)
    fans.say(catalogue, una, one, "click")
    fans.follow(catalogue, brid, catalogue.acts["Lankum"])
    recount(catalogue)
    # five views; two saves and one follow; two people; by the nearer date
    assert scores("artist") == {catalogue.acts["Lankum"]: (5, 3, 2, 2.0, pytest.approx((1.5 + 1.2 + 0.6) * 2))}


def test_the_crowd_counts_only_when_asked_and_only_on_samples(catalogue: Catalogue) -> None:
    sample, real = catalogue.gig("Sample night", sample=True), catalogue.gig("Real night")
    fake = fans.fan(catalogue, "00001.seed1@crowd.invalid", synthetic=True)
    fans.save(catalogue, fake, sample, real)
    fans.say(catalogue, fake, sample, "click")
    recount(catalogue)
    assert scores() == {}
    assert scores(crowd=True) == {sample: (1, 1, 1, 2.0, pytest.approx(2.0))}
    assert list(scores("artist", crowd=True)) == [catalogue.acts["Sample night"]]


def test_twenty_saves_in_an_hour_make_an_event_rise_at_once(catalogue: Catalogue) -> None:
    steady, sudden = catalogue.gig("Steady", hours=30), catalogue.gig("Sudden", hours=30)
    people = [fans.fan(catalogue, f"fan{n}@example.org") for n in range(20)]
    look(catalogue, steady, 10)
    for each in people[:2]:
        fans.save(catalogue, each, sudden, at=NOW - timedelta(days=9))
    recount(catalogue)
    assert list(scores()) == [steady, sudden]
    for number, each in enumerate(people[2:]):
        db.write(taste.save, each, sudden, now=NOW - timedelta(minutes=3 * number))
    with db.reading() as session:
        first = trending.page(session, "event", now=NOW).events[0]
    assert first.event.id == sudden
    assert first.trend.rising
    assert first.trend.said == "+800% saves this week"


def test_saves_that_race_are_all_counted(database: Engine, catalogue: Catalogue) -> None:
    gig = catalogue.gig("Sudden")
    people = [fans.fan(catalogue, f"fan{n}@example.org") for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: db.write(taste.save, each, gig, now=NOW), people))
    assert scores()[gig][1:3] == (8, 8)


def test_a_save_taken_back_counts_no_more(catalogue: Catalogue) -> None:
    gig, una = catalogue.gig("Lankum"), fans.fan(catalogue)
    db.write(taste.save, una, gig, now=NOW)
    assert scores()[gig][1] == 1
    db.write(taste.unsave, una, gig)
    assert scores() == {}


def test_what_is_off_or_over_or_hidden_is_not_wanted(catalogue: Catalogue) -> None:
    una = fans.fan(catalogue)
    over, off, fine = (
        catalogue.gig("Over", hours=-3),
        catalogue.gig("Off", status="cancelled"),
        catalogue.gig("Fine", city="Cork"),
    )
    fans.save(catalogue, una, over, off, fine)
    recount(catalogue)
    assert list(scores()) == [fine]
    assert list(scores(city="Corcaigh")) == [fine]
    assert scores(city="Galway") == {}
    fans.hide(catalogue, una, fine)
    assert scores(viewer=una) == {}


def test_what_is_older_than_thirty_days_counts_no_more(catalogue: Catalogue) -> None:
    gig, una = catalogue.gig("Lankum"), fans.fan(catalogue)
    fans.save(catalogue, una, gig, at=NOW - timedelta(days=31))
    look(catalogue, gig, 4, days_ago=40)
    recount(catalogue)
    assert scores() == {}


def test_a_count_that_fails_leaves_the_old_one(catalogue: Catalogue, session: Session) -> None:
    gig, una = catalogue.gig("Lankum"), 0
    session.rollback()
    una = fans.fan(catalogue)
    fans.save(catalogue, una, gig)
    recount(catalogue)

    def broken(opened: Session) -> None:
        trending.recount(opened, now=NOW + timedelta(days=400))
        assert opened.execute(select(_tables["trending"])).first() is None
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        db.write(broken)
    assert list(scores()) == [gig]
