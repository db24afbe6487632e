"""The page of one act in words, and the act held up on Home; nothing that no source said."""

from datetime import date, datetime

from wtc import clock
from wtc.domain import credits, setlists, words
from wtc.domain.artists import address, art, artist_card, sound
from wtc.domain.cards import card
from wtc.domain.mixes import profile as mixcloud_page
from wtc.domain.players import player
from wtc.language import t
from wtc.shapes.artist_pages import ArtistDetail, Spotlight
from wtc.shapes.artists import Alike, Profile
from wtc.shapes.players import Player

_BRIEF = 3
_ABOUT = 220


def detail(profile: Profile, *, now: datetime, players: bool = True) -> ArtistDetail:
    """The page of one act at the moment ``now``; ``players`` is whether mixes may be played here."""
    artist, today = profile.artist, clock.local(now).date()
    cards = tuple(card(event, now=now) for event in profile.events)
    return ArtistDetail(
        id=artist.id,
        slug=artist.slug,
        path=address(artist),
        name=artist.name,
        eyebrow=" · ".join(filter(None, (sound(artist), words.place(artist.home_city)))) or t("On our bills"),
        line=_standing(profile),
        summary=in_a_few_words(profile, now=now),
        wide=art(artist, "wide"),
        square=art(artist),
        photo=artist.image.card if artist.image else "",
        photo_by=credits.source_name(profile.told_by.get("image", "")) if artist.image else "",
        aliases=", ".join(profile.aliases[:4]),
        about=tuple(line for line in profile.about.split("\n") if line.strip()),
        about_by=credits.source_name(profile.told_by.get("about", "")),
        followers=followers(artist.followers),
        dates=_dates(len(cards)),
        none=_none(profile),
        cards=cards,
        mixes=mixes(profile, today=today, players=players),
        mixcloud=mixcloud_page(profile.mixcloud) if not artist.sample else "",
        similar=tuple(artist_card(each.artist, now=now, why=why(each)) for each in profile.similar),
        setlists=tuple(setlists.shown(show, today) for show in profile.setlists),
        songs=setlists.top_songs(profile.setlists),
        credits=tuple(credits.credited(profile)),
        known=tuple(credits.known_as(known) for known in profile.known),
        sample=artist.sample,
        samples=artist.sample or _made_up(profile),
    )


def spotlight(profile: Profile, reason: str, *, now: datetime, players: bool = True) -> Spotlight:
    """An act held up on Home, and why it is this one."""
    artist = profile.artist
    teller = credits.source_name(profile.told_by.get("about", "")) if profile.about else ""
    return Spotlight(
        id=artist.id,
        href=address(artist),
        name=artist.name,
        reason=reason,
        eyebrow=" · ".join(filter(None, (sound(artist), words.place(artist.home_city)))),
        about=_shortened(profile.about) or in_a_few_words(profile, now=now),
        about_by=t("In the words of {who}.", who=teller) if teller else "",
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
    town = words.place(artist.home_city)
    who = plays or (artist.name if town else "")
    said = [t("{who} from {place}.", who=who, place=town) if town else f"{who}." if who else ""]
    said = [words.capital(each) for each in said if each]
    if artist.dates and artist.next_date:
        first = words.day(clock.local(artist.next_date).date(), today)
        kind = "sample date" if artist.sample_dates else "date"
        said.append(t("{dates} to come, the next on {day}.", dates=words.counted(artist.dates, kind), day=first))
    else:
        said.append(t("No dates listed just now."))
    return " ".join(said)


def followers(count: int) -> str:
    """'No followers yet', '1 follower', '1,204 followers'."""
    return words.counted(count, "follower") if count else t("No followers yet")


def why(alike: Alike) -> str:
    """What two acts have in common: '3 shared bills · trad, folk · also Galway'."""
    said = [
        words.counted(alike.bills, "shared bill") if alike.bills else "",
        ", ".join(alike.genres[:2]),
        t("also {place}", place=words.place(alike.town)) if alike.town else "",
    ]
    return words.capital(" · ".join(filter(None, said)))


def _made_up(profile: Profile) -> bool:
    """Whether anything that the page lists is a sample."""
    shown = [each.sample for each in profile.events] + [each.sample for each in profile.mixes]
    return any(shown + [each.sample for each in profile.setlists])


def _dates(count: int) -> str:
    return t("{dates} to come", dates=words.counted(count, "date")) if count else t("No dates yet")


def _none(profile: Profile) -> str:
    name = profile.artist.name
    return t("{name} has nothing listed in Ireland just now. Follow, and you'll hear when that changes.", name=name)


def _standing(profile: Profile) -> str:
    kinds = {"person": t("Solo"), "group": t("Band"), "dj": t("DJ")}
    return " · ".join(filter(None, (kinds.get(profile.kind, ""), profile.disambiguation)))
