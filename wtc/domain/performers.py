"""Acts in words: cards, the page of one act, and why two of them are alike; nothing that no source said."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from wtc import clock
from wtc.domain import words
from wtc.domain.artwork import artist_art
from wtc.domain.cards import card
from wtc.domain.genres import FAMILIES
from wtc.domain.mixes import profile as mixcloud_page
from wtc.domain.players import player
from wtc.domain.text import fold, web_address
from wtc.shapes.performers import (
    Alike,
    ArtistCard,
    ArtistDetail,
    Credit,
    FollowedArtist,
    Known,
    KnownAs,
    Performer,
    Played,
    Profile,
    Setlist,
    Spotlight,
    TopSong,
)
from wtc.shapes.players import Player

NAMES = {
    "spotify": "Spotify",
    "musicbrainz": "MusicBrainz",
    "ticketmaster": "Ticketmaster",
    "bandsintown": "Bandsintown",
    "mixcloud": "Mixcloud",
    "setlistfm": "setlist.fm",
    "eventbrite": "Eventbrite",
    "dice": "Dice",
    "local": "Local",
    "bundled": "our own notes",
}
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
_LINKS = {
    "website": "Website",
    "homepage": "Website",
    "instagram": "Instagram",
    "facebook": "Facebook",
    "bandcamp": "Bandcamp",
    "soundcloud": "SoundCloud",
    "youtube": "YouTube",
    "wikipedia": "Wikipedia",
}
LATELY = timedelta(days=30)
TOP = 5
_BRIEF = 3
_ABOUT = 220


def address(artist: Performer) -> str:
    """Where an act's page is."""
    return f"/artists/{artist.slug}"


def art(artist: Performer, cut: str = "square") -> str:
    """The address of the act's poster."""
    return artist_art(artist.slug, artist.name, artist.family, cut)


def sound(artist: Performer) -> str:
    """'Trad, folk': the family and up to two of the act's own genres that say more."""
    family = FAMILIES[artist.family] if artist.family != "other" else ""
    own = [genre for genre in artist.genres if fold(genre) != fold(family) and fold(genre) != fold(artist.family)]
    return ", ".join([family, *own][:_BRIEF] if family else own[:2])


def artist_card(artist: Performer, *, now: datetime, why: str = "") -> ArtistCard:
    """The card of one act: what it plays, where it is from, its next date."""
    today = clock.local(now).date()
    soon = clock.local(artist.next_date) if artist.next_date else None
    further = artist.dates - 1
    return ArtistCard(
        id=artist.id,
        href=address(artist),
        name=artist.name,
        line="" if why else " · ".join(filter(None, (sound(artist), artist.home_city))),
        when=words.day(soon.date(), today) if soon else "",
        moment=soon.date().isoformat() if soon else "",
        more=f"and {further} more" if further > 0 else "",
        why=why,
        art=artist.image.card if artist.image else art(artist),
        srcset=artist.image.srcset if artist.image else "",
        fallback=art(artist),
        sample=artist.sample or artist.sample_dates,
    )


def followed(artist: Performer, *, now: datetime) -> FollowedArtist:
    """One act of a user's own list."""
    shown = artist_card(artist, now=now)
    return FollowedArtist(
        id=artist.id,
        slug=artist.slug,
        href=shown.href,
        name=artist.name,
        line=shown.line,
        when=shown.when,
        more=shown.more,
        next_date=artist.next_date,
        family=artist.family,
        family_name=FAMILIES[artist.family],
        genres=artist.genres,
        art=artist.image.small if artist.image else art(artist, "thumb"),
        dates=artist.dates,
        followers=artist.followers,
        active_at=artist.active_at,
        lately=artist.active_at is not None and artist.active_at > now - LATELY,
        sample=shown.sample,
    )


