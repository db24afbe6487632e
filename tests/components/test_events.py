"""Components drawn from real shapes: the words, the links and the names that assistive technology reads."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from wtc.components.cards import Marks, event_card, price
from wtc.components.choices import chip, removable
from wtc.components.events import card_skeleton, event_grid, rail
from wtc.components.shell import FOOT, PLACES, Reader, shell
from wtc.domain import chips
from wtc.domain.cards import card, for_pick
from wtc.settings import ROOT
from wtc.shapes.events import ArtistRef, Event, PriceTag, SourceMark, VenueRef
from wtc.shapes.shell import Choice
from wtc.shapes.taste import Pick, Reason

NOW = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
LANKUM = Event(
    id=7,
    slug="lankum",
    title="Lankum <b>live</b>",
    start_time=NOW + timedelta(days=1),
    venue=VenueRef(id=1, name="Vicar Street"),
    city="Dublin",
    artists=(ArtistRef(id=1, name="Lankum"),),
    price=PriceTag(min=25, max=30),
    sample=True,
    sources=(SourceMark(source="dice", source_id="1"),),
)
SHOWN = card(LANKUM, now=NOW)


def drawn(component: Any) -> str:
    return json.dumps(component.render(), default=str)


@pytest.mark.parametrize("size", ["grid", "rail", "row"])
def test_a_card_is_one_link_with_its_sources_named(size: str) -> None:
    html = drawn(event_card(SHOWN, size=size))
    assert html.count("/events/lankum") == 1
    assert "data-source" in html
    assert "dice" in html
    assert "Vicar Street, Dublin" in html


def test_a_card_has_buttons_only_where_they_are_wired() -> None:
    assert "SaveButton" not in drawn(event_card(SHOWN))
    with_marks = drawn(event_card(SHOWN, marks=Marks(saved=[7], hidden=[1])))
    assert "SaveButton" in with_marks
    assert "HideButton" in with_marks


def test_a_match_is_a_ring_read_out_whole_and_a_reason_leads_to_all_of_them() -> None:
    because = Reason(factor="near", contribution=1, kind="distance", chip="2 km away")
    pick = Pick(event=LANKUM, position=1, match=86, reasons=(because,))
    html = drawn(event_card(for_pick(card(LANKUM, now=NOW), pick)))
    assert "86% match, strong" in html
    assert "WhyChip" in html
    assert "2 km away" in html


def test_a_card_can_be_counted_only_where_its_list_is_named() -> None:
    assert 'data-surface\\":\\"fresh' in drawn(rail([SHOWN], name="a", title="A", surface="fresh"))
    assert "data-surface" not in drawn(rail([SHOWN], name="a", title="A"))
    assert "data-position" in drawn(event_grid([SHOWN], marks=Marks(), surface="discover"))


def test_thumbs_stand_beside_the_heart() -> None:
    html = drawn(event_card(SHOWN, marks=Marks(up=[7])))
    assert "FeedbackPair" in html
    assert "Not my music" in html


def test_a_price_is_read_out_whole() -> None:
    assert "From 25 euro" in drawn(price(SHOWN))


def test_a_grid_takes_cards_and_a_skeleton_is_silent() -> None:
    assert "Lankum" in drawn(event_grid([SHOWN]))
    assert '\\"aria-hidden\\":' in drawn(card_skeleton())


def test_a_chip_says_whether_it_is_on_and_a_removable_one_what_it_does() -> None:
    on = drawn(chip(Choice(key="trad", label="Trad", href="/discover", count=9, on=True)))
    assert "aria-current" in on
    assert "Trad" in on
    assert ", remove" in drawn(removable(Choice(key="q", label="Cork", href="/discover")))


def test_the_shell_skips_to_the_content_and_lights_one_place() -> None:
    html = drawn(shell("hello", reader=Reader(), here="discover"))
    assert "SkipLink" in html
    assert html.count('aria-current\\":\\"page') == 2  # the bar at the top and the one at the foot
    for _, address in FOOT:
        assert address in html
    for _, _, address, _ in PLACES:
        assert f'\\"{address}\\"' in html


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "assets" / "icons.svg").read_text()))
    sources = [
        *(ROOT / "wtc").glob("components/*.py"),
        *(ROOT / "wtc").glob("pages/*.py"),
        ROOT / "assets" / "shell.jsx",
        ROOT / "assets" / "feedback.jsx",
    ]
    named = re.compile(r'icon\(\s*"([\w-]+)"|icon_button\(\s*"([\w-]+)"|glyph="([\w-]+)"|<Icon name="([\w-]+)"')
    wanted = {next(filter(None, hit)) for path in sources for hit in named.findall(path.read_text())}
    assert wanted <= sprite
    assert {glyph for *_, glyph in PLACES} <= sprite
    assert {icon for icon, _ in (*chips._LOOKS.values(), chips._MUSIC)} <= sprite
