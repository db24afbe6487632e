"""Posters: deterministic, small, safe for any words, and different in every cut."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wtc.charts.lettering import block, printable
from wtc.charts.posters import LARGEST, poster
from wtc.domain.artwork import CUTS
from wtc.domain.genres import FAMILIES
from wtc.theme.inks import PRESSES

NAMES = ["Lankum", "M(h)aol", "!!!", "U2", "X", "Caoimhín Ó Raghallaigh", "National Symphony Orchestra Ireland", "ØXN"]


def size_of(svg: str) -> tuple[int, int]:
    root = ET.fromstring(svg)
    return int(root.get("width", "0")), int(root.get("height", "0"))


def test_every_family_of_the_domain_has_inks() -> None:
    assert set(PRESSES) == set(FAMILIES)


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_prints_every_cut_within_its_size(family: str, cut: str) -> None:
    for name in NAMES:
        svg = poster("event", name, name, family, cut)
        assert len(svg.encode()) <= LARGEST
        assert size_of(svg) == CUTS[cut]


def test_the_same_words_give_the_same_bytes() -> None:
    first = poster("event", "lankum-vicar-street", "Lankum", "folk", "card")
    poster.cache_clear()
    assert poster("event", "lankum-vicar-street", "Lankum", "folk", "card") == first


def test_another_slug_gives_another_picture() -> None:
    assert poster("event", "a", "Lankum", "folk") != poster("event", "b", "Lankum", "folk")


def test_a_rail_of_one_family_does_not_look_alike() -> None:
    backs = {poster("event", f"night-{n}", "Lankum", "folk").split("</defs>")[1][:60] for n in range(24)}
    assert len(backs) >= 4


@pytest.mark.parametrize("cut", ["plain", "wide", "tall"])
def test_the_silent_cuts_carry_no_lettering(cut: str) -> None:
    assert "translate" not in poster("event", "x", "Lankum", "folk", cut)


def test_a_card_carries_its_name_as_outlines_and_never_as_text() -> None:
    svg = poster("event", "lankum", "Lankum", "folk", "card")
    assert "translate" in svg
    assert "Lankum" not in svg
    assert "<text" not in svg


def test_letters_that_a_face_lacks_fall_back_to_their_plain_form() -> None:
    assert printable("anton", "Rebūke") == "REBUKE"
    assert printable("fraunces", "Žižek & ß") == "Zizek & ss"
    assert printable("abril", "漢字") == ""


def test_a_name_that_cannot_be_printed_gives_the_picture_alone() -> None:
    assert block("abril", "漢字", 100, 100) is None
    assert "translate" not in poster("event", "kanji", "漢字", "jazz", "card")


def test_a_venue_shows_its_name_on_the_fascia() -> None:
    assert "translate" in poster("venue", "whelans", "Whelan's", "", "card", room="live venue")


def test_an_avatar_is_small_and_square() -> None:
    assert size_of(poster("avatar", "aoife", "Aoife Byrne", "trad")) == (96, 96)


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=300), slug=st.text(max_size=80), family=st.sampled_from([*FAMILIES, "<x>", ""]))
def test_any_words_at_all_give_well_formed_xml_without_them(title: str, slug: str, family: str) -> None:
    for kind in ("event", "venue", "avatar"):
        svg = poster(kind, slug, title + "<script>&", family, "card")
        ET.fromstring(svg)
        assert "script" not in svg
        assert len(svg.encode()) <= LARGEST