def detail(profile: Profile, *, now: datetime, players: bool = True, more_dates: int = 0) -> ArtistDetail:
    """The page of one act at the moment ``now``; ``players`` is whether mixes may be played here."""
    artist, today = profile.artist, clock.local(now).date()
    cards = tuple(card(event, now=now) for event in profile.events)
    setlists = tuple(_setlist(show, today) for show in profile.setlists)
    return ArtistDetail(
        id=artist.id,
        slug=artist.slug,
        path=address(artist),
        name=artist.name,
        eyebrow=" · ".join(filter(None, (sound(artist), artist.home_city))) or "On our bills",
        line=_standing(profile),
        summary=in_a_few_words(profile, now=now),
        wide=art(artist, "wide"),
        square=art(artist),
        photo=artist.image.card if artist.image else "",
        photo_by=source_name(profile.told_by.get("image", "")) if artist.image else "",
        aliases=", ".join(profile.aliases[:4]),
        about=tuple(line for line in profile.about.split("\n") if line.strip()),
        about_by=source_name(profile.told_by.get("about", "")),
        followers=followers(artist.followers),
        dates=_dates(len(cards) + more_dates),
        none=_none(profile),
        cards=cards,
        mixes=mixes(profile, today=today, players=players),
        mixcloud=mixcloud_page(profile.mixcloud) if not artist.sample else "",
        similar=tuple(artist_card(each.artist, now=now, why=why(each)) for each in profile.similar),
        setlists=setlists,
        songs=top_songs(profile.setlists),
        credits=tuple(_credits(profile)),
        known=tuple(_known_as(known) for known in profile.known),
        sample=artist.sample,
        samples=artist.sample or _made_up(profile),
    )


def spotlight(profile: Profile, reason: str, *, now: datetime, players: bool = True) -> Spotlight:
    """An act held up on Home, and why it is this one."""
    artist = profile.artist
    words_of = f" {source_name(profile.told_by['about'])}." if profile.about and profile.told_by.get("about") else ""
    return Spotlight(
        id=artist.id,
        href=address(artist),
        name=artist.name,
        reason=reason,
        eyebrow=" · ".join(filter(None, (sound(artist), artist.home_city))),
        about=_shortened(profile.about) or in_a_few_words(profile, now=now),
        about_by=f"In the words of{words_of}" if words_of else "",
        art=artist.image.card if artist.image else art(artist),
        fallback=art(artist),
        cards=tuple(card(event, now=now) for event in profile.events[:_BRIEF]),
        mixes=mixes(profile, today=clock.local(now).date(), players=players)[:1],
        sample=artist.sample or artist.sample_dates,
    )


def _shortened(text: str) -> str:
    """The first three lines' worth, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _ABOUT else flat[:_ABOUT].rpartition(" ")[0].rstrip(".,;:") + "…"


def mixes(profile: Profile, *, today: date, players: bool) -> tuple[Player, ...]:
    """The act's mixes as cards, each with its own picture, else the act's, else the act's poster."""
    own = profile.artist.image
    return tuple(
        player(
            key=mix.key,
            title=mix.title,
            art=mix.image.small if mix.image else own.small if own else art(profile.artist),
            today=today,
            seconds=mix.seconds,
            published_at=mix.published_at,
            url=mix.url,
            sample=mix.sample,
            enabled=players,
        )
        for mix in profile.mixes
    )


def in_a_few_words(profile: Profile, *, now: datetime) -> str:
    """One sentence or three for link previews and Home: what they play, from where, and when next."""
    artist, today = profile.artist, clock.local(now).date()
    plays = sound(artist)
    from_ = f" from {artist.home_city}" if artist.home_city else ""
    said = [f"{plays}{from_}." if plays else f"{artist.name}{from_}." if from_ else ""]
    said = [each[:1].upper() + each[1:] for each in said if each]
    if artist.dates and artist.next_date:
        first = words.day(clock.local(artist.next_date).date(), today)
        kind = "sample date" if artist.sample_dates else "date"
        said.append(f"{_counted(artist.dates, kind)} to come, the next on {first}.")
    else:
        said.append("No dates listed just now.")
    return " ".join(said)


def followers(count: int) -> str:
    """'Nobody follows them here yet', '1 follower', '1,204 followers'."""
    return _counted(count, "follower") if count else "No followers yet"


def why(alike: Alike) -> str:
    """What two acts have in common: '3 shared bills · trad, folk · also Galway'."""
    said = [
        _counted(alike.bills, "shared bill") if alike.bills else "",
        ", ".join(alike.genres[:2]),
        f"also {alike.town}" if alike.town else "",
    ]
    return _capital(" · ".join(filter(None, said)))


