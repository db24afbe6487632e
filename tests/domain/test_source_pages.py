"""The source room in words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from wtc.domain import source_pages
from wtc.shapes.engine import SourceHealth, SourceState, SourceUse
from wtc.shapes.jobs import Alert, Job, JobState, Progress

NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)


def job(**more: Any) -> Job:
    given: dict[str, Any] = {"id": 1, "kind": "ingest", "run_at": NOW, "created_at": NOW - timedelta(minutes=5)}
    return Job(**given | more)


def source(word: str, **more: Any) -> source_pages.SourceCard:
    told = {"fix": "Do this.", "message": "It said no.", "report": {"seen": 1200, "seconds": 3.25}}
    town = SourceState(source="dice", city="Cork", status="ok", last_synced_at=NOW)
    health = SourceHealth(source="dice", name="Dice", word=word, states=(town,), **told, **more)
    return source_pages.source(health, [], by_city=True, aside=0, now=NOW)


@pytest.mark.parametrize(
    ("use", "words", "share"),
    [
        (None, "", -1),
        ({"calls": 1}, "1 call today", -1),
        ({"calls": 3, "failed": 2}, "3 calls today, 2 failed", -1),
        ({"calls": 188, "quota": 5000, "left": 4812}, "4,812 of 5,000 calls left; 188 calls today", 96),
        ({"calls": 9, "left": 5}, "5 calls left; 9 calls today", -1),
        (
            {"calls": 1440, "quota": 1440, "left": 0, "resets_at": NOW + timedelta(hours=10)},
            "Nothing left, so we serve what we have; whole again Sun 22 Nov, 00:00; 1,440 calls today",
            0,
        ),
    ],
)
def test_the_gauge_says_what_is_left(use: dict[str, Any] | None, words: str, share: int) -> None:
    made = SourceUse(source="x", day=NOW.date(), **use) if use else None
    assert source_pages.gauge(made, NOW) == (words, share)


@pytest.mark.parametrize("word", [*source_pages.STANDINGS, "something new"])
def test_every_word_of_a_source_has_its_words_and_colour(word: str) -> None:
    card = source(word)
    assert card.state
    assert card.tone in ("emerald", "gold", "coral", "sky", "muted")
    assert card.fix == "Do this."
    assert card.can_read is (word not in ("off", "missing key"))
    assert card.towns == "1 town asked about"
    assert card.figures[0].value == "1,200"


def test_the_sentence_counts_what_matters() -> None:
    assert source_pages.sentence([source("off")], []) == "No source is on, nothing new is wrong."
    alert = source_pages.alert(Alert(id=1, key="x", level="critical", title="x", opened_at=NOW, seen_at=NOW), NOW)
    cards = [source("ok"), source("failed"), source("missing key")]
    assert source_pages.sentence(cards, [alert]) == "One of two sources well, one new alert."


@pytest.mark.parametrize(
    ("one", "state", "words", "percent"),
    [
        ({"state": JobState.RUNNING, "progress": Progress(done=3, total=9, words="3 of 9")}, "Running", "3 of 9", 33),
        ({"state": JobState.RUNNING}, "Running", "", -1),
        ({"run_at": NOW + timedelta(minutes=10), "attempts": 1, "problem": "Down."}, "Tried again 14:10", "Down.", -1),
        ({"state": JobState.FAILED, "problem": "The key is refused."}, "Failed", "The key is refused.", -1),
        (
            {"state": JobState.DONE, "result": {"seen": 1200, "new": 3, "changed": 0}},
            "Done",
            "1,200 seen, 3 new, 0 changed",
            -1,
        ),
        ({"state": JobState.DONE, "result": {"skipped": "blocked"}}, "Done", "Skipped: blocked.", -1),
        ({"state": JobState.DONE, "result": {"read": {}}}, "Done", "Everything was read a short while ago.", -1),
        (
            {"state": JobState.DONE, "result": {"read": {"dice": {"seen": 2, "new": 1, "changed": 0}}}},
            "Done",
            "Dice 2 seen, 1 new, 0 changed",
            -1,
        ),
    ],
)
def test_a_job_says_how_it_stands(one: dict[str, Any], state: str, words: str, percent: int) -> None:
    card = source_pages.job(job(about="ticketmaster:Galway", **one), "Read one source", NOW)
    assert (card.state, card.words, card.percent) == (state, words, percent)
    assert card.about == "Ticketmaster, Galway"
    assert card.asked == "13:55, by the clock"
