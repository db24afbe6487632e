"""A connection in words: each state says what it is and what to do, once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wtc.domain import spotify_words as words
from wtc.shapes.spotify import Connection, SpotifyStatus

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ACTS = [{"id": str(n), "name": f"Act {n}", "url": f"https://open.spotify.com/artist/{n}", "slug": ""} for n in range(9)]
TOLD = Connection(
    user_id=1, state="connected", name="Nóirín", spotify_user_id="n", access="", refresh="", scopes="", expires_at=NOW,
    connected_at=NOW, consent_ends_at=NOW + timedelta(days=180), synced_at=NOW - timedelta(days=1), problem="",
    training=False, top_artists={"short": [], "medium": ACTS, "long": []},
    top_genres=tuple({"key": str(n), "label": f"Sound {n}", "share": 0.1} for n in range(8)), acts=1,
)  # fmt: skip


def status(state: str, **more: bool) -> SpotifyStatus:
    return SpotifyStatus(configured=True, state=state, **more)  # type: ignore[arg-type]


def test_five_sounds_four_acts_and_when_it_was_read() -> None:
    card = words.card(status("connected"), TOLD, now=NOW)
    assert (len(card.genres), [act.name for act in card.acts]) == (5, ["Act 0", "Act 1", "Act 2", "Act 3"])
    assert card.read.startswith("1 act read Fri 20 Nov at 12:00")
    assert (card.name, card.line, card.problem, card.consent) == ("Nóirín", "Connected.", "", "")


@pytest.mark.parametrize("state", ["off", "none"])
def test_without_a_connection_there_is_nothing_to_say(state: str) -> None:
    assert words.card(status(state), None, now=NOW).state == state


def test_each_trouble_is_said_once() -> None:
    refused = words.card(status("refused"), replace(TOLD, state="refused", problem="x"), now=NOW)
    assert (refused.problem, "owner has listed you" in refused.line) == ("", True)
    again = words.card(status("ask again"), replace(TOLD, state="ask again", problem=words.OVER), now=NOW)
    assert (again.problem, "stays until you disconnect" in again.line) == (words.OVER, True)
    assert words.card(status("connected", syncing=True), TOLD, now=NOW).line == "Reading what you play."


def test_the_end_of_the_consent_is_told_two_weeks_before() -> None:
    soon = replace(TOLD, consent_ends_at=NOW + timedelta(days=10))
    assert (
        words.card(status("connected"), soon, now=NOW).consent == "Spotify will ask for your word again on 1 December."
    )


def test_every_outcome_is_a_sentence() -> None:
    assert all(said.endswith(".") for said in words.OUTCOMES.values())
    assert set(words.GOOD) < set(words.OUTCOMES)