def top_songs(shows: Sequence[Played]) -> tuple[TopSong, ...]:
    """The songs played most in the shows that are written down, when any was played twice."""
    spelt: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for show in shows:
        for song in {fold(song.name): song.name for song in show.songs if song.name and not song.tape}.items():
            spelt.setdefault(*song)
            counted[song[0]] += 1
    most = counted.most_common(TOP)
    if not most or most[0][1] < 2:
        return ()
    return tuple(
        TopSong(name=spelt[folded], count=_counted(n, "night"), share=round(100 * n / most[0][1])) for folded, n in most
    )


def source_name(source: str) -> str:
    """The name that a source goes by; empty for none."""
    return NAMES.get(source, source)


def _made_up(profile: Profile) -> bool:
    """Whether anything that the page lists is a sample."""
    shown = [each.sample for each in profile.events] + [each.sample for each in profile.mixes]
    return any(shown + [each.sample for each in profile.setlists])


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _dates(count: int) -> str:
    return _counted(count, "date") + " to come" if count else "No dates yet"


def _none(profile: Profile) -> str:
    name = profile.artist.name
    return f"{name} has nothing listed in Ireland just now. Follow, and you'll hear when that changes."


def _standing(profile: Profile) -> str:
    kinds = {"person": "Solo", "group": "Band", "dj": "DJ"}
    return " · ".join(filter(None, (kinds.get(profile.kind, ""), profile.disambiguation)))


def _setlist(show: Played, today: date) -> Setlist:
    place = ", ".join(filter(None, (show.venue, show.city)))
    return Setlist(
        day=words.day(show.day, today),
        moment=show.day.isoformat(),
        place=place or "Somewhere we weren't told",
        count=_counted(len(show.songs), "song") if show.songs else "Nobody wrote it down",
        tour=show.tour,
        songs=tuple(_songs(show)),
        href="" if show.sample else web_address(show.url),
        sample=show.sample,
    )


def _songs(show: Played) -> Iterator[str]:
    for song in show.songs:
        marks = [
            f"{song.cover} cover" if song.cover else "",
            "encore" if song.encore else "",
            "on tape" if song.tape else "",
        ]
        said = ", ".join(filter(None, marks))
        yield f"{song.name or 'A song without a name'}{f' ({said})' if said else ''}"


def _credits(profile: Profile) -> Iterator[Credit]:
    """Every source whose words or pictures are on the page, with the way back to it; then the act's own pages."""
    gave: dict[str, list[str]] = {}
    for fact, source in profile.told_by.items():
        gave.setdefault(source, []).append({"image": "picture", "about": "words"}.get(fact, fact))
    for mix in profile.mixes:
        gave.setdefault("mixcloud", []).append("sample mixes" if mix.sample else "mixes")
    for show in profile.setlists:
        gave.setdefault("setlistfm", []).append("sample shows" if show.sample else "past shows")
    for event in profile.events:
        for mark in event.sources:
            gave.setdefault(mark.source, []).append("sample dates" if event.sample else "dates")
    hrefs = dict(_ways(profile))
    for source in [name for name in NAMES if name in gave or name in hrefs]:
        if source != "bundled":
            yield Credit(
                key=source,
                name=NAMES[source],
                kind=_COLOURS.get(source, "muted"),
                gave=_capital(", ".join(dict.fromkeys(gave.get(source, ())))) or "Profile",
                href=hrefs.get(source, ""),
            )
    for kind, url in profile.links.items():
        if kind in _LINKS and web_address(url) and not profile.artist.sample:
            yield Credit(key=kind, name=_LINKS[kind], kind="muted", gave="Their own page", href=web_address(url))


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


def _known_as(known: Known) -> KnownAs:
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
        return "Sample"
    if known.how == "admin":
        return "Checked by hand"
    if known.how == "hard id" or known.confidence >= 1:
        return "Certain"
    if known.how == "alias":
        return "By another name"
    return f"{min(99, round(known.confidence * 100))}% sure"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
