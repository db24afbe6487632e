"""Who told what about an act: the sources, the ways back to them, and what each calls it."""

from collections.abc import Iterator

from wtc.domain.mixes import profile as mixcloud_page
from wtc.domain.text import web_address
from wtc.domain.words import capital
from wtc.language import t, told, word
from wtc.shapes.artist_pages import Credit, KnownAs
from wtc.shapes.artists import Known, Profile

NAMES = {
    "spotify": "Spotify",
    "musicbrainz": "MusicBrainz",
    "ticketmaster": "Ticketmaster",
    "bandsintown": "Bandsintown",
    "mixcloud": "Mixcloud",
    "setlistfm": "setlist.fm",
    "eventbrite": "Eventbrite",
    "dice": "Dice",
    "local": word("Local"),
    "bundled": word("our own notes"),
}
HOMES = {
    "ticketmaster": "https://www.ticketmaster.ie/",
    "bandsintown": "https://www.bandsintown.com/",
    "eventbrite": "https://www.eventbrite.ie/",
    "dice": "https://dice.fm/",
    "spotify": "https://open.spotify.com/",
    "mixcloud": "https://www.mixcloud.com/",
    "setlistfm": "https://www.setlist.fm/",
    "musicbrainz": "https://musicbrainz.org/",
}
"""Whose facts, pictures and sounds stand on our pages: the foot of every page names them, with the way there."""
_COLOURS = {
    "spotify": "emerald",
    "musicbrainz": "violet",
    "ticketmaster": "sky",
    "bandsintown": "violet",
    "mixcloud": "sky",
    "setlistfm": "gold",
    "eventbrite": "gold",
    "dice": "coral",
    "local": "emerald",
}
_FACTS = {"image": word("picture"), "about": word("words"), "genres": word("genres"), "country": word("country")}
"""What is said of a fact that a source told; ids and addresses are not on the page."""
_LINKS = {
    "website": word("Website"),
    "homepage": word("Website"),
    "instagram": "Instagram",
    "facebook": "Facebook",
    "bandcamp": "Bandcamp",
    "soundcloud": "SoundCloud",
    "youtube": "YouTube",
    "wikipedia": "Wikipedia",
}


def source_name(source: str) -> str:
    """The name that a source goes by; empty for none."""
    return told(NAMES.get(source, source))


def credited(profile: Profile) -> Iterator[Credit]:
    """Every source whose words or pictures are on the page, with the way back to it; then the act's own pages."""
    gave: dict[str, list[str]] = {}
    for fact, source in profile.told_by.items():
        gave.setdefault(source, []).extend([_FACTS[fact]] if fact in _FACTS else [])
    for mix in profile.mixes:
        gave.setdefault("mixcloud", []).append(word("sample mixes") if mix.sample else word("mixes"))
    for show in profile.setlists:
        gave.setdefault("setlistfm", []).append(word("sample shows") if show.sample else word("past shows"))
    for event in profile.events:
        for mark in event.sources:
            gave.setdefault(mark.source, []).append(word("sample dates") if event.sample else word("dates"))
    hrefs = dict(_ways(profile))
    for source in [name for name in NAMES if name in gave or name in hrefs]:
        if source != "bundled":
            yield Credit(
                key=source,
                name=source_name(source),
                kind=_COLOURS.get(source, "muted"),
                gave=capital(", ".join(t(each) for each in dict.fromkeys(gave.get(source, ())))) or t("Profile"),
                href=hrefs.get(source, ""),
            )
    for kind, url in profile.links.items():
        if kind in _LINKS and web_address(url) and not profile.artist.sample:
            yield Credit(
                key=kind, name=told(_LINKS[kind]), kind="muted", gave=t("Their own page"), href=web_address(url)
            )


def _ways(profile: Profile) -> Iterator[tuple[str, str]]:
    """The act's page at each source; samples have none."""
    if profile.artist.sample:
        return
    for known in reversed(profile.known):
        if known.url:
            yield known.source, known.url
    for source in NAMES:
        if url := web_address(profile.links.get(source, "")):
            yield source, url
    if profile.mixcloud:
        yield "mixcloud", mixcloud_page(profile.mixcloud)
    shows = next((show.url for show in profile.setlists if show.url and not show.sample), "")
    if shows and "setlistfm" not in profile.links and web_address(shows):
        yield "setlistfm", web_address(shows)


def known_as(known: Known) -> KnownAs:
    """What one source calls an act, and how sure we are that it means that one."""
    return KnownAs(
        key=known.source,
        source=source_name(known.source),
        kind=_COLOURS.get(known.source, "muted"),
        name=known.name or known.source_id,
        sure=_sure(known),
        href=known.url,
    )


def _sure(known: Known) -> str:
    if known.sample:
        return t("Sample")
    if known.how == "admin":
        return t("Checked by hand")
    if known.how == "hard id" or known.confidence >= 1:
        return t("Certain")
    if known.how == "alias":
        return t("By another name")
    return t("{share}% sure", share=min(99, round(known.confidence * 100)))
