"""An act as plain HTML and as schema.org reads it: what crawlers, previews and browsers without script see first.

It has the classes and the order of the page that takes its place; every word goes through ``html.escape``.
"""

from collections.abc import Iterable
from html import escape as e
from typing import Any

import orjson

from wtc import clock
from wtc.domain import linked_data, markup
from wtc.domain.artwork import artist_preview
from wtc.domain.panels import OUT, SMALL, icon
from wtc.language import t
from wtc.shapes.artist_pages import ArtistCard, ArtistDetail, Setlist
from wtc.shapes.artists import Profile
from wtc.shapes.events import EventCard

MOST_EVENTS = 20


def head(profile: Profile, detail: ArtistDetail, *, site: str) -> str:
    """The tags of the document's head, for the site at ``site``."""
    artist = profile.artist
    image = site + artist_preview(artist.slug, artist.name, artist.family)
    return markup.head_of(
        site=site,
        path=detail.path,
        title=detail.name,
        said=f"{detail.name}. {detail.summary}",
        image=image,
        linked_data=music_group(profile, detail, site=site, image=image),
        hidden=detail.sample,
    )


def nobody() -> tuple[str, str]:
    """Head and body of the page at an address that no act has."""
    about = t("They may go by another name now, or the link lost its tail on the way.")
    words = markup.missing(t("We looked. Nobody by that name."), about, "/artists", t("All artists"))
    tags = markup.no_such(t("No such act"))
    return tags, f'<div class="shell" id="shell">{markup.top()}<main class="wrap ev" id="first">{words}</main></div>'


