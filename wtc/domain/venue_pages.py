"""A room in words: its card, its page, and what each night of its calendar says. Nothing that nobody told us."""

from collections.abc import Iterable, Sequence
from datetime import date

from wtc.domain import pictures, places, words
from wtc.domain.artwork import map_address, venue_art
from wtc.domain.genres import FAMILIES, label
from wtc.domain.text import fold
from wtc.language import irish, n, t
from wtc.shapes.details import Fact
from wtc.shapes.pictures import Kept
from wtc.shapes.shell import Choice
from wtc.shapes.venue_pages import Checked, Photo, Tile, VenueCard, VenueDetail
from wtc.shapes.venues import Venue, VenuePhoto, VenueStory

PATH = "/venues"
CARD = 640
ENOUGH_GIGS = 3
"""Gigs of which a sound is made out: of fewer nothing is said."""
WALK_KM_PER_HOUR = 4.8
WALKABLE_KM = 3.0
STREETS_KM = 1.25
"""Rooms so near stand on the same small map."""


def card(room: Venue, *, photo: VenuePhoto | None = None, gigs: int = 0, far: float | None = None) -> VenueCard:
    """A room in a list; ``far`` is kilometres from where one is looking."""
    art = venue_art(room.slug, room.name, "card")
    kept = _kept(photo) if photo else None
    return VenueCard(
        id=room.id,
        href=f"{PATH}/{room.slug}",
        name=room.name,
        kind=t(room.kind.capitalize()),
        place=place(room),
        holds=t("Holds {count}", count=f"{room.capacity:,}") if room.capacity else "",
        gigs=t("{gigs} coming", gigs=words.gigs(gigs)) if gigs else "",
        far=distance(far) if far is not None else "",
        image=pictures.address(kept.digest, pictures.fitting(kept.width, CARD)) if kept else art,
        srcset=pictures.srcset(kept) if kept else "",
        square=venue_art(room.slug, room.name, "square"),
        fallback=art,
    )


def detail(story: VenueStory, *, today: date) -> VenueDetail:
    """The page of one room."""
    room = story.venue
    faces = {each.venue_id: each for each in story.faces}
    first = _kept(story.photos[0]) if story.photos else None
    art = venue_art(room.slug, room.name, "wide")
    geo = room.geo
    return VenueDetail(
        id=room.id,
        slug=room.slug,
        path=f"{PATH}/{room.slug}",
        name=room.name,
        eyebrow=", ".join(part for part in (t(room.kind.capitalize() or "Room"), words.place(room.city)) if part),
        lead=street(room),
        summary=summary(story),
        hero=pictures.address(first.digest, pictures.fitting(first.width, 1280)) if first else art,
        hero_small=pictures.address(first.digest, pictures.fitting(first.width, 640))
        if first
        else venue_art(room.slug, room.name, "tall"),
        hero_art=art,
        closed=room.closed,
        directions=f"https://www.openstreetmap.org/?mlat={geo.lat}&mlon={geo.lon}#map=17/{geo.lat}/{geo.lon}"
        if geo
        else "",
        lat=geo.lat if geo else 0.0,
        lon=geo.lon if geo else 0.0,
        placed=geo is not None,
        map=map_address(room.slug, room.name) if geo else "",
        pins=_pins(story),
        zoom=14 if sum(far <= STREETS_KM for _, far in story.near) >= 2 else 11,
        site=room.website,
        site_name=room.website.partition("://")[2].removeprefix("www.").partition("/")[0],
        phone=room.phone,
        call="tel:" + "".join(sign for sign in room.phone if sign.isdigit() or sign == "+") if room.phone else "",
        tiles=tuple(_tiles(story)),
        facts=tuple(_facts(room)),
        there=tuple(_there(room)),
        access=tuple(Checked(kind=_kind(line), text=line) for line in room.access),
        access_said=_access_said(room, today),
        amenities=room.amenities,
        about=tuple(line for line in room.about.split("\n") if line.strip()),
        plays=_plays(story),
        sounds=_sounds(story),
        photos=tuple(shown(each, number) for number, each in enumerate(story.photos, 1)),
        near=tuple(card(each, photo=faces.get(each.id), far=far) for each, far in story.near),
        edit=f"{PATH}/{room.slug}/edit",
    )


def summary(story: VenueStory) -> str:
    """One sentence for link previews and search results."""
    room = story.venue
    kind = room.kind.capitalize() or "Room"
    if irish():
        told = (t(kind), words.place(room.city), words.gigs(story.nights) if story.nights else "")
        return f"{room.name}: {', '.join(part for part in told if part)}."
    said = [f"{kind} in {room.city}" if room.city else kind, f"holds {room.capacity:,}" if room.capacity else ""]
    first = ", ".join(part for part in said if part)
    coming = f" {words.gigs(story.nights)} coming up." if story.nights else ""
    closed = "Closed. " if room.closed else ""
    return f"{closed}{room.name}: {first[:1].lower()}{first[1:]}.{coming}"


def shown(photo: VenuePhoto, number: int) -> Photo:
    """One photo as the gallery hangs it."""
    kept = _kept(photo)
    return Photo(
        id=photo.id,
        number=number,
        small=pictures.address(kept.digest, pictures.fitting(kept.width, 320)),
        srcset=pictures.srcset(kept),
        large=pictures.address(kept.digest, pictures.fitting(kept.width, 1280)),
        caption=photo.caption,
        width=photo.width,
        height=photo.height,
    )


