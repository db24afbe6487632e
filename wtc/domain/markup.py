"""An event as plain HTML: what crawlers, previews and browsers without script read, and what stands first for all.

It has the classes and the order of the page that takes its place, so that nothing moves; every word goes through
``html.escape``, and nothing in it needs script.
"""

from collections.abc import Iterable
from html import escape as e

from wtc.domain import tongues
from wtc.domain.credits import HOMES, NAMES
from wtc.domain.panels import OUT, SMALL, about, dates, facts, icon, line_up, links, room, sources
from wtc.domain.pictures import POSTER_SIZES
from wtc.language import irish, t, word
from wtc.shapes.details import EventDetail
from wtc.shapes.events import Badge, Event

PLACES = (
    ("/", word("Home")),
    ("/discover", word("Discover")),
    ("/venues", word("Venues")),
    ("/artists", word("Artists")),
    ("/saved", word("Saved")),
)
_BRIEF = 160


def head(detail: EventDetail, *, site: str, image: str, linked_data: str) -> str:
    """The tags of the head of an event's page. ``image`` is absolute."""
    return head_of(
        site=site,
        path=detail.path,
        title=detail.title,
        said=detail.summary,
        image=image,
        linked_data=linked_data,
        hidden=detail.sample,
    )


def head_of(*, site: str, path: str, title: str, said: str, image: str, linked_data: str, hidden: bool = False) -> str:
    """The tags of a document's head, each marked so that the page can take them out again.

    ``image`` is absolute; ``hidden`` keeps the page out of search engines.
    """
    address, name, said = f"{site}{path}", f"{title} · WhatsTheCraic", _brief(said)
    named = [("description", said), ("twitter:card", "summary_large_image"), ("twitter:title", title)]
    named += [("twitter:description", said), ("twitter:image", image)]
    named += [("robots", "noindex")] if hidden else []
    graph = [
        ("og:type", "website"),
        ("og:site_name", "WhatsTheCraic"),
        ("og:locale", "ga_IE" if irish() else "en_IE"),
        ("og:title", title),
    ]
    graph += [("og:description", said), ("og:url", tongues.spoken_at(address)), ("og:image", image)]
    graph += [("og:image:width", "1200"), ("og:image:height", "630")]
    return "".join(
        (
            f"<title data-shell>{e(name)}</title>",
            *(f'<meta data-shell name="{which}" content="{e(value)}"/>' for which, value in named),
            *(f'<meta data-shell property="{which}" content="{e(value)}"/>' for which, value in graph),
            tongues.tags(address),
            f'<script data-shell type="application/ld+json">{linked_data}</script>',
        )
    )


def body(detail: EventDetail, more: Iterable[Event], also: Iterable[Event]) -> str:
    """The readable page, under the id that the live page takes out when it is ready."""
    left = line_up(detail.acts) + dates(detail.dates) + about(detail.about) + sources(detail)
    return "".join(
        (
            f'<div class="shell" id="shell"><a class="skip" href="#first">{t("Skip to content")}</a>',
            top(),
            '<main class="wrap ev" id="first">',
            _banner(detail),
            f'<div class="eg">{_poster(detail)}{_side(detail)}</div>',
            f'<div class="g2 b"><div class="stack">{left}</div><div class="stack">{room(detail)}</div></div>',
            links(t("More like this"), detail.alike, more),
            links(t("Also at {place}", place=detail.room.name), detail.room.nights, also),
            f'</main>{foot()}<div class="stick ponly">{_ticket(detail, "")}{_save(detail, "pri")}</div></div>',
        )
    )


def nothing_here() -> tuple[str, str]:
    """Head and body of the page at an address that no event has."""
    heading, on = t("We looked. It isn't there."), t("See what's on")
    told = t("No gig goes by that address. It may have been taken down, or the link lost its tail on the way.")
    words = missing(heading, told, "/discover", on)
    body = f'<div class="shell" id="shell">{top()}<main class="wrap ev" id="first">{words}</main></div>'
    return no_such(t("No such gig")), body


