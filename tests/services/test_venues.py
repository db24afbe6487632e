"""Rooms kept by people: found by every name, changed without losing anything, closed and not forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import Session, select

from tests.catalogue import NOW, Catalogue
from wtc import db
from wtc.errors import Conflict, Invalid, NotFound
from wtc.models.accounts import User
from wtc.models.engine import Deed
from wtc.models.events import EventRow
from wtc.models.venues import VenueAlias, VenueRow
from wtc.services import placing, venue_keeping, venues
from wtc.shapes.events import EventQuery, ListedVenue
from wtc.shapes.venues import VenueQuery


def a_keeper(session: Session, email: str = "keeper@example.test", role: int = 2) -> int:
    user = User(name="Nóra", email=email, password_hash="x", role=role, created_at=NOW, updated_at=NOW)
    session.add(user)
    session.flush()
    assert user.id is not None
    return user.id


def a_room(session: Session, name: str = "The Snug", city: str = "Dingle", **facts: object) -> int:
    return venue_keeping.create(
        session, a_keeper(session, f"{name}@example.test"), {"name": name, "city": city, **facts}, now=NOW
    ).id


def named(session: Session, **asked: object) -> list[str]:
    return [room.name for room in venues.search(session, VenueQuery(**asked)).venues]  # type: ignore[arg-type]


def test_a_room_is_found_by_its_name_without_fadas_by_another_name_and_by_a_slip_of_the_pen(session: Session) -> None:
    placing.seed(session, now=NOW)
    for typed in ("roisin dubh", "RÓISÍN DUBH", "Roisin Dub", "róisin"):
        assert named(session, q=typed)[:1] == ["Róisín Dubh"], typed
    assert "The Workman's Club" in named(session, q="workmans cellar")
    assert named(session, q="the workmans club")[0] == "The Workman's Club"
    assert named(session, q="zzqx vwpk") == []


def test_rooms_are_narrowed_by_town_county_kind_and_size(session: Session) -> None:
    placing.seed(session, now=NOW)
    found = venues.search(session, VenueQuery(city="Baile Átha Cliath", capacity_min=1_000, capacity_max=2_000))
    assert found.venues
    assert all(room.city == "Dublin" and 1_000 <= room.capacity <= 2_000 for room in found.venues)
    assert all(room.county == "Kerry" for room in venues.search(session, VenueQuery(county="Kerry")).venues)
    assert {room.kind for room in venues.search(session, VenueQuery(kind="theatre")).venues} == {"theatre"}
    box = (53.33, -6.28, 53.35, -6.25)
    inside = venues.search(session, VenueQuery(box=box, limit=200)).venues
    assert inside
    assert all(room.geo and box[0] <= room.geo.lat <= box[2] and box[1] <= room.geo.lon <= box[3] for room in inside)


def test_pages_of_rooms_neither_repeat_nor_lose_any(session: Session) -> None:
    placing.seed(session, now=NOW)
    seen: list[int] = []
    offset: int | None = 0
    while offset is not None:
        page = venues.search(session, VenueQuery(limit=37, offset=offset))
        seen += [room.id for room in page.venues]
        offset = page.next
    assert len(seen) == len(set(seen)) == page.total == 180


def test_a_room_of_unknown_size_is_not_taken_for_a_small_one(session: Session) -> None:
    a_room(session)
    assert named(session, capacity_max=200) == []
    assert named(session) == ["The Snug"]


def test_the_same_room_is_not_written_down_twice_whatever_it_is_called(session: Session) -> None:
    placing.seed(session, now=NOW)
    keeper = a_keeper(session)
    for name, city in (("Whelans", "Dublin"), ("whelan’s", "Baile Átha Cliath"), ("Upstairs at Whelan's", "Dublin")):
        with pytest.raises(Conflict) as refused:
            venue_keeping.create(session, keeper, {"name": name, "city": city}, now=NOW)
        assert refused.value.details["slug"] == "whelans"


def test_every_field_that_wont_do_is_named_and_nothing_is_kept(session: Session) -> None:
    keeper = a_keeper(session)
    draft = {"name": " ", "city": "", "website": "javascript:alert(1)", "kind": "spaceship", "lat": 10.0, "lon": 10.0}
    with pytest.raises(Invalid) as refused:
        venue_keeping.create(session, keeper, draft | {"genre_focus": ["polka"]}, now=NOW)
    assert set(refused.value.details) >= {"name", "city", "website", "kind", "lat", "genre_focus"}
    assert session.exec(select(VenueRow)).all() == []


def test_a_renamed_room_keeps_its_old_name_for_its_sources_and_is_found_by_both(session: Session) -> None:
    room_id = a_room(session)
    venue_keeping.change(session, None, room_id, {"name": "The Cosy Corner"}, seen=None, now=NOW)
    listed = ListedVenue(name="The Snug", city="Dingle")
    assert placing.settle(session, [listed], now=NOW)[listed].id == room_id
    assert named(session, q="snug") == named(session, q="cosy corner") == ["The Cosy Corner"]
    venue_keeping.change(session, None, room_id, {"name": "The Snug"}, seen=None, now=NOW)
    assert {row.alias for row in session.exec(select(VenueAlias))} == {"The Snug", "The Cosy Corner"}


def test_a_change_made_elsewhere_meanwhile_is_not_overwritten(session: Session) -> None:
    room_id = a_room(session)
    first = venue_keeping.change(session, None, room_id, {"capacity": 80}, seen=None, now=NOW + timedelta(minutes=1))
    with pytest.raises(Conflict) as refused:
        venue_keeping.change(session, None, room_id, {"capacity": 90}, seen=NOW, now=NOW + timedelta(minutes=2))
    assert refused.value.details["updated_at"] == first.updated_at
    again = venue_keeping.change(
        session, None, room_id, {"capacity": 90}, seen=first.updated_at, now=NOW + timedelta(minutes=2)
    )
    assert again.capacity == 90


def test_events_move_with_their_room_and_are_found_by_its_new_name(catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum", room="The Snug", city="Dingle", county="Kerry")
    with db.writing() as session:
        room_id = catalogue.rooms["The Snug"]
        keeper = a_keeper(session)
        venue_keeping.change(
            session,
            keeper,
            room_id,
            {"name": "Cosy Corner", "city": "Tralee", "lat": 52.27, "lon": -9.7},
            seen=None,
            now=NOW,
        )
    with db.reading() as session:
        event = session.get(EventRow, gig)
        assert event is not None
        assert (event.city, event.city_key, event.county, event.lat) == ("Tralee", "tralee", "Kerry", 52.27)
        from wtc.services import events

        found = events.search(session, EventQuery(q="cosy corner"), now=NOW)
        assert [each.id for each in found.events] == [gig]


def test_a_room_with_gigs_is_closed_and_one_without_is_deleted(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", room="The Snug", city="Dingle", county="Kerry")
    with db.writing() as session:
        keeper, kept = a_keeper(session), catalogue.rooms["The Snug"]
        mistaken = a_room(session, "Mistake", "Dingle")
        assert venue_keeping.close(session, keeper, kept, now=NOW) is False
        assert venue_keeping.close(session, keeper, mistaken, now=NOW) is True
        assert venues.read(session, kept).closed
        assert named(session) == []
        with pytest.raises(NotFound):
            venues.read(session, mistaken)
        deeds = [deed.action for deed in session.exec(select(Deed).order_by(Deed.id))]  # type: ignore[arg-type]
        assert deeds[-2:] == ["venue.close", "venue.delete"]


def test_a_bundled_room_is_closed_since_the_next_start_would_sow_it_again(session: Session) -> None:
    placing.seed(session, now=NOW)
    keeper = a_keeper(session)
    whelans = venues.by_slug(session, "whelans").id
    assert venue_keeping.close(session, keeper, whelans, now=NOW) is False
    placing.seed(session, now=NOW)
    assert venues.read(session, whelans).closed


def test_what_a_room_mostly_plays_is_made_of_its_gigs(catalogue: Catalogue) -> None:
    for number in range(3):
        catalogue.gig(
            f"Trad {number}", room="The Snug", city="Dingle", county="Kerry", genres=("trad",), hours=24 * number + 3
        )
    catalogue.gig("One rock gig", room="The Snug", city="Dingle", county="Kerry", genres=("rock",))
    catalogue.gig("Elsewhere", room="Loud Room", city="Cork", county="Cork", genres=("rock",))
    with db.reading() as session:
        assert named(session, genre="trad") == ["The Snug"]
        assert named(session, genre="rock") == []
        told = venues.story(session, "the-snug-dingle", now=NOW)
        assert told.sounds == (("trad", 3), ("rock", 1))
        assert told.nights == 4


def test_only_what_somebody_checked_is_step_free(session: Session) -> None:
    a_room(session, "Flat", access=["Step-free to the main room"])
    a_room(session, "Stairs", access=["No step-free way in"])
    a_room(session, "Unknown")
    assert named(session, step_free=True) == ["Flat"]


def test_the_rooms_nearby_are_the_nearest_first_and_never_itself(session: Session) -> None:
    placing.seed(session, now=NOW)
    near = venues.story(session, "whelans", now=NOW).near
    assert len(near) == 6
    assert [far for _, far in near] == sorted(far for _, far in near)
    assert all(room.slug != "whelans" and far < 3 for room, far in near)


def test_a_time_in_the_database_survives_the_round_trip_to_a_form(session: Session) -> None:
    room_id = a_room(session)
    moment = datetime(2026, 11, 27, 18, 30, 0, 123_456, tzinfo=UTC)
    session.exec(update(VenueRow).where(VenueRow.id == room_id).values(updated_at=moment))  # type: ignore[arg-type]
    session.expire_all()
    assert venue_keeping.change(session, None, room_id, {"capacity": 5}, seen=moment, now=NOW).capacity == 5


def test_the_liveliest_rooms_stand_first_where_that_is_asked(catalogue: Catalogue) -> None:
    catalogue.gig("One night", room="Quiet Room", city="Cork", county="Cork")
    for number in range(3):
        catalogue.gig(f"Night {number}", room="Busy Room", city="Cork", county="Cork", hours=24 * number + 3)
    catalogue.gig("Long gone", room="Old Room", city="Cork", county="Cork", hours=-500)
    with db.reading() as session:
        found = venues.search(session, VenueQuery(liveliest=True), now=NOW).venues
        assert [room.name for room in found] == ["Busy Room", "Quiet Room", "Old Room"]
        assert venues.coming(session, [room.id for room in found], now=NOW) == {found[0].id: 3, found[1].id: 1}