def music_group(profile: Profile, detail: ArtistDetail, *, site: str, image: str) -> str:
    """The JSON-LD of one act, with its real dates; samples are told to nobody's machine."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Person" if profile.kind in ("person", "dj") else "MusicGroup",
        "@id": f"{site}{detail.path}",
        "url": f"{site}{detail.path}",
        "name": detail.name,
        "alternateName": list(profile.aliases),
        "description": profile.about[:1_000] or detail.summary,
        "disambiguatingDescription": profile.disambiguation,
        "genre": list(profile.artist.genres),
        "image": [image],
        "sameAs": list(dict.fromkeys(each.href for each in detail.credits if each.href)),
        "event": [
            {
                "@type": "MusicEvent",
                "name": event.title,
                "url": f"{site}/events/{event.slug}",
                "startDate": clock.local(event.start_time).isoformat(timespec="minutes")
                if event.start_time
                else event.day.isoformat()
                if event.day
                else "",
                "location": {"@type": "Place", "name": event.venue.name if event.venue else event.city},
            }
            for event in profile.events[:MOST_EVENTS]
            if not event.sample and (event.start_time or event.day)
        ],
    }
    if profile.artist.home_city and said["@type"] == "MusicGroup":
        said["foundingLocation"] = {"@type": "Place", "name": profile.artist.home_city}
    return linked_data.safe(orjson.dumps({name: value for name, value in said.items() if value}).decode())


def body(detail: ArtistDetail) -> str:
    """The readable page, under the id that the live page takes out when it is ready."""
    left = _dates(detail) + _shows(detail.setlists)
    right = _about(detail) + _credits(detail)
    return "".join(
        (
            f'<div class="shell" id="shell"><a class="skip" href="#first">{t("Skip to content")}</a>',
            markup.top(),
            f'<main class="wrap ev" id="first">{_header(detail)}',
            f'<div class="g2 b"><div class="stack">{left}</div><div class="stack">{right}</div></div>',
            _similar(detail.similar),
            f"</main>{markup.foot()}</div>",
        )
    )


def _header(detail: ArtistDetail) -> str:
    photo = (
        f'<div class="face-of"><img src="{e(detail.photo)}" alt="{e(detail.name)}" width="480" height="480"></div>'
        if detail.photo
        else ""
    )
    line = f'<p class="sub">{e(detail.line)}</p>' if detail.line else ""
    sample = f'<span class="bdg sample">{t("Sample")}</span>' if detail.sample else ""
    return (
        f'<section class="hero ahero" aria-label="{e(detail.name)}"><img class="ground" src="{e(detail.wide)}" alt="" '
        f'width="1260" height="540" fetchpriority="high"><div class="hin row">{photo}<div class="grow">'
        f'<p class="eye">{e(detail.eyebrow)}</p><h1>{e(detail.name)}</h1>{line}'
        f'<p class="ln2">{e(detail.dates)} · {e(detail.followers)}{sample}</p><div class="hact">'
        f'<a class="btn pri fol" href="/signup?next={e(detail.path)}">{icon("plus")}{t("Follow")}</a>'
        "</div></div></div></section>"
    )


def _dates(detail: ArtistDetail) -> str:
    shown = "".join(map(_date, detail.cards))
    rows = f'<ul class="rows dated">{shown}</ul>' if shown else f'<p class="muted">{e(detail.none)}</p>'
    return f'<section class="panel"><h2>{t("Next dates")}</h2>{rows}</section>'


def _date(card: EventCard) -> str:
    badges = "".join(f'<li class="bdg c-{e(each.kind)} {e(each.kind)}">{e(each.label)}</li>' for each in card.badges)
    return (
        f'<li><article class="card rowc"><div class="pic"><img src="{e(card.row_image)}" alt="" width="480" '
        f'height="480" loading="lazy"></div><div class="bd"><h3><a href="{e(card.href)}">{e(card.title)}</a></h3>'
        f'<p class="ln"><time datetime="{e(card.starts_at)}">{e(card.when)}</time></p><p class="ln">{e(card.place)}</p>'
        f'<div class="foot-line"><span class="price">{e(card.price)}</span><ul class="bdgs">{badges}</ul></div></div>'
        "</article></li>"
    )


def _shows(shows: Iterable[Setlist]) -> str:
    shown = "".join(
        f'<li><div class="grow"><h3>{e(show.place)}</h3><p class="meta muted">{e(show.day)}</p></div>'
        f'{_shown_at(show)}<p class="cap faint">{e(show.count)}</p></li>'
        for show in shows
    )
    return (
        f'<section class="panel"><h2>{t("Played before")}</h2><ul class="shows">{shown}</ul></section>' if shown else ""
    )


def _shown_at(show: Setlist) -> str:
    return "" if show.sample or not show.href else f'<a class="see" href="{e(show.href)}" {OUT}>setlist.fm</a>'


def _about(detail: ArtistDetail) -> str:
    if not detail.about:
        return ""
    whose = f'<p class="cap">{t("In the words of {who}.", who=e(detail.about_by))}</p>' if detail.about_by else ""
    words = "".join(f"<p>{e(line)}</p>" for line in detail.about)
    return f'<section class="panel about"><h2>{t("About")}</h2>{words}{whose}</section>'


def _credits(detail: ArtistDetail) -> str:
    shown = "".join(
        f'<li class="c-{e(each.kind)}"><a href="{e(each.href)}" {OUT}><i class="dot"></i><b>{e(each.name)}</b>'
        f'<span class="cap muted">{e(each.gave)}</span>{icon("external", SMALL)}</a></li>'
        if each.href
        else f'<li class="c-{e(each.kind)}"><span><i class="dot"></i><b>{e(each.name)}</b>'
        f'<span class="cap muted">{e(each.gave)}</span></span></li>'
        for each in detail.credits
    )
    return f'<section class="panel"><h2>{t("Elsewhere")}</h2><ul class="ways">{shown}</ul></section>' if shown else ""


def _similar(cards: Iterable[ArtistCard]) -> str:
    shown = "".join(
        f'<li><article class="card"><div class="pic"><img src="{e(card.art)}" alt="" width="480" height="480" '
        f'loading="lazy"></div><div class="bd"><h3><a href="{e(card.href)}">{e(card.name)}</a></h3>'
        f'<p class="ln why-so">{e(card.why)}</p></div></article></li>'
        for card in cards
    )
    heading = (
        f'<div class="sh"><div><h2>{t("Similar acts")}</h2>'
        f"<p>{t('By bills they shared, sound and town')}</p></div></div>"
    )
    return f'<section class="sec">{heading}<ul class="acts">{shown}</ul></section>' if shown else ""
