"""A card says of a pick what is known, in the right colour, and no number that was made up."""

from dataclasses import replace
from typing import Any

import pytest

from tests.domain.test_cards import LANKUM, NOW
from wtc.domain.cards import card, for_pick
from wtc.domain.chips import UNSURE, chip
from wtc.domain.feedback import LAST_POSITION, SURFACES, action, reason, sighting, slot
from wtc.errors import Invalid
from wtc.shapes.taste import Action, Pick, Reason

PICK = Pick(event=LANKUM, position=1, match=86, rank_score=0.86)


@pytest.mark.parametrize(
    ("score", "tier", "said"),
    [
        (0.39, "weak", "39% match, wild card"),
        (0.40, "fair", "40% match, fair"),
        (0.70, "fair", "70% match, fair"),
        (0.71, "strong", "71% match, strong"),
        (0.0, "weak", "0% match, wild card"),
        (0.99, "strong", "99% match, strong"),
    ],
)
def test_the_ring_is_muted_below_40_gold_to_70_and_emerald_above(score: float, tier: str, said: str) -> None:
    shown = for_pick(card(LANKUM, now=NOW), replace(PICK, rank_score=score, match=round(score * 100)))
    assert (shown.tier, shown.match_said, shown.word) == (tier, said, "")
    assert shown.match == str(round(score * 100))


@pytest.mark.parametrize(("sure", "tier"), [(None, "strong"), (UNSURE, "strong"), (UNSURE - 0.01, "strong lo")])
def test_a_guess_is_dotted_and_said_and_what_was_not_measured_is_no_guess(sure: float | None, tier: str) -> None:
    said = chip(replace(PICK, confidence=sure))
    assert said.tier == tier
    assert ("low confidence" in said.said) is (tier == "strong lo")


@pytest.mark.parametrize("word", ["Popular", "New"])
def test_where_taste_is_unknown_there_is_a_word_and_no_number(word: str) -> None:
    shown = for_pick(card(LANKUM, now=NOW), replace(PICK, match=None, word=word))
    assert (shown.word, shown.match, shown.match_said, shown.tier) == (word, "", "", "")


def test_the_chip_is_the_first_reason_that_has_one_with_its_icon() -> None:
    reasons = (
        Reason(factor="soon", contribution=2.0, kind="recency"),
        Reason(factor="followed_act", contribution=1.0, kind="artist", chip="You follow Lankum"),
        Reason(factor="near", contribution=1.0, kind="distance", chip="2 km away"),
    )
    shown = for_pick(card(LANKUM, now=NOW), replace(PICK, reasons=reasons))
    assert (shown.reason, shown.reason_icon, shown.reason_kind) == ("You follow Lankum", "heart", "emerald")
    strange = replace(PICK, reasons=(Reason(factor="x", contribution=1.0, kind="x", chip="X"),))
    assert (chip(strange).icon, chip(strange).kind) == ("music", "emerald")


def test_a_card_that_nobody_picked_says_nothing_of_taste() -> None:
    shown = card(LANKUM, now=NOW)
    assert (shown.match, shown.tier, shown.reason) == ("", "", "")


@pytest.mark.parametrize(
    "claim",
    [
        {"surface": "elsewhere"},
        {"position": 0},
        {"position": -1},
        {"position": LAST_POSITION + 1},
        {"session": "x" * 37},
        {"session": "a\nb"},
        {"session": "é"},
    ],
)
def test_a_browsers_claim_is_bounded(claim: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        sighting(**claim)
    assert set(refused.value.details) == set(claim)


def test_every_place_of_ours_can_be_named() -> None:
    assert all(sighting(place, LAST_POSITION, "x" * 36).surface == place for place in SURFACES)


def test_words_that_there_are_not_are_refused() -> None:
    with pytest.raises(Invalid):
        action("Save")
    with pytest.raises(Invalid):
        reason(Action.HIDE, "too_far")
    assert reason(Action.DOWN, "seen_them") == "seen_them"


def test_thumbs_share_a_slot_and_clicks_have_one_for_each_tab() -> None:
    assert slot(Action.UP, "t", "") == slot(Action.DOWN, "", "") == "thumb"
    assert slot(Action.SAVE, "t", "") == "save"
    assert [slot(Action.CLICK, tab, "2026-11-27") for tab in ("t", "")] == ["click:t", "click:2026-11-27"]
    assert len(slot(Action.CLICK, "x" * 36, "")) <= 48
