"""DJs in words: cards of the two lists, the page of one, and what crawlers read of it."""

from html import escape as e

from wtc.domain import artists, fees, tongues, words
from wtc.domain.artwork import genre_art
from wtc.domain.genres import FAMILIES, place
from wtc.domain.markup import foot
from wtc.domain.mixes import SITE
from wtc.language import n, t
from wtc.shapes.artists import Artist
from wtc.shapes.djs import Dj, DjCard, DjDetail, Fee
from wtc.shapes.identity import ArtistRecord
from wtc.shapes.shell import Choice

_BRIEF = 160


def address(dj: Dj) -> str:
    """Where a DJ's page is."""
    return f"/djs/{dj.slug}"


def fee(dj: Dj) -> Fee:
    return Fee(words=dj.dj_fee, cents=dj.numeric_fee, currency=dj.currency)


def card(dj: Dj, act: Artist | None, *, mixcloud: str = "", players: bool = True) -> DjCard:
    """The card of one DJ of the directory; ``mixcloud`` is their act's name there."""
    art, srcset, drawn = _pictured(act, dj.genres)
    user = "" if dj.sample or not players else dj.mixcloud or mixcloud
    return DjCard(
        href=address(dj),
        name=dj.dj_name,
        line=", ".join(dj.genres[:3]),
        place=words.place(dj.city),
        fee=fees.shown(fee(dj)),
        listen=_at_mixcloud(user),
        sample=dj.sample,
        art=art,
        srcset=srcset,
        fallback=drawn,
    )


def found(act: Artist, many: int, *, mixcloud: str = "", players: bool = True, sample: bool = False) -> DjCard:
    """The card of an act that puts up mixes and is in no directory; ``sample`` when the mixes are made up."""
    art, srcset, drawn = _pictured(act, act.genres)
    mixes = n("{count} mix", "{count} mixes", many)
    return DjCard(
        href=artists.address(act),
        name=act.name,
        line=artists.sound(act),
        place=" · ".join(filter(None, (words.place(act.home_city), mixes))),
        listen="" if act.sample or not players else _at_mixcloud(mixcloud),
        source="Mixcloud",
        sample=sample,
        art=art,
        srcset=srcset,
        fallback=drawn,
    )


def suggested(record: ArtistRecord) -> DjCard:
    """The card of somebody whom Mixcloud alone knows."""
    art, srcset, drawn = _pictured(None, record.genres)
    return DjCard(
        href="",
        name=record.name,
        line=", ".join(record.genres[:3]),
        place=t("On Mixcloud"),
        listen=record.url,
        source="Mixcloud",
        art=art,
        srcset=srcset,
        fallback=drawn,
    )


def detail(dj: Dj, act: Artist | None, *, players: bool, estimate: str) -> DjDetail:
    """One DJ without their mixes and dates, which their act has."""
    links = [
        Choice(key="instagram", label="Instagram", href=f"https://www.instagram.com/{dj.instagram}/")
        if dj.instagram
        else None,
        Choice(key="soundcloud", label="SoundCloud", href=f"https://soundcloud.com/{dj.soundcloud}")
        if dj.soundcloud
        else None,
        Choice(key="mixcloud", label="Mixcloud", href=_at_mixcloud(dj.mixcloud)) if dj.mixcloud and players else None,
    ]
    art, _, drawn = _pictured(act, dj.genres)
    family, _ = place(dj.genres)
    return DjDetail(
        id=dj.dj_id,
        slug=dj.slug,
        name=dj.dj_name,
        line=" · ".join(filter(None, (", ".join(dj.genres[:4]), words.place(dj.city)))),
        fee=fees.shown(fee(dj)),
        fee_note=estimate,
        about=tuple(line for line in dj.about.split("\n") if line.strip()),
        wide=artists.art(act, "wide") if act else genre_art(family, "wide"),
        art=art,
        fallback=drawn,
        links=() if dj.sample else tuple(filter(None, links)),
        reachable=dj.reachable,
        sample=dj.sample,
    )


def markup(dj: DjDetail, *, site: str) -> tuple[str, str]:
    """The tags of the head and the readable body of a DJ's page, for whoever has no script."""
    title, path = f"{dj.name} · WhatsTheCraic", f"{site}/djs/{dj.slug}"
    said = f"{dj.name}: {dj.line}. {dj.fee}."[:_BRIEF]
    robots = '<meta data-shell name="robots" content="noindex"/>' if dj.sample else ""
    head = (
        f"<title data-shell>{e(title)}</title>"
        f'<meta data-shell name="description" content="{e(said)}"/>'
        f"{tongues.tags(path)}{robots}"
    )
    about = "".join(f"<p>{e(line)}</p>" for line in dj.about)
    body = (
        '<div class="shell" id="shell"><main class="wrap ev"><h1>'
        f"{e(dj.name)}</h1><p>{e(dj.line)}</p><p>{e(dj.fee)}</p>{about}"
        f'<p><a href="/djs">{t("All DJs")}</a></p></main>{foot()}</div>'
    )
    return head, body


def _at_mixcloud(user: str) -> str:
    return f"{SITE}/{user.strip('/')}/" if user else ""


def _pictured(act: Artist | None, genres: tuple[str, ...]) -> tuple[str, str, str]:
    """The picture of a card, its smaller copies, and what is drawn where the picture does not come."""
    family, _ = place(genres)
    drawn = artists.art(act) if act else genre_art(family if family in FAMILIES else "other", "square")
    photo = act.image if act else None
    return photo.card if photo else drawn, photo.srcset if photo else "", drawn
