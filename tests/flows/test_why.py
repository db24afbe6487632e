"""An event explained: the same number as on the card, whichever list it is, and its words when there is none."""

import asyncio

from tests import taste as t
from tests.catalogue import NOW, Catalogue
from tests.flows.test_rails import friday_evening, make, page  # noqa: F401  (a fixture)
from wtc.flows import why
from wtc.services import dials
from wtc.shapes.why import WhyPage


def explain(user_id: int, event_id: int, chosen: str = "") -> WhyPage:
    return asyncio.run(why.page(user_id, event_id, chosen=chosen))


def total(shown: WhyPage) -> int:
    return sum(int(row.share.replace("−", "-")) for row in shown.rows)


def test_the_drawer_and_the_card_say_the_same_number(catalogue: Catalogue) -> None:
    """Acceptance check 3: every number adds up to the score that the card shows."""
    gigs = [catalogue.gig(f"Gig {n}", genres=("trad",), room=f"Room {n}", hours=2 + n) for n in range(4)]
    aoife = t.fan(catalogue, genres=["trad"], cities=["Dublin"], budget_max=1_500)
    t.save(catalogue, aoife, gigs[0])
    for chosen in ("", "points", "learned"):
        cards = page(aoife, chosen)
        for card in (cards.hero.card, *cards.weekend.cards):
            shown = explain(aoife, card.id, chosen)
            assert shown.match == card.match
            assert total(shown) == int(card.match)


def test_turning_a_sound_down_lowers_the_match_and_is_undone(catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum", genres=("trad",))
    aoife = t.fan(catalogue, genres=["trad"])
    before = explain(aoife, gig)
    dial = next(row.dial for row in before.rows if row.dial.startswith("genre:"))
    dials.turn(catalogue.session, aoife, dial, -2, now=NOW)
    catalogue.session.commit()
    after = explain(aoife, gig)
    assert int(after.match) < int(before.match)
    assert "Much less, as you asked" in {row.turned for row in after.rows}
    dials.turn(catalogue.session, aoife, dial, 0, now=NOW)
    catalogue.session.commit()
    assert explain(aoife, gig).match == before.match


def test_a_fan_of_whom_nothing_is_known_gets_no_number(catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum")
    t.save(catalogue, t.fan(catalogue), gig)
    shown = explain(t.fan(catalogue, "new@example.org"), gig)
    assert (shown.match, shown.word) == ("", "Popular")
    assert {row.share for row in shown.rows} == {""}


def test_a_night_that_is_not_there_is_a_problem_in_words(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum")
    assert explain(t.fan(catalogue), 987_654).problem