def missing(heading: str, about: str, to: str, label: str) -> str:
    """What a page says when it is not there, and where to go instead."""
    return (
        f'<div class="said page"><h1>{e(heading)}</h1><p>{e(about)}</p>'
        f'<div class="row wrapx"><a class="btn pri" href="{to}">{e(label)}</a></div></div>'
    )


def no_such(title: str) -> str:
    """The tags of a page that says that something is not there."""
    return f'<title data-shell>{e(title)} · WhatsTheCraic</title><meta data-shell name="robots" content="noindex"/>'


def _side(detail: EventDetail) -> str:
    return (
        f'<div class="facts">{_badges(detail.badges)}<h1>{e(detail.title)}</h1>{_lead(detail)}'
        f'<ul class="fl">{facts(detail.facts)}</ul>'
        f'<div class="keep donly">{_save(detail, "pri wide")}{_ticket(detail, "wide")}</div>'
        f'<div class="tools">{_calendar(detail)}</div></div>'
    )


def _lead(detail: EventDetail) -> str:
    return f'<p class="muted lead">{e(detail.lead)}</p>' if detail.lead else ""


def _save(detail: EventDetail, kind: str) -> str:
    """Without script, saving begins with signing up, which leads back here."""
    return f'<a class="btn {kind}" href="/signup?next={e(detail.path)}">{icon("heart")}{t("Save")}</a>'


def _brief(text: str) -> str:
    return text if len(text) <= _BRIEF else text[: _BRIEF - 1].rpartition(" ")[0] + "…"


def top() -> str:
    """The top bar, as far as it needs no script."""
    places = "".join(f'<a href="{to}">{e(t(label))}</a>' for to, label in PLACES)
    return (
        '<header class="top"><div class="wrap"><a class="mark" href="/">WhatsThe<i>Craic</i></a>'
        f'<nav class="nav" aria-label="{t("Main")}">{places}</nav></div></header>'
    )


def foot() -> str:
    """Whom the facts on the page come from, with the ways there."""
    ways = "".join(f' <a href="{home}" {OUT}>{NAMES[source]}</a>' for source, home in HOMES.items())
    words = t("Dates, pictures, mixes and setlists come from")
    return f'<footer class="foot"><div class="wrap"><p class="givers">{words}{ways}</p></div></footer>'


def _banner(detail: EventDetail) -> str:
    said = detail.banner
    if not said.title:
        return ""
    words = f"<span><b>{e(said.title)}.</b> {e(said.text)}</span>"
    return f'<p class="note first c-{e(said.kind)}">{icon("alert")}{words}</p>'


def _poster(detail: EventDetail) -> str:
    if detail.poster_set:
        avif = e(detail.poster_set.replace(".webp ", ".avif "))
        source = f'<source type="image/avif" srcset="{avif}" sizes="{POSTER_SIZES}">'
        sized = f' srcset="{e(detail.poster_set)}" sizes="{POSTER_SIZES}"'
    else:
        source, sized = f'<source media="(max-width: 559px)" srcset="{e(detail.poster_small)}">', ""
    image = f'<img src="{e(detail.poster)}"{sized} alt="" width="640" height="480" fetchpriority="high">'
    return f'<div class="post"><picture>{source}{image}</picture></div>'


def _badges(badges: Iterable[Badge]) -> str:
    shown = (f'<li class="bdg c-{e(each.kind)} {e(each.kind)}">{e(each.label)}</li>' for each in badges)
    return f'<ul class="bdgs" aria-label="{t("Status")}">{"".join(shown)}</ul>'


def _ticket(detail: EventDetail, kind: str) -> str:
    ticket = detail.ticket
    if not ticket.href:
        return f'<span class="btn off {kind}">{icon("ticket")}{e(ticket.word if kind else ticket.brief)}</span>'
    word = e(ticket.word if kind else ticket.brief)
    return f'<a class="btn {kind}" href="{e(ticket.href)}" {OUT}>{icon("ticket")}{word}{icon("external", SMALL)}</a>'


def _calendar(detail: EventDetail) -> str:
    if not detail.calendar:
        return ""
    return f'<a class="btn gho sm" href="{e(detail.calendar)}" download>{icon("calendar")}{t("Add to calendar")}</a>'