def place(room: Venue) -> str:
    """'25 Wexford Street, Dublin'."""
    area = room.area if fold(room.area) != fold(room.city) else ""
    return ", ".join(part for part in (area, words.place(room.city)) if part)


def street(room: Venue) -> str:
    """The whole address, as much of it as is known."""
    county = words.county(room.county) if room.county and fold(room.county) != fold(room.city) else ""
    first = room.address or room.area
    rest = [part for part in (words.place(room.city), county) if part and f" {fold(part)} " not in f" {fold(first)} "]
    return ", ".join(part for part in (first, *rest) if part)


def distance(km: float) -> str:
    """'900 m', '2.1 km', '14 km'."""
    if km < 0.95:
        return f"{max(round(km * 10), 1) * 100} m" if km >= 0.05 else t("next door")
    return f"{km:.1f} km" if km < 10 else f"{km:.0f} km"


def _tiles(story: VenueStory) -> Iterable[Tile]:
    room = story.venue
    if room.capacity:
        yield Tile(figure=f"{room.capacity:,}", label=t("capacity"))
    gigs = _gigs_word(story, story.nights)
    yield Tile(figure=f"{story.nights:,}", label=t("{gigs} in the next 90 days", gigs=gigs))
    if usual := typical(story.prices):
        yield Tile(
            figure=words.money(usual[0] / 100, usual[1]),
            label=t("typical price of the {gigs} listed", gigs=_gigs_word(story)),
        )
    if (far := _from_centre(room)) is not None:
        yield Tile(figure=distance(far), label=t("from the middle of {place}", place=words.place(room.city)))


def _pins(story: VenueStory) -> str:
    """Where the small map asks for this room and those around it."""
    geo = story.venue.geo
    if geo is None:
        return ""
    up = 0.02 if sum(far <= STREETS_KM for _, far in story.near) >= 2 else 0.3
    box = (geo.lon - up * 1.7, geo.lat - up, geo.lon + up * 1.7, geo.lat + up)
    return "/v1/venues/pins?bbox=" + ",".join(f"{edge:.3f}" for edge in box)


def _gigs_word(story: VenueStory, count: int = 2) -> str:
    """Figures that rest on made-up gigs say so."""
    return n("sample gig", "sample gigs", count) if story.sample else n("gig", "gigs", count)


def _from_centre(room: Venue) -> float | None:
    town = places.town(room.city)
    if not (room.geo and town.known and town.lat is not None and town.lon is not None):
        return None
    return places.kilometres(room.geo.lat, room.geo.lon, town.lat, town.lon)


def _facts(room: Venue) -> Iterable[Fact]:
    if room.capacity or room.kind:
        kind = t(room.kind.capitalize())
        holds = t("Holds {count}", count=f"{room.capacity:,}") if room.capacity else kind
        yield Fact(icon="users", rest=holds, small=kind if room.capacity else "")
    if where := street(room):
        yield Fact(icon="pin", rest=where)


def _there(room: Venue) -> Iterable[Fact]:
    far = _from_centre(room)
    if far is None:
        return
    walk = round(far * 1.3 / WALK_KM_PER_HOUR * 60)  # streets are never as straight as the crow flies
    town = words.place(room.city)
    away = t("{away} from the middle of {place}", away=distance(far), place=town)
    said = away if far >= 0.05 else t("In the middle of {place}", place=town)
    small = t("About {count} min on foot", count=max(walk, 1)) if far <= WALKABLE_KM else t("As the crow flies")
    yield Fact(icon="near", rest=said, small=small)


def _kind(line: str) -> str:
    folded = f"{fold(line)} "
    if "not confirmed" in folded or "not known" in folded:
        return "info"
    return "close" if folded.startswith(("no ", "not ")) else "check"


def _access_said(room: Venue, today: date) -> str:
    if not room.access:
        return t("Nobody has told us yet.")
    if not room.access_checked_on:
        return t("Not checked by us.")
    return t("Checked {day}.", day=words.day(room.access_checked_on, today))


def _plays(story: VenueStory) -> str:
    """'Mostly folk and indie, going by the 23 gigs listed here.' or nothing where that would be a guess."""
    total = sum(count for _, count in story.sounds)
    if total < ENOUGH_GIGS:
        return ""
    top = [family for family, count in story.sounds[:2] if count * 4 >= total]
    said = words.listed([label(family).lower() for family in top])
    if not top:
        return t("It plays a bit of everything.")
    return t(
        "Mostly {sounds}, going by the {count} {gigs} listed here.", sounds=said, count=total, gigs=_gigs_word(story)
    )


def _sounds(story: VenueStory) -> tuple[Choice, ...]:
    own = [(family, -1) for family in story.venue.genre_focus if family in FAMILIES]
    heard = story.sounds[:4] if sum(count for _, count in story.sounds) >= ENOUGH_GIGS else ()
    seen = dict(own) | dict(heard)
    return tuple(
        Choice(key=family, label=label(family), href=f"{PATH}?genreFocus={family}", count=count)
        for family, count in seen.items()
    )


def _kept(photo: VenuePhoto) -> Kept:
    return Kept(digest=photo.digest, width=photo.width, height=photo.height)


def typical(prices: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    """What the listed gigs usually cost to get in: the middle one, of the commonest currency; None for too few."""
    if len(prices) < ENOUGH_GIGS:
        return None
    currencies = [currency for _, currency in prices]
    currency = max(set(currencies), key=currencies.count)
    ordered = sorted(cents for cents, of in prices if of == currency)
    return round(ordered[len(ordered) // 2] / 100) * 100, currency
