"""What a fan's home says: the numbers beside the hero, the headings of the lists, and which list each came from."""

from datetime import date
from urllib.parse import urlencode

from wtc.domain import filters, words
from wtc.domain.artwork import event_art
from wtc.domain.cards import acts
from wtc.domain.experiments import WAYS
from wtc.domain.genres import label
from wtc.language import n, t, word
from wtc.shapes.discover import Filters, Hero, Stat
from wtc.shapes.events import Door, Event, EventCard
from wtc.shapes.shell import Choice
from wtc.shapes.taste import Picks, Policy

_POINTS = {
    "additive": word("Ranked on points you set."),
    "content": word("Ranked on points you set and on what you did."),
}
CROWD_COUNTED = word("Counted among the demo's made-up visitors, since no real person has kept anything yet.")
CROWD = word("It learned from the demo's made-up visitors, not from people.")


def made_by(policy: Policy) -> str:
    """Which list it is, in words: 'Picked by the "fans like you" list, version 12.'"""
    name = t(WAYS[policy.ranker].name) if policy.ranker in WAYS else policy.ranker
    version = t(", version {version}", version=policy.model_version) if policy.model_version else ""
    quoted = name if policy.ranker == "learned" else f"“{name}”"
    points = _POINTS.get(policy.ranker)
    said = t(points) if points else t("Picked by the {list} list{version}.", list=quoted, version=version)
    return " ".join(part for part in (said, t(CROWD) if policy.crowd else "", t(policy.note)) if part)


def like_title(family: str) -> str:
    """'Because you like trad', 'Because you like R&B & soul'."""
    sound = label(family)
    small = sound if "&" in sound[:2] else sound.lower()
    return t("Because you like {sound}", sound=small)


def hero(event: Event, card: EventCard) -> Hero:
    """The best pick, large. The hour stands in its date: its line says it only when there is none to say."""
    picture = event.images[0] if event.images else None
    price = f"{card.price_prefix} {card.price}".strip() if card.price and not card.free else card.price
    return Hero(
        card=card,
        wide=picture.url if picture else event_art(event, "wide"),
        tall=picture.card if picture else event_art(event, "tall"),
        line=" · ".join(part for part in (acts(event) if event.start_time else card.line, price) if part),
    )


def stats(town: str, total: int, strong: int, door: Door, days: Filters, *, saved: int) -> tuple[Stat, ...]:
    """True numbers about this weekend in ``town``, and how many coming gigs the fan saved; what nobody knows is left
    out.
    """
    usual = (
        (Stat(number=words.money(door.usual / 100, door.currency), label=t("usual price at the door")),)
        if door.usual is not None
        else ()
    )
    return (
        Stat(
            number=f"{total:,}",
            label=n("gig in {town} this weekend", "gigs in {town} this weekend", total, town=words.place(town)),
            href=filters.address(days),
        ),
        Stat(number=f"{strong:,}", label=n("strong match for you", "strong matches for you", strong)),
        Stat(
            number=f"{door.acts:,}",
            label=n(
                "named act, {rooms}",
                "named acts, {rooms}",
                door.acts,
                rooms=n("{count} room", "{count} rooms", door.rooms),
            ),
        ),
        *usual,
        Stat(
            number=f"{door.free:,}",
            label=t("free in"),
            href=filters.address(days, free=True) if door.free else "",
        ),
        Stat(
            number=f"{saved:,}",
            label=n("gig ahead that you saved", "gigs ahead that you saved", saved),
            href="/saved" if saved else "",
        ),
    )


def best_first(first: date, last: date) -> str:
    """'Fri 27 to Sun 29 November, best match first'."""
    return t("{days}, best match first", days=words.span(first, last))


def ways(city: str, policy: Policy, *, trained: bool) -> tuple[Choice, ...]:
    """The lists that the weekend can be switched to: points alone, or what knows the fan best."""
    offered = (
        ("points", t("Points you set"), policy.ranker == "additive"),
        ("learned", t("Learned") if trained else t("Points and what you did"), policy.ranker in ("learned", "content")),
    )
    return tuple(
        Choice(
            key=key, label=said, href=f"/?{urlencode({'city': city, 'list': key} if city else {'list': key})}", on=on
        )
        for key, said, on in offered
    )


def liked_by_many(picks: Picks) -> bool:
    """Whether anything of a list is there because people took it up."""
    return any(pick.word == "Popular" for pick in picks.picks)
