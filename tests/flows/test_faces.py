"""Cards that many share: one object for all who look, another as soon as it says another thing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from wtc.flows.faces import Faces
from wtc.shapes.events import Event

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
EVENT = Event(id=7, slug="a-night", title="A night", day=NOW.date())


def test_an_event_that_is_read_again_has_the_card_that_is_there() -> None:
    faces = Faces()
    assert faces.of(replace(EVENT), {}, NOW) is faces.of(replace(EVENT), {}, NOW)


def test_an_event_that_changed_has_another_card() -> None:
    faces = Faces()
    old, new = faces.of(EVENT, {}, NOW), faces.of(replace(EVENT, title="Another night"), {}, NOW)
    assert (old.title, new.title) == (EVENT.title, "Another night")


def test_the_next_minute_keeps_the_card_unless_it_says_another_thing() -> None:
    faces = Faces()
    start = NOW + timedelta(hours=1)
    event = replace(EVENT, start_time=start, day=start.date(), end_time=None)
    today = faces.of(event, {}, NOW)
    assert faces.of(event, {}, NOW + timedelta(minutes=1)) is today
    over = faces.of(event, {}, NOW + timedelta(days=1))
    assert over is not today
    assert over.past
    assert not today.past
