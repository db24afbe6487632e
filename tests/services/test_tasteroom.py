"""A fan's taste read from the tables: it follows what they save, ask for and listen to, and only theirs."""

from datetime import timedelta

from tests import taste as fans
from tests.catalogue import NOW, Catalogue
from wtc import db
from wtc.domain import tasteroom as rules
from wtc.services import taste, tasteroom


def test_saving_five_techno_nights_makes_techno_grow(catalogue: Catalogue) -> None:
    una = fans.fan(catalogue, genres=["trad"])
    folk = catalogue.gig("Folk night", genres=("folk",))
    fans.save(catalogue, una, folk)
    before = rules.shares(db.read(tasteroom.points, una))
    for n in range(5):
        gig = catalogue.gig(f"Techno {n}", genres=("techno",))
        db.write(taste.save, una, gig, now=NOW)
    after = rules.shares(db.read(tasteroom.points, una))
    assert before == {"trad": 0.75, "folk": 0.25}
    assert after["techno"] == 5 / 9


def test_what_somebody_listens_to_and_follows_counts_and_another_fan_does_not(catalogue: Catalogue) -> None:
    una, other = fans.fan(catalogue, "una@example.org"), fans.fan(catalogue, "other@example.org", genres=["metal"])
    fans.hear(catalogue, una, "Somebody", genres=["techno"])
    assert db.read(tasteroom.points, una)["techno"] == 3.0
    assert set(db.read(tasteroom.points, other)) == {"metal"}


def test_nothing_is_drawn_of_who_wants_no_profile(catalogue: Catalogue) -> None:
    una = fans.fan(catalogue, genres=["trad"], profiling=False)
    assert db.read(tasteroom.points, una) == {}


def test_saves_are_parted_thirty_days_ago(catalogue: Catalogue) -> None:
    una = fans.fan(catalogue)
    folk, techno = catalogue.gig("Folk night", genres=("folk",)), catalogue.gig("Techno", genres=("techno",))
    fans.save(catalogue, una, folk, at=NOW - timedelta(days=31))
    fans.save(catalogue, una, techno, at=NOW - timedelta(days=2))
    found = db.read(tasteroom.saves, una, now=NOW)
    assert (found.before, found.late) == ({"folk": 1}, {"techno": 1})


def test_each_of_a_town_is_one_however_much_they_save_and_the_crowd_stands_in_for_too_few(catalogue: Catalogue) -> None:
    una = fans.fan(catalogue, "una@example.org")
    rock = [catalogue.gig(f"Rock {n}", genres=("rock",), sample=True) for n in range(4)]
    folk = catalogue.gig("Folk night", genres=("folk",), sample=True)
    people = [fans.fan(catalogue, f"fan{n}@example.org") for n in range(5)]
    fans.save(catalogue, people[0], *rock)
    for each in people[1:4]:
        fans.save(catalogue, each, folk)
    assert db.read(tasteroom.town, una, "Dublin").people == 0
    made_up = [fans.fan(catalogue, f"{n}@crowd.invalid", synthetic=True) for n in range(5)]
    for each in made_up:
        fans.save(catalogue, each, rock[1])
    crowd = db.read(tasteroom.town, una, "Dublin")
    assert (crowd.people, crowd.crowd, crowd.shares) == (5, True, {"rock": 1.0})
    fans.save(catalogue, people[4], folk, rock[0])
    fans.save(catalogue, una, *rock)
    found = db.read(tasteroom.town, una, "Dublin")
    assert (found.people, found.crowd) == (5, False)
    assert found.shares == {"rock": 0.3, "folk": 0.7}
