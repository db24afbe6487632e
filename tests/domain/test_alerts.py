"""What an alert asks, how it is found, and which gigs match it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc.domain import alert_words, alerts
from wtc.domain.genres import FAMILIES
from wtc.errors import Invalid
from wtc.shapes.alerts import Alert, AlertDraft, AlertKind, Gig

GALWAY = {"city": "Galway", "city_key": "galway", "county": "Galway", "lat": 53.2707, "lon": -9.0568}
KINVARA = {"city": "Kinvara", "city_key": "kinvara", "county": "Galway", "lat": 53.139, "lon": -8.938}
LANKUM = Gig(
    id=1,
    title="Lankum",
    acts=(7,),
    act_keys=frozenset({"lankum", "lynched"}),
    venue_id=3,
    venue_keys=frozenset({"roisin dubh"}),
    family="folk",
    names=frozenset(["lankum", "roisin", "dubh", "galway", "_lankum"]),
    source_mask=2,
    price_low=2500,
    price_high=3000,
    **GALWAY,
)


def alert(kind: AlertKind, about: str = "", **asked: Any) -> Alert:
    draft = alerts.tidied(AlertDraft(kind=kind, about=about, **asked))
    return Alert(
        id=1, user_id=1, kind=kind, term=alerts.term(draft), about=draft.about or "Your taste",
        subject_id=draft.subject_id, city=draft.city, radius_km=draft.radius_km, price_max=draft.price_max,
        least=draft.least,
    )  # fmt: skip


ARTIST, VENUE, GENRE, SEARCH = AlertKind.ARTIST, AlertKind.VENUE, AlertKind.GENRE, AlertKind.SEARCH
CASES: list[tuple[Alert, dict[str, Any], bool]] = [
    (alert(ARTIST, "Lankum"), {}, True),
    (alert(ARTIST, "Lynched"), {}, True),
    (alert(ARTIST, "Lankum", subject_id=7), {}, True),
    (alert(ARTIST, "Lankum", subject_id=8), {}, False),
    (alert(ARTIST, "The Scratch"), {}, False),
    (alert(ARTIST, "Lankum", city="Galway", radius_km=30, price_max=4000), {}, True),
    (alert(ARTIST, "Lankum", city="Galway", radius_km=30), KINVARA, True),
    (alert(ARTIST, "Lankum", city="Galway", radius_km=30), KINVARA | {"lat": None, "lon": None}, True),
    (alert(ARTIST, "Lankum", city="Galway", radius_km=10), KINVARA, False),
    (alert(ARTIST, "Lankum", city="Galway"), KINVARA, False),
    (alert(ARTIST, "Lankum", price_max=2499), {}, False),
    (alert(ARTIST, "Lankum", price_max=2500), {}, True),
    (alert(ARTIST, "Lankum", price_max=9000), {"price_low": None}, False),
    (alert(VENUE, "Róisín Dubh"), {}, True),
    (alert(VENUE, "Róisín Dubh", subject_id=4), {}, False),
    (alert(GENRE, "folk"), {}, True),
    (alert(GENRE, "electronic"), {"family": "techno"}, True),
    (alert(GENRE, "techno"), {"family": "electronic"}, False),
    (alert(SEARCH, "/discover?city=Galway&max=30&from=2026-11-27&to=2026-11-27"), {}, True),
    (alert(SEARCH, "/discover?city=Galway&max=20"), {}, False),
    (alert(SEARCH, "/discover?city=Cork"), {}, False),
    (alert(SEARCH, "/discover?county=Galway&genre=folk,trad"), {}, True),
    (alert(SEARCH, "/discover?genre=trad"), {}, False),
    (alert(SEARCH, "/discover?free=1"), {}, False),
    (alert(SEARCH, "/discover?free=1"), {"price_low": 0, "price_high": 0}, True),
    (alert(SEARCH, "/discover?source=ticketmaster"), {}, True),
    (alert(SEARCH, "/discover?source=dice"), {}, False),
    (alert(SEARCH, "/discover?q=lank"), {}, True),
    (alert(SEARCH, "/discover?q=lank+galway"), {}, False),
    (alert(SEARCH, "/discover?near=53.27,-9.05"), {}, True),
    (alert(SEARCH, "/discover?near=53.35,-6.26"), {}, False),
    (alert(SEARCH, "/discover?bbox=-9.2,53.2,-9,53.3"), {}, True),
    (alert(SEARCH, "/discover?bbox=-6.4,53.3,-6.2,53.4"), {}, False),
    (alert(SEARCH, "/discover?bbox=-9.2,53.2,-9,53.3"), {"lat": None, "lon": None}, False),
    (alert(SEARCH, "/discover?near=53.35,-6.26&bbox=-9.2,53.2,-9,53.3"), {}, True),
    (alert(SEARCH, "/discover?said=x&city=Kinvara&km=40"), {}, True),
    (alert(SEARCH, "/discover?city=Kinvara&km=5"), {}, False),
    (alert(SEARCH, "/discover?not=folk"), {}, False),
    (alert(SEARCH, "/discover?not=techno&not-in=Dublin"), {}, True),
    (alert(SEARCH, "/discover?not-in=Co.+Galway,Galway"), {}, False),
    (alert(SEARCH, "/discover?artist=The+Lankum&venue=roisin+dubh"), {}, True),
    (alert(SEARCH, "/discover?artist=Altan"), {}, False),
    (alert(SEARCH, "/discover?venue=Whelan's"), {}, False),
    (alert(SEARCH, "/discover?after=21:00"), {"starts_at": datetime(2026, 11, 27, 21, 30, tzinfo=UTC)}, True),
    (alert(SEARCH, "/discover?after=21:00"), {"starts_at": datetime(2026, 11, 28, 1, 30, tzinfo=UTC)}, True),
    (alert(SEARCH, "/discover?before=21:00"), {"starts_at": datetime(2026, 11, 28, 1, 30, tzinfo=UTC)}, False),
    (alert(SEARCH, "/discover?before=21:00"), {"starts_at": None}, False),
]


@pytest.mark.parametrize(("asked", "facts", "matches"), CASES, ids=lambda each: getattr(each, "term", None))
def test_a_gig_matches_what_it_answers(asked: Alert, facts: dict[str, Any], matches: bool) -> None:
    assert alerts.matches(asked, replace(LANKUM, **facts)) is matches


@pytest.mark.parametrize(("asked", "facts", "matches"), CASES, ids=lambda each: getattr(each, "term", None))
def test_what_matches_shares_a_block(asked: Alert, facts: dict[str, Any], matches: bool) -> None:
    about = asked.term if asked.kind in (GENRE, SEARCH) else asked.about
    block = alerts.block(AlertDraft(kind=asked.kind, about=about, subject_id=asked.subject_id))
    assert not matches or block in alerts.blocks(replace(LANKUM, **facts))


@given(
    family=st.sampled_from(list(FAMILIES)),
    genres=st.lists(st.sampled_from(list(FAMILIES)), max_size=2),
    city=st.sampled_from(["", "Galway", "Leitrim", "Cork"]),
    county=st.sampled_from(["", "Galway", "Leitrim"]),
)
def test_no_search_that_matches_is_missed_for_want_of_a_block(
    family: str, genres: list[str], city: str, county: str
) -> None:
    address = f"/discover?q=lankum&genre={','.join(genres)}&city={city}&county={county}"
    asked, gig = alert(SEARCH, address), replace(LANKUM, family=family)
    if alerts.matches(asked, gig):
        assert alerts.block(AlertDraft(kind=SEARCH, about=asked.term)) in alerts.blocks(gig)


WRONG: list[tuple[AlertDraft, str]] = [
    (AlertDraft(kind=ARTIST), "about"),
    (AlertDraft(kind=ARTIST, about=" \u200b "), "about"),
    (AlertDraft(kind=VENUE, about="x" * 161), "about"),
    (AlertDraft(kind=GENRE, about="polka"), "about"),
    (AlertDraft(kind=SEARCH, about="/discover?like=Lankum"), "about"),
    (AlertDraft(kind=SEARCH, about="/discover?from=2026-11-27&sort=price&page=3"), "about"),
    (AlertDraft(kind=ARTIST, about="Lankum", city="Atlantis"), "city"),
    (AlertDraft(kind=ARTIST, about="Lankum", radius_km=30), "city"),
    (AlertDraft(kind=ARTIST, about="Lankum", city="Galway", radius_km=0), "radius_km"),
    (AlertDraft(kind=ARTIST, about="Lankum", city="Galway", radius_km=10**9), "radius_km"),
    (AlertDraft(kind=ARTIST, about="Lankum", price_max=-1), "price_max"),
    (AlertDraft(kind=AlertKind.TASTE, least=101), "least"),
]


@pytest.mark.parametrize(("draft", "field"), WRONG, ids=lambda each: each if isinstance(each, str) else None)
def test_what_makes_no_sense_is_refused_by_field(draft: AlertDraft, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        alerts.tidied(draft)
    assert list(refused.value.details) == [field]


def test_the_same_search_is_the_same_alert_whatever_its_days_and_order() -> None:
    one = alerts.tidied(AlertDraft(kind=SEARCH, about="/discover?genre=trad&city=Cork&sort=new&page=2"))
    other = alerts.tidied(AlertDraft(kind=SEARCH, about="city=Cork&genre=trad&from=2026-12-01"))
    assert alerts.same(one) == alerts.same(other)
    assert alerts.same(one) != alerts.same(replace(one, about="city=Cork"))


SENTENCES = [
    (
        alert(ARTIST, "Lankum", city="Galway", radius_km=30, price_max=4000),
        "Lankum plays within 30 km of Galway for up to €40",
    ),
    (alert(ARTIST, "Lankum", city="Galway", price_max=0), "Lankum plays in Galway for free"),
    (alert(VENUE, "Whelan's"), "something is announced at Whelan's"),
    (alert(AlertKind.TASTE), "something matches me above 80 %"),
]


@pytest.mark.parametrize(("asked", "said"), SENTENCES, ids=[said for _, said in SENTENCES])
def test_an_alert_reads_as_a_sentence(asked: Alert, said: str) -> None:
    assert alert_words.sentence(asked) == said
