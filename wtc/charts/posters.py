"""Posters for whatever has no picture: the same words give the same sheet, in at most six kilobytes of SVG."""

from functools import lru_cache

from wtc.charts.fronts import front
from wtc.charts.lettering import FALLBACKS, block, descends
from wtc.charts.motifs import MOTIFS
from wtc.charts.pen import DOTS, Inks, Seed, Sheet, box, disc, path
from wtc.domain.artwork import CUTS, FLAT, shortened
from wtc.theme.inks import NIGHT, PAPER, PRESSES, STREETS, Press, blend

LARGEST = 6_000
"""Bytes; a sheet that would be larger is set in a lighter face, and at last before the lightest motif."""

LIGHTEST = "waves"

_GROUNDS = ("ink", "flood", "dusk", "paper", "ink", "flood")
_LAYOUTS = ("base", "base", "fill", "label", "base")
_SILENT = {"wide", "tall", "plain"}
_MARGIN = 0.055


@lru_cache(maxsize=1_024)
def poster(kind: str, slug: str, title: str, family: str, cut: str = "card", *, room: str = "") -> str:
    """The picture of ``title`` as SVG. ``cut`` is one of ``domain.artwork.CUTS``; ``room`` is a venue's kind.

    A family that is not known is printed as 'other'. The lettering is outlines: no text of the title is in the file.
    """
    family = family if family in PRESSES else "other"
    words = shortened(title)
    if kind == "avatar":
        return _avatar(slug, words, family)
    faces = (PRESSES[family].face, *FALLBACKS.get(PRESSES[family].face, ("anton",)))
    for face in faces:
        made = _printed(kind, slug, words, family, cut, room, face)
        if len(made) < LARGEST:
            return made
    while len(made := _printed(kind, slug, words, family, cut, room, faces[-1], motif=LIGHTEST)) >= LARGEST:
        words = words[: len(words) * 2 // 3].rstrip()  # the beginning of a name says more than a blank
    return made


def _printed(kind: str, slug: str, words: str, family: str, cut: str, room: str, face: str, *, motif: str = "") -> str:
    w, h = CUTS[cut]
    seed = Seed(kind, slug)
    if kind == "venue":
        inks = _inked("ink", Press(a=(pair := seed.one_of(*STREETS))[0], b=pair[1], motif="", second="", face=face))
        sheet = _sheet(w, h, inks, family, seed, silent=cut in _SILENT)
        return _bound(sheet, _lit(sheet) + front(sheet, words if cut != "plain" else "", room), tint=inks.b)
    silent = cut in _SILENT or kind == "genre" or not words
    ground, layout, inks, chosen = _chosen(seed, PRESSES[family], dark=cut in ("wide", "tall"))
    sheet = _sheet(w, h, inks, family, seed, silent=silent)
    drawn = (_lit(sheet) if ground in ("ink", "dusk") else "") + MOTIFS[motif or chosen](sheet)
    if not silent:
        drawn += _lettered(sheet, words, face, layout, ground)
    return _bound(sheet, drawn, tint=blend(inks.b if ground == "ink" else inks.a, NIGHT, 0.35))


def _chosen(seed: Seed, press: Press, *, dark: bool) -> tuple[str, str, Inks, str]:
    """Ground, layout, inks and motif. Heroes carry a heading in light type, so theirs is a dark ground."""
    ground, layout = seed.one_of(*_GROUNDS), seed.one_of(*_LAYOUTS)
    if dark and ground in ("flood", "paper"):
        ground = "ink"
    swapped, motif = seed.one_in(3), press.second if seed.one_in(4) else press.motif
    if swapped:
        press = Press(a=press.b, b=press.a, motif=motif, second="", face=press.face)
    return ground, layout, _inked(ground, press, land=motif == "hills"), motif


def _inked(ground: str, press: Press, *, land: bool = False) -> Inks:
    a, b, deep = press.a, press.b, blend(press.a, NIGHT, 0.88)
    if ground == "flood":
        flood = blend(a, NIGHT, 0.06)
        dark = blend(a, NIGHT, 0.82)
        second = PAPER if land else b
        return Inks(ground=flood, a=dark, b=second, light=PAPER, deep=deep, type=deep, dots=deep, multiply=True)
    if ground == "paper":
        first, second = blend(a, NIGHT, 0.08), blend(b, NIGHT, 0.04)
        return Inks(ground=PAPER, a=first, b=second, light=deep, deep=deep, type=deep, dots=deep, multiply=True)
    if ground == "dusk":
        dusk, deep = blend(b, NIGHT, 0.74), blend(b, NIGHT, 0.9)
        return Inks(ground=dusk, a=b, b=a, light=PAPER, deep=deep, type=PAPER, dots=a)
    return Inks(ground=deep, a=a, b=b, light=PAPER, deep=deep, type=PAPER, dots=a)


def _sheet(w: int, h: int, inks: Inks, family: str, seed: Seed, *, silent: bool) -> Sheet:
    """The sheet and its focus: above the lettering, right of a wide hero's heading, high in a tall one."""
    x, y = seed.between(0.36, 0.66), seed.between(0.34, 0.44)
    if silent and w > h * 1.5:
        x = 0.64 + (x - 0.36) / 3
    elif silent and h > w:
        x, y = 0.5, 0.3
    elif silent:
        y = 0.46
    return Sheet(w=w, h=h, cx=w * x, cy=h * y, inks=inks, family=family, seed=seed)


def _lit(sheet: Sheet) -> str:
    return path(sheet.whole, "url(#g)")


def _lettered(sheet: Sheet, words: str, face: str, layout: str, ground: str) -> str:
    """The name over the picture: on a fade of the ground, on a veil over all of it, or on a solid strip."""
    w, h, inks = sheet.w, sheet.h, sheet.inks
    x, measure, square = w * _MARGIN, w * (1 - 2 * _MARGIN), h >= w
    if layout == "label":
        tall = h * (0.24 if square else 0.3)
        on, under = (inks.deep, inks.light) if ground == "ink" else (PAPER, inks.deep)
        name = block(face, words, measure, tall * 0.7)
        if name is None:
            return ""
        base = h - (tall - name.height) / 2 - (tall * 0.06 if descends(face, words) else 0)
        return path(box(0, h - tall, w, tall), under) + name.drawn(x, base, on)
    low = descends(face, words)
    name = block(face, words, measure, h * (0.66 if layout == "fill" else 0.5 if not square else 0.42))
    if name is None:
        return ""
    foot = min(h * 0.945, h * 0.975 - name.hang) if low else h * 0.945
    if layout == "fill":
        veil = ".5" if ground in ("ink", "dusk") else ".7"
        return path(sheet.whole, inks.ground, f' opacity="{veil}"') + name.drawn(x, foot, inks.type)
    fade = foot - name.height - h * 0.2
    return path(box(0, fade, w, h - fade), "url(#s)") + name.drawn(x, foot, inks.type)


def _bound(sheet: Sheet, drawn: str, *, tint: str) -> str:
    """The finished sheet: ground, picture, and a light grain over both. Previews and thumbs are flat."""
    w, h, ground = sheet.w, sheet.h, sheet.inks.ground
    angle, grain = sheet.seed.whole(20, 160), sheet.seed.whole(1, 99)
    textured = (w, h) not in (CUTS[cut] for cut in FLAT)
    defs = (
        f'<linearGradient id="g" gradientTransform="rotate({angle} .5 .5)">'
        f'<stop offset=".2" stop-color="{tint}" stop-opacity="0"/>'
        f'<stop offset="1" stop-color="{tint}" stop-opacity=".75"/></linearGradient>'
        f'<linearGradient id="s" x2="0" y2="1"><stop stop-color="{ground}" stop-opacity="0"/>'
        f'<stop offset=".55" stop-color="{ground}" stop-opacity=".94"/></linearGradient>'
    )
    if textured:
        defs += _dots(sheet.inks.dots) + _grain(grain)
        drawn += path(sheet.whole, "none", ' filter="url(#n)" opacity=".3" style="mix-blend-mode:overlay"')
    else:
        drawn = drawn.replace(DOTS, "none")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-hidden="true">'
        f"<defs>{defs}</defs>{path(sheet.whole, ground)}{drawn}</svg>"
    )


