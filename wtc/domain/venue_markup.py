"""A room as plain HTML and as schema.org reads it: what crawlers and previews read, and what stands first for all."""

from collections.abc import Iterable
from html import escape as e
from typing import Any

import orjson

from wtc.domain.artwork import venue_preview
from wtc.domain.linked_data import safe
from wtc.domain.markup import foot, head_of, missing, no_such, top
from wtc.domain.panels import OUT, SMALL, facts, icon, links
from wtc.language import t
from wtc.shapes.events import Event
from wtc.shapes.venue_pages import VenueCard, VenueDetail
from wtc.shapes.venues import Venue


def head(detail: VenueDetail, room: Venue, *, site: str) -> str:
    """The tags of the document's head; the picture for previews is a PNG, which every service can read."""
    image = site + venue_preview(room.slug, room.name)
    return head_of(
        site=site,
        path=detail.path,
        title=detail.name,
        said=detail.summary,
        image=image,
        linked_data=music_venue(detail, room, site=site, image=image),
    )


def music_venue(detail: VenueDetail, room: Venue, *, site: str, image: str) -> str:
    """The JSON-LD of one room, safe inside a script element: only what is known."""
    address = {
        "streetAddress": room.address or room.area,
        "addressLocality": room.city,
        "addressRegion": room.county,
        "addressCountry": "GB" if room.country == "NI" else room.country,
    }
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MusicVenue",
        "@id": site + detail.path,
        "url": site + detail.path,
        "name": room.name,
        "alternateName": list(room.aliases),
        "description": detail.summary,
        "image": image,
        "address": {"@type": "PostalAddress"} | {name: value for name, value in address.items() if value},
        "geo": {"@type": "GeoCoordinates", "latitude": room.geo.lat, "longitude": room.geo.lon} if room.geo else None,
        "maximumAttendeeCapacity": room.capacity,
        "telephone": room.phone,
        "sameAs": room.website,
    }
    return safe(orjson.dumps({name: value for name, value in said.items() if value}).decode())


def body(detail: VenueDetail, gigs: Iterable[Event]) -> str:
    """The readable page, under the id that the live page takes out when it is ready."""
    told = f"<b>{t('Closed.')}</b> {t('This room puts on no more gigs.')}"
    closed = f'<p class="note first c-coral">{told}</p>' if detail.closed else ""
    return "".join(
        (
            f'<div class="shell" id="shell"><a class="skip" href="#first">{t("Skip to content")}</a>',
            top(),
            '<main class="wrap rm" id="first">',
            _hero(detail),
            closed,
            _tiles(detail),
            links(t("On at {place}", place=detail.name), t("Soonest first"), gigs),
            f'<div class="g2 b"><div class="stack">{_near(detail.near)}</div>',
            f'<div class="stack">{_there(detail)}{_access(detail)}</div></div></main>{foot()}</div>',
        )
    )


def no_room() -> tuple[str, str]:
    """Head and body of the page at an address that no room has."""
    about = t("It may have closed, or the link lost its tail on the way.")
    words = missing(t("No room by that name."), about, "/venues", t("See every room"))
    body = f'<div class="shell" id="shell">{top()}<main class="wrap rm" id="first">{words}</main></div>'
    return no_such(t("No such room")), body


def _hero(detail: VenueDetail) -> str:
    way = (
        f'<a class="btn gls" href="{e(detail.directions)}" {OUT}>{icon("pin")}Directions{icon("external", SMALL)}</a>'
        if detail.directions
        else ""
    )
    return (
        f'<section class="hero rh"><picture><source media="(max-width: 767px)" srcset="{e(detail.hero_small)}">'
        f'<img src="{e(detail.hero)}" alt="" width="1260" height="540" fetchpriority="high"></picture>'
        f'<div class="hin"><p class="eye">{e(detail.eyebrow)}</p><h1>{e(detail.name)}</h1>'
        f'<p class="sub">{e(detail.lead)}</p><div class="hact">{way}</div></div></section>'
    )


def _tiles(detail: VenueDetail) -> str:
    shown = (f"<li><b class='num'>{e(tile.figure)}</b><span>{e(tile.label)}</span></li>" for tile in detail.tiles)
    return f'<ul class="tiles" aria-label="{t("In figures")}">{"".join(shown)}</ul>'


def _near(cards: Iterable[VenueCard]) -> str:
    shown = "".join(
        f'<li><img src="{e(each.image)}" alt="" width="104" height="78" loading="lazy"><div><h3>'
        f'<a href="{e(each.href)}">{e(each.name)}</a></h3><p class="meta muted">{e(each.holds)}</p></div></li>'
        for each in cards
    )
    return (
        f'<section class="panel"><h2>{t("Rooms nearby")}</h2><ul class="lu nr">{shown}</ul></section>' if shown else ""
    )


def _there(detail: VenueDetail) -> str:
    shown = facts(detail.there) + facts(detail.facts)
    return f'<section class="panel"><h2>{t("Getting there")}</h2><ul class="fl">{shown}</ul></section>' if shown else ""


def _access(detail: VenueDetail) -> str:
    shown = "".join(f"<li>{icon(each.kind)}<div>{e(each.text)}</div></li>" for each in detail.access)
    rest = f'<ul class="fl">{shown}</ul><p>{e(detail.access_said)}</p></section>'
    return f'<section class="panel"><h2>{t("Access")}</h2>{rest}'
