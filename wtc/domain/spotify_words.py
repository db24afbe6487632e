"""A fan's Spotify connection in words: how a sign-in there ended, and how the connection stands."""

from datetime import datetime, timedelta

from wtc.clock import local
from wtc.domain import words
from wtc.domain.genres import label
from wtc.language import n, t, word
from wtc.shapes.spotify import Connection, SpotifyAct, SpotifyCard, SpotifyStatus

GENRES, ACTS = 5, 4
SOON = timedelta(days=14)
OVER = word("Spotify asks for your word again every six months, and that time is up.")
OUTCOMES = {
    "connected": word("Connected. We're reading what you play; it takes a few seconds."),
    "denied": word("You said no at Spotify, and that's grand. Nothing was read."),
    "state": word("That sign-in wasn't begun here, or not by you. Nothing was connected. Begin again below."),
    "expired": word("That sign-in took longer than ten minutes. Begin again below."),
    "used": word("That sign-in was used already. Begin again below if you're not connected."),
    "refused": word("Spotify didn't take that sign-in. Begin again below."),
    "failed": word("Spotify stopped that sign-in with an error of its own. Nothing was connected. Try again."),
    "down": word("Spotify isn't answering just now. Nothing was connected. Try again in a while."),
    "unlisted": word("Spotify hasn't let you in: this site may only read people its owner has listed there."),
    "off": word("Spotify isn't set up in this house."),
}
"""How a sign-in ended, by the word in the address."""
GOOD = ("connected", "denied")


def card(status: SpotifyStatus, told: Connection | None, *, now: datetime) -> SpotifyCard:
    """The connection as the page shows it."""
    if told is None:
        return SpotifyCard(state=status.state)
    shown: list[dict[str, str]] = next(
        (told.top_artists[name] for name in ("medium", "short", "long") if told.top_artists.get(name)), []
    )
    acts = tuple(
        SpotifyAct(name=each["name"], url=each["url"], href=f"/artists/{each['slug']}" if each.get("slug") else "")
        for each in shown[:ACTS]
    )
    return SpotifyCard(
        state=status.state,
        name=told.name or told.spotify_user_id,
        line=_line(status),
        problem="" if status.state == "refused" and not status.syncing else t(told.problem),
        read=_read(told, now),
        consent=_consent(told, now),
        genres=tuple(label(each["key"]) for each in told.top_genres[:GENRES]),
        acts=acts,
        syncing=status.syncing,
        training=told.training,
    )


def _line(status: SpotifyStatus) -> str:
    if status.syncing:
        return t("Reading what you play.")
    return {
        "ask again": t("Spotify wants your word again. What we read before stays until you disconnect."),
        "refused": t("Not let in at Spotify yet. Once this site's owner has listed you there, sync again."),
    }.get(status.state, t("Connected."))


def _read(told: Connection, now: datetime) -> str:
    if told.synced_at is None:
        return t("Nothing read yet.")
    return t(
        "{acts} read {when}: your most played, whom you follow, and saved tracks.",
        acts=n("{count} act", "{count} acts", told.acts),
        when=when(told.synced_at, now),
    )


def _consent(told: Connection, now: datetime) -> str:
    if told.state != "connected" or told.consent_ends_at - now > SOON:
        return ""
    end = local(told.consent_ends_at)
    return t("Spotify will ask for your word again on {day}.", day=f"{end.day} {words.month_name(end)}")


def when(moment: datetime, now: datetime) -> str:
    """A moment in the past for a reader: 'today at 14:05', 'Fri 20 Nov at 09:30'; Irish time."""
    here, today = local(moment), local(now).date()
    day = t("today") if here.date() == today else words.day(here.date(), today)
    return t("{day} at {clock}", day=day, clock=f"{here:%H:%M}")
