"""Acts in words: where one is, what it plays, its card and its line in one's own list; nothing no source said."""

from datetime import datetime, timedelta

from wtc import clock
from wtc.domain import words
from wtc.domain.artwork import artist_art
from wtc.domain.genres import FAMILIES, label
from wtc.domain.text import fold
from wtc.language import t
from wtc.shapes.artist_pages import ArtistCard, FollowedArtist
from wtc.shapes.artists import Artist

LATELY = timedelta(days=30)
_BRIEF = 3


def address(artist: Artist) -> str:
    """Where an act's page is."""
    return f"/artists/{artist.slug}"


def art(artist: Artist, cut: str = "square") -> str:
    """The address of the act's poster."""
    return artist_art(artist.slug, artist.name, artist.family, cut)


def sound(artist: Artist) -> str:
    """'Trad, folk': the family and up to two of the act's own genres that say more."""
    family = label(artist.family) if artist.family != "other" else ""
    own = [genre for genre in artist.genres if fold(genre) not in (fold(FAMILIES[artist.family]), fold(artist.family))]
    return ", ".join([family, *own][:_BRIEF] if family else own[:2])


def artist_card(artist: Artist, *, now: datetime, why: str = "") -> ArtistCard:
    """The card of one act: what it plays, where it is from, its next date."""
    today = clock.local(now).date()
    soon = clock.local(artist.next_date) if artist.next_date else None
    further = artist.dates - 1
    return ArtistCard(
        id=artist.id,
        href=address(artist),
        name=artist.name,
        line="" if why else " · ".join(filter(None, (sound(artist), words.place(artist.home_city)))),
        when=words.day(soon.date(), today) if soon else "",
        moment=soon.date().isoformat() if soon else "",
        more=t("and {count} more", count=further) if further > 0 else "",
        why=why,
        art=artist.image.card if artist.image else art(artist),
        srcset=artist.image.srcset if artist.image else "",
        fallback=art(artist),
        sample=artist.sample or artist.sample_dates,
    )


def followed(artist: Artist, *, now: datetime) -> FollowedArtist:
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
        family_name=label(artist.family),
        genres=artist.genres,
        art=artist.image.small if artist.image else art(artist, "thumb"),
        dates=artist.dates,
        followers=artist.followers,
        active_at=artist.active_at,
        lately=artist.active_at is not None and artist.active_at > now - LATELY,
        sample=shown.sample,
    )
