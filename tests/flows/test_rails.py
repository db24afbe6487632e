"""A fan's home: the best first, each sound by itself, never an invented match, kept until something changes."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
import time_machine
from sqlalchemy import event as sql
from sqlalchemy import select
from sqlmodel import SQLModel

from tests import taste as t
from tests.catalogue import NOW, Catalogue
from wtc import clock, db
from wtc.domain import filters
from wtc.domain.chips import chip
from wtc.errors import NotSignedIn
from wtc.flows import afterwards, discover, home, personal, picks, policies, rails, shelves
from wtc.flows.kept import CATALOGUE
from wtc.flows.regulars import Regulars
from wtc.services import experiments, feedback, serving
from wtc.shapes.discover import DiscoverPage, HomePage
from wtc.shapes.experiments import Arm, Draft
from wtc.shapes.taste import Action, Rails, Wish

_tables = SQLModel.metadata.tables
MOST_QUERIES = 20


@pytest.fixture(autouse=True)
def friday_evening(catalogue: Catalogue) -> Iterator[None]:
    shelves.KEEPER.__init__()  # type: ignore[misc]
    CATALOGUE.forget()
    serving.forget()
    with time_machine.travel(NOW, tick=True):
        yield
    afterwards.settled()


def make(user_id: int, chosen: str = "", **more: Any) -> Rails:
    made = asyncio.run(rails.make(user_id, "Dublin", chosen=chosen, **more))
    afterwards.settled()
    return made


def page(user_id: int | None, chosen: str = "") -> HomePage:
    made = asyncio.run(home.build("Dublin", user_id, chosen=chosen))
    afterwards.settled()
    return made


def test_a_card_s_one_reason_is_the_one_that_it_would_choose_of_all(aoife: int) -> None:
    made = make(aoife)
    lists = (made.best, made.weekend, *dict(made.likes).values())
    shown = [pick for one in lists for pick in one.picks]
    assert shown
    for pick in shown:
        assert len(pick.reasons) == 1
        whole = asyncio.run(picks.why(aoife, pick.event.id))
        assert chip(pick) == chip(whole), pick.event.title


def test_a_fan_is_read_again_only_when_something_of_them_is_new(aoife: int, catalogue: Catalogue) -> None:
    known = Regulars()
    with db.reading() as session:
        first = known.one(session, aoife)
        assert known.one(session, aoife) is first
    catalogue.session.rollback()
    db.write(feedback.say, aoife, first.profile.history[0].item, Action.HIDE, now=clock.now())
    with db.reading() as session:
        again = known.one(session, aoife)
        assert first.profile.history[0].item in again.refused
        known.forget(aoife)
        assert known.one(session, aoife) is not again
        with pytest.raises(NotSignedIn):
            known.one(session, 10**6)


def rows(catalogue: Catalogue, table: str, *columns: str) -> list[tuple[Any, ...]]:
    catalogue.session.rollback()
    kept = _tables[table].c
    return [tuple(row) for row in catalogue.session.execute(select(*(kept[name] for name in columns)))]


@pytest.fixture
def aoife(catalogue: Catalogue) -> int:
    """A fan of trad, then techno, in a town with gigs of three sounds this weekend and later."""
    for n in range(6):
        catalogue.gig(f"Trad {n}", genres=("trad",), room=f"Pub {n}", hours=3 + n)
        catalogue.gig(f"Techno {n}", genres=("techno",), room=f"Club {n}", hours=30 + n)
        catalogue.gig(f"Rock {n}", genres=("rock",), room=f"Hall {n}", hours=24 * 9 + n)
    catalogue.gig("Off with it", genres=("trad",), status="cancelled")
    saved = [catalogue.gig(f"Saved {n}", genres=("trad",), room=f"Saved room {n}", hours=24 * 20 + n) for n in range(3)]
    heard = [
        catalogue.gig(f"Saved techno {n}", genres=("techno",), room="Elsewhere", hours=24 * (21 + n)) for n in (0, 1)
    ]
    user = t.fan(catalogue)
    t.save(catalogue, user, *saved, *heard)
    return user


def test_the_hero_is_the_best_of_the_weekend_and_of_the_feed(catalogue: Catalogue, aoife: int) -> None:
    made = make(aoife)
    best = made.best.picks[0]
    start, end = clock.weekend(NOW)
    assert all(start <= pick.event.start_time < end for pick in (best, *made.weekend.picks) if pick.event.start_time)
    assert best.rank_score >= max(pick.rank_score for pick in made.weekend.picks)
    feed = asyncio.run(picks.make(aoife, Wish(city="Dublin")))
    assert best.event.id == feed.picks[0].event.id
    assert best.event.family == "trad"
    assert best.match


def test_a_list_is_best_first_and_numbered_from_one(catalogue: Catalogue, aoife: int) -> None:
    made = make(aoife)
    raws = [pick.raw for pick in made.weekend.picks]
    assert raws == sorted(raws, reverse=True)
    assert [pick.position for pick in made.weekend.picks] == list(range(1, len(raws) + 1))
    assert made.best.picks[0].event.id not in {pick.event.id for pick in made.weekend.picks}


def test_each_liked_sound_has_a_list_of_its_own_and_nothing_else_in_it(catalogue: Catalogue, aoife: int) -> None:
    """WTC-088."""
    made = make(aoife)
    assert [family for family, _ in made.likes] == ["trad", "techno"]
    for family, one in made.likes:
        assert len(one.picks) >= rails.FEWEST
        assert {pick.event.family for pick in one.picks} == {family}
    assert [deck.title for deck in page(aoife).likes] == ["Because you like trad", "Because you like techno"]


def test_see_all_leads_to_the_same_gigs_in_the_same_order(catalogue: Catalogue, aoife: int) -> None:
    catalogue.gig("Altan in spring", genres=("trad",), hours=24 * 110)
    catalogue.session.commit()
    shown = page(aoife)
    decks = (shown.weekend, *shown.likes)
    assert [deck.key for deck in decks] == ["weekend", "like-trad", "like-techno"]
    for deck in decks:
        asked = filters.read(dict(parse_qsl(deck.href.partition("?")[2])))
        found = [each.id for each in asyncio.run(discover.look(asked, aoife)).cards]
        mine = [each.id for each in deck.cards]
        assert [one for one in found if one in mine] == mine, deck.key
    afterwards.settled()


def test_the_best_match_orders_a_search_for_fans_alone(catalogue: Catalogue, aoife: int) -> None:
    asked = filters.read({"city": "Dublin", "sort": "match"})
    mine, theirs = (asyncio.run(discover.look(asked, who)) for who in (aoife, None))
    afterwards.settled()
    matches = [int(each.match) for each in mine.cards if each.match]
    assert matches == sorted(matches, reverse=True)
    assert (mine.sort, mine.sorts[0].key, mine.notice) == ("match", "match", "")
    assert (theirs.sort, [each.key for each in theirs.sorts]) == ("time", ["time", "price", "new"])
    assert not any(each.match for each in theirs.cards)
    assert {each.id for each in theirs.cards} == {each.id for each in mine.cards}
    assert asyncio.run(discover.markup({"city": "Dublin", "sort": "match"}, aoife)) == b""


def test_showing_more_notes_what_was_not_there_before(
    catalogue: Catalogue, aoife: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "PER_PAGE", 4)
    seen: list[tuple[list[int], list[int]]] = []
    before = DiscoverPage()
    for page in (1, 2, 2):
        asked = filters.read({"sort": "match", "page": str(page)})
        before = asyncio.run(discover.look(asked, aoife, before=before))
        afterwards.settled()
        sights = rows(catalogue, "ml_interactions", "event_id", "surface")
        lists = rows(catalogue, "model_predictions", "shown", "surface")
        noted = [event_id for event_id, surface in sights if surface == personal.SURFACE]
        seen.append((noted, [shown for shown, surface in lists if surface == personal.SURFACE]))
    assert [len(noted) for noted, _ in seen] == [4, 8, 8]
    assert [shown for _, shown in seen] == [[4], [4, 4], [4, 4, 8]], "a page that is opened anew is shown anew"


def test_a_match_of_who_said_nothing_is_not_made_up(catalogue: Catalogue, aoife: int) -> None:
    nobody = t.fan(catalogue, "nobody@example.org")
    catalogue.session.commit()
    seen = asyncio.run(discover.look(filters.read({"sort": "match"}), nobody))
    afterwards.settled()
    assert seen.notice == discover.UNKNOWN
    assert not any(each.match for each in seen.cards)


def test_no_list_has_what_is_off_or_saved_already(catalogue: Catalogue, aoife: int) -> None:
    made = make(aoife)
    titles = {pick.event.title for one in (made.best, made.weekend, *dict(made.likes).values()) for pick in one.picks}
    assert not {"Off with it", "Saved 0", "Saved techno 0"} & titles


def test_five_hidden_nights_of_a_sound_put_it_further_down(catalogue: Catalogue, aoife: int) -> None:
    def rank(of: str) -> float:
        made = make(aoife)
        places = [n for n, pick in enumerate((*made.best.picks, *made.weekend.picks)) if pick.event.family == of]
        return sum(places) / len(places)

    t.save(
        catalogue, aoife, *(catalogue.gig(f"More techno {n}", genres=("techno",), hours=24 * 30 + n) for n in range(4))
    )
    before = rank("techno")
    hidden = [catalogue.gig(f"Hide {n}", genres=("techno",), hours=24 * 40 + n, room="") for n in range(9)]
    t.hide(catalogue, aoife, *hidden)
    assert rank("techno") > before


def test_a_fan_of_whom_nothing_is_known_sees_no_percentage(catalogue: Catalogue) -> None:
    """WTC-094."""
    catalogue.gig("Lankum")
    catalogue.gig("Altan", hours=5)
    shown = page(t.fan(catalogue))
    assert shown.mood == "cold"
    assert not shown.hero.card.id
    assert not shown.stats
    cards = [card for deck in (shown.popular, shown.fresh, shown.weekend) for card in deck.cards]
    assert cards
    assert not any(card.match for card in cards)


def test_popular_is_said_only_of_what_people_took_up(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum")
    assert page(t.fan(catalogue)).popular.title == "This weekend in Dublin"
    loved = catalogue.gig("Loved", hours=6)
    t.save(catalogue, t.fan(catalogue, "other@example.org"), loved)
    shelves.KEEPER.__init__()  # type: ignore[misc]
    shown = page(t.fan(catalogue, "third@example.org")).popular
    assert shown.title == "Popular now in Dublin"
    assert next((card.title, card.word) for card in shown.cards) == ("Loved", "Popular")


def test_who_wants_no_profile_gets_none_and_the_list_says_so(catalogue: Catalogue, aoife: int) -> None:
    t.prefer(catalogue, aoife, profiling=False)
    catalogue.session.commit()
    shown = page(aoife)
    assert shown.mood == "popular"
    assert policies.NO_PROFILE in shown.note
    assert not shown.lists
    assert not any(card.match for card in shown.popular.cards)


def test_the_weekend_can_be_ranked_by_points_alone_and_says_which_it_is(catalogue: Catalogue, aoife: int) -> None:
    """WTC-326: the page says which list came from which ranker."""
    usual, points = page(aoife), page(aoife, "points")
    assert usual.weekend.note == "Ranked on points you set and on what you did."
    assert points.weekend.note == "Ranked on points you set."
    assert [(way.key, way.on) for way in points.lists] == [("points", True), ("learned", False)]
    assert [(way.key, way.on) for way in usual.lists] == [("points", False), ("learned", True)]
    assert page(aoife, "; drop").weekend.note == usual.weekend.note


def test_the_numbers_beside_the_hero_are_counted(catalogue: Catalogue, aoife: int) -> None:
    catalogue.gig("Free", acts=("Free", "Guest"), room="Pub 1", hours=4, genres=("pop",), price_low=0, price_high=0)
    shown = page(aoife)
    numbers = {stat.label: stat.number for stat in shown.stats}
    assert numbers["gigs in Dublin this weekend"] == "13"
    assert numbers["usual price at the door"] == "€20"
    assert numbers["free in"] == "1"
    assert numbers["named acts, 12 rooms"] == "14"
    assert numbers["gigs ahead that you saved"] == "5"
    strong = sum(int(card.match) > 70 for card in (shown.hero.card, *shown.weekend.cards) if card.match)
    assert numbers.get("strong matches for you", numbers.get("strong match for you")) == str(strong)


def test_nothing_this_weekend_is_said_and_what_is_next_shown(catalogue: Catalogue) -> None:
    later = [catalogue.gig(f"Later {n}", hours=24 * 10 + n, room=f"Room {n}", genres=("trad",)) for n in range(4)]
    user = t.fan(catalogue)
    t.save(catalogue, user, later[0])
    shown = page(user)
    assert shown.hero.card.id in later[1:]
    assert not shown.stats
    assert shown.weekend.title == "Coming up in Dublin"


def test_lists_are_kept_until_the_fan_says_something(catalogue: Catalogue, aoife: int) -> None:
    first, second = make(aoife), make(aoife)
    assert not first.best.cached
    assert second.best.cached
    assert [pick.event.id for pick in first.weekend.picks] == [pick.event.id for pick in second.weekend.picks]
    assert [pick.reasons for pick in first.weekend.picks] == [pick.reasons for pick in second.weekend.picks]
    t.say(catalogue, aoife, first.best.picks[0].event.id, "down")
    catalogue.session.commit()
    third = make(aoife)
    assert not third.best.cached
    assert third.best.picks[0].event.id != first.best.picks[0].event.id


def test_what_was_shown_is_noted_where_it_stood(catalogue: Catalogue, aoife: int) -> None:
    made = make(aoife)
    shown = rows(catalogue, "ml_interactions", "surface", "event_id", "position")
    assert ("best", made.best.picks[0].event.id, 1) in shown
    assert {("weekend", pick.event.id, pick.position) for pick in made.weekend.picks} <= set(shown)
    assert {surface for surface, _, _ in shown} == {"best", "weekend", "like"}
    many = len(shown)
    make(aoife)
    assert len(rows(catalogue, "ml_interactions", "id")) == many


def test_programs_are_shown_the_page_and_noted_nowhere(catalogue: Catalogue, aoife: int) -> None:
    make(aoife, agent="Googlebot/2.1")
    assert rows(catalogue, "ml_interactions", "id") == []


def test_an_experiment_counts_who_saw_their_own_list_once(catalogue: Catalogue, aoife: int) -> None:
    arms = (Arm(key=key, name=key, ranker=key, share=0.5) for key in ("popularity", "content"))
    draft = Draft(id="two_ways", name="Two ways", arms=tuple(arms), control="popularity")
    experiments.start(catalogue.session, aoife, draft, now=NOW)
    catalogue.session.commit()
    arm = experiments.policy(catalogue.session, aoife).variant
    assert make(aoife).best.policy.variant == arm
    make(aoife)
    assert rows(catalogue, "ab_assignments", "user_id", "variant") == [(aoife, arm)]


def test_an_experiment_with_a_list_that_nothing_can_make_counts_nobody(catalogue: Catalogue, aoife: int) -> None:
    experiments.seed(catalogue.session, now=NOW)
    catalogue.session.commit()
    assert make(aoife).best.policy.experiment == ""
    assert rows(catalogue, "ab_assignments", "user_id") == []


def test_a_home_that_is_kept_asks_the_database_a_bounded_number_of_questions(catalogue: Catalogue, aoife: int) -> None:
    page(aoife)
    asked: list[str] = []

    def count(*said: Any) -> None:
        if str(said[2]).startswith("SELECT"):
            asked.append(str(said[2]))

    engine = db.engine()
    sql.listen(engine, "before_cursor_execute", count)
    try:
        asyncio.run(home.build("Dublin", aoife))
        read = len(asked)
    finally:
        sql.remove(engine, "before_cursor_execute", count)
    assert read <= MOST_QUERIES, "\n---\n".join(one[:90] + " FROM " + one.partition("FROM")[2][:60] for one in asked)


def test_a_night_that_begins_leaves_the_kept_list(catalogue: Catalogue, aoife: int) -> None:
    best = make(aoife).best.picks[0].event
    assert best.start_time is not None
    with time_machine.travel(best.start_time + timedelta(minutes=1), tick=True):
        later = make(aoife)
    assert best.id not in {pick.event.id for pick in (*later.best.picks, *later.weekend.picks)}
