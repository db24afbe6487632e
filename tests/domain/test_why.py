"""The drawer adds up, says nothing it does not know, and tells what speaks against a night too."""

from dataclasses import replace

import pytest

from wtc.domain import home, why
from wtc.shapes.events import Event
from wtc.shapes.taste import Pick, Picks, Policy, Reason
from wtc.shapes.why import WhyPage, WhyRow

EVENT = Event(id=7, slug="lankum", title="Lankum")


def reason(factor: str, share: int, **more: str) -> Reason:
    return Reason(factor=factor, contribution=share / 10, share=share, title=f"By {factor}", chip=factor, **more)


def shown(*reasons: Reason, match: int | None = 60, steps: dict[str, int] | None = None, **more: object) -> WhyPage:
    pick = replace(Pick(event=EVENT, position=1, match=match, reasons=reasons), **more)  # type: ignore[arg-type]
    return why.page(Picks(picks=(pick,), policy=Policy(ranker="additive")), steps or {})


def number(row: WhyRow) -> int:
    return int(row.share.replace("−", "-"))


PARTS = (
    reason("followed_act", 50, kind="artist", dial="act:4"),
    reason("budget", -15, kind="price", dial="budget"),
    reason("soon", 5, kind="recency", dial="soon"),
    reason("popular", 8, kind="popular", dial="popular"),
    reason("near", 12, kind="distance", dial="near"),
    reason("hour", 0, kind="night"),
)


def test_the_numbers_of_the_rows_add_up_to_the_match() -> None:
    page = shown(*PARTS)
    assert sum(number(row) for row in page.rows) == 60
    assert page.match == "60"


def test_it_starts_where_everyone_starts_and_ends_with_what_speaks_against() -> None:
    page = shown(*PARTS)
    assert [row.title for row in page.rows] == ["Where everyone starts", "By followed_act", "By near", "By budget"]
    assert [row.share for row in page.rows] == ["13", "+50", "+12", "−15"]
    assert "minus" in page.rows[-1].kind


def test_each_bar_begins_where_the_one_before_it_ended() -> None:
    rows = shown(*PARTS).rows
    assert [(row.start, row.width) for row in rows] == [(0, 13), (13, 50), (63, 12), (60, 15)]


def test_bars_stay_in_their_box_when_much_speaks_for_and_much_against() -> None:
    rows = shown(reason("followed_act", 140), reason("budget", -80)).rows
    assert all(row.start >= 0 and row.start + row.width <= 100.01 for row in rows)


def test_what_is_dear_leads_to_the_budget_and_a_dial_says_how_it_stands() -> None:
    rows = {row.title: row for row in shown(*PARTS, steps={"act:4": -1}).rows}
    assert rows["By budget"].href.startswith("/preferences")
    assert (rows["By followed_act"].step, rows["By followed_act"].turned) == (-1, "Less, as you asked")
    assert rows["By near"].turned == ""
    assert rows["Where everyone starts"].dial == ""  # two dials: neither would be the row's own


def test_a_stranger_to_the_list_gets_what_is_true_and_no_number() -> None:
    page = shown(
        reason("popular", 0)._replace(contribution=2.0, evidence="41 people saved it"), match=None, word="Popular"
    )
    assert (page.match, page.word, page.sure) == ("", "Popular", "")
    assert [(row.share, row.evidence) for row in page.rows] == [("", "41 people saved it")]
    assert "other people" in page.sentence


@pytest.mark.parametrize(
    ("confidence", "said"),
    [
        (None, "hasn't been measured"),
        (0.72, "Confidence: high. Of picks like this, fans say yes to about 7 in 10."),
        (0.31, "Confidence: middling. Of picks like this, fans say yes to about 3 in 10."),
        (0.02, "Confidence: low. Of picks like this, fans say yes to fewer than 1 in 10."),
    ],
)
def test_how_sure_we_are_is_said_with_what_it_means(confidence: float | None, said: str) -> None:
    assert said in shown(*PARTS, confidence=confidence).sure


def test_no_match_at_all_is_still_explained() -> None:
    against = reason("hidden_genre", 0)._replace(contribution=-3.0, dial="genre:techno")
    page = shown(reason("near", 0), against, match=0)
    assert page.match == "0"
    assert [(row.share, row.dial) for row in page.rows] == [("for", ""), ("against", "genre:techno")]
    assert "Nothing we know of you" in page.sentence


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (Policy(ranker="additive"), "Ranked on points you set."),
        (Policy(ranker="learned", model_version="3"), "Picked by the learned list, version 3."),
        (
            Policy(ranker="collaborative", model_version="12", crowd=True),
            f"Picked by the “fans like you” list, version 12. {home.CROWD}",
        ),
        (Policy(ranker="popularity", note="As you asked."), "Picked by the “popular now” list. As you asked."),
    ],
)
def test_a_list_says_which_one_it_is(policy: Policy, said: str) -> None:
    assert home.made_by(policy) == said


def test_a_variant_and_a_sample_are_said_in_the_last_line() -> None:
    pick = Pick(event=replace(EVENT, sample=True), position=1, match=1)
    line = why.page(Picks(picks=(pick,), policy=Policy(ranker="content", variant="b", experiment="x")), {}).line
    assert line.endswith("Variant b of a comparison. Sample listing.")
