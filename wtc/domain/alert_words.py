"""Alerts in words: the sentence each one is, its card, and what is told of a gig that matches."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from wtc import clock
from wtc.domain import alerts, changes, filters, words
from wtc.domain.changes import News, Standing
from wtc.domain.genres import label
from wtc.language import irish, t
from wtc.shapes.alerts import Alert, AlertBegun, AlertCard, AlertDraft, AlertKind, Gig
from wtc.shapes.shell import Choice

GLYPHS = {
    AlertKind.ARTIST: "user",
    AlertKind.VENUE: "door",
    AlertKind.GENRE: "music",
    AlertKind.SEARCH: "search",
    AlertKind.TASTE: "spark",
}


def about(kind: AlertKind, term: str) -> str:
    """What people call a genre, a search or a taste."""
    if kind is AlertKind.GENRE:
        return label(term)
    if kind is AlertKind.SEARCH:
        chips = filters.active(alerts.read(term), datetime.min.replace(tzinfo=UTC))
        return ", ".join(chip.label for chip in chips)[:200]
    return t("Your taste")


def named(alert: Alert) -> str:
    """What an alert is about, in the language in hand; acts and rooms keep their names."""
    return about(alert.kind, alert.term) if alert.kind in (AlertKind.GENRE, AlertKind.SEARCH) else alert.about


def sentence(alert: Alert) -> str:
    """What follows 'Tell me when': 'Lankum plays within 30 km of Galway for up to €40'."""
    return f"{_what(alert)}{_where(alert)}{_price(alert)}"


def _what(alert: Alert) -> str:
    if alert.kind is AlertKind.ARTIST:
        return t("{act} plays", act=alert.about)
    if alert.kind is AlertKind.VENUE:
        return t("something is announced at {room}", room=alert.about)
    if alert.kind is AlertKind.GENRE:
        sound = named(alert)
        small = sound if irish() or sound[:2].isupper() or "&" in sound[:2] else sound.lower()
        return t("{sound} is announced", sound=small)
    if alert.kind is AlertKind.SEARCH:
        return t("something new turns up for “{search}”", search=named(alert))
    return t("something matches me above {least} %", least=alert.least)


def _where(alert: Alert) -> str:
    if not alert.city:
        return ""
    town = words.place(alert.city)
    return (
        t(" within {far} km of {town}", far=alert.radius_km, town=town)
        if alert.radius_km
        else t(" in {town}", town=town)
    )


def _price(alert: Alert) -> str:
    if alert.price_max is None:
        return ""
    return t(" for up to {price}", price=words.money(alert.price_max / 100)) if alert.price_max else t(" for free")


def card(alert: Alert) -> AlertCard:
    """An alert as its owner sees it."""
    return AlertCard(
        id=alert.id,
        kind=alert.kind.value,
        sentence=words.capital(sentence(alert)),
        glyph=GLYPHS[alert.kind],
        paused=alert.paused,
        href=href(alert),
    )


def begun(alert: Alert) -> AlertBegun:
    """The sentence as it stands when an alert is changed."""
    return AlertBegun(
        id=alert.id,
        kind=alert.kind.value,
        about=alert.term if alert.kind in (AlertKind.GENRE, AlertKind.SEARCH) else alert.about,
        words=named(alert),
        subject=alert.subject_id or 0,
        city=alert.city,
        radius=str(alert.radius_km or ""),
        price="" if alert.price_max is None else f"{alert.price_max / 100:g}",
        least=str(alert.least or ""),
    )


def draft(alert: Alert) -> AlertDraft:
    """The alert as it was typed in."""
    named = alert.kind in (AlertKind.GENRE, AlertKind.SEARCH)
    return AlertDraft(
        kind=alert.kind,
        about=alert.term if named else alert.about,
        subject_id=alert.subject_id,
        city=alert.city,
        radius_km=alert.radius_km,
        price_max=alert.price_max,
        least=alert.least,
    )


def href(alert: Alert) -> str:
    """Where one sees what is on already; '' where no search says it."""
    if alert.kind is AlertKind.SEARCH:
        return f"{filters.PATH}?{alert.term}"
    if alert.kind is AlertKind.GENRE and not alert.radius_km:
        most = None if alert.price_max is None else alert.price_max // 100
        return filters.address(alerts.read(""), genres=(alert.term,), city=alert.city, most=most)
    return ""


def news(alert: Alert, gig: Gig, *, match: int | None = None, now: datetime) -> News:
    """What the owner of an alert reads of a gig that matches it."""
    said = {
        AlertKind.ARTIST: t("{act}: a new show", act=alert.about),
        AlertKind.VENUE: t("At {room}: {title}", room=alert.about, title=gig.title),
        AlertKind.GENRE: f"{named(alert)}: {gig.title}",
        AlertKind.SEARCH: t("For “{search}”: {title}", search=shortened(named(alert), 60), title=gig.title),
        AlertKind.TASTE: t("{match} % match: {title}", match=match, title=gig.title),
    }[alert.kind]
    return News(title=said[:200], body=_facts(gig, now))


def followed(name: str, gig: Gig, now: datetime) -> News:
    """What a follower of an act reads of a new show."""
    return News(title=t("{act}: a new show", act=name)[:200], body=_facts(gig, now))


def _facts(gig: Gig, now: datetime) -> str:
    when = changes.when(Standing(day=gig.day, starts_at=gig.starts_at), clock.local(now).date())
    return f"{gig.title}, {', '.join(filter(None, (when, gig.venue, words.place(gig.city))))}."


def shortened(text: str, limit: int) -> str:
    """Text of at most ``limit`` characters, an ellipsis for what is left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def for_search(address: str) -> str:
    """Where an alert for an address of Discover begins; '' for one that is too wide to wait for."""
    term = alerts.search(address)
    return begin(AlertKind.SEARCH, term) if term else ""


def suggestion(kind: AlertKind, about: str, label: str) -> Choice:
    """A way to begin an alert: ``href`` opens the form with it."""
    return Choice(key=f"{kind.value}:{about}", label=label, href=begin(kind, about))


def begin(kind: AlertKind, about: str) -> str:
    """The address of the form with its first words filled in."""
    return f"/alerts?{urlencode({'kind': kind.value, 'about': about})}#new"