def _dots(ink: str) -> str:
    return (
        '<pattern id="d" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(38)">'
        f'<circle cx="4" cy="4" r="1.7" fill="{ink}" opacity=".38"/></pattern>'
    )


def _grain(seed: int) -> str:
    return (
        '<filter id="n" x="0" y="0" width="1" height="1">'
        f'<feTurbulence type="fractalNoise" baseFrequency=".75" numOctaves="1" seed="{seed}"/>'
        '<feColorMatrix values="0 0 0 0 .5 0 0 0 0 .5 0 0 0 0 .5 0 0 0 1.3 -.42"/></filter>'
    )


def _avatar(slug: str, name: str, family: str) -> str:
    """Initials over rings, 96 by 96."""
    press, seed = PRESSES[family], Seed("avatar", slug)
    ground = blend(press.a, NIGHT, 0.8)
    initials = "".join(word[0] for word in name.split()[:2] if word[0].isalnum()).upper()
    rings = "".join(
        disc(
            seed.between(10, 86), seed.between(10, 86), ring * 14, "none",
            f' stroke="{press.b if ring % 2 else press.a}" stroke-width="{seed.between(3, 9):.0f}" opacity=".7"',
        )
        for ring in range(1, 5)
    )  # fmt: skip
    letters = block(press.face, initials, 44, 36)
    type_ = letters.drawn(26, 48 + letters.height / 2, PAPER) if letters else ""
    veil = path("M0 0H96V96H0z", ground, ' opacity=".45"')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96" aria-hidden="true">'
        f"{path('M0 0H96V96H0z', ground)}{rings}{veil}{type_}</svg>"
    )
