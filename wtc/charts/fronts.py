"""A room from the street at dusk: neighbours dark, the room lit, its name on the fascia."""

from dataclasses import dataclass

from wtc.charts.lettering import cap_height, outline, printable
from wtc.charts.pen import DOTS, Sheet, at, box, disc, path, stroke
from wtc.theme.inks import NIGHT, blend

_ROOFS = {
    "arena": "dome", "stadium": "dome", "seasonal": "tent", "park": "tent", "outdoor": "tent", "festival site": "tent",
    "church": "gable", "hall": "gable", "historic house": "gable", "trad venue": "gable",
    "theatre": "arch", "concert hall": "arch", "arts centre": "saw", "warehouse": "saw", "club": "saw",
}  # fmt: skip
_FACE = "anton"


@dataclass(frozen=True, slots=True)
class Front:
    """Where the room stands on the sheet: left edge, top, width, height; its foot is the street."""

    x: float
    y: float
    w: float
    h: float

    @property
    def foot(self) -> float:
        return self.y + self.h


def front(sheet: Sheet, name: str, kind: str) -> str:
    """The whole picture of a room of ``kind``, named on its fascia when ``name`` can be printed."""
    room = _plot(sheet)
    return "".join(
        (
            _sky(sheet, room.foot),
            _neighbours(sheet, room),
            path(_shape(_ROOFS.get(kind, "flat"), room), blend(sheet.inks.a, NIGHT, 0.2)),
            _openings(sheet, room, kind),
            _fascia(sheet, room, name),
            _street(sheet, room),
        )
    )


def _plot(sheet: Sheet) -> Front:
    seed, w, h = sheet.seed, sheet.w, sheet.h
    foot = h * 0.9
    if w > h * 2:
        return Front(w * 0.54, foot - h * 0.74, w * 0.36, h * 0.74)
    wide, tall = w * seed.between(0.52, 0.58), h * seed.between(0.6, 0.66)
    if w <= h:
        wide, tall = w * 0.7, h * 0.56
    return Front((w - wide) * seed.between(0.4, 0.6), foot - tall, wide, tall)


def _sky(sheet: Sheet, foot: float) -> str:
    seed, inks, w, h = sheet.seed, sheet.inks, sheet.w, sheet.h
    moon = disc(w * seed.between(0.15, 0.85), h * seed.between(0.16, 0.3), h * seed.between(0.08, 0.17), inks.b)
    x, backs = -w * 0.02, ""
    while x < w:
        wide, tall = w * seed.between(0.07, 0.13), h * seed.between(0.34, 0.56)
        pot = h * 0.05
        backs += f"M{at(x, foot)}v{-tall:.0f}h{wide * 0.2:.0f}v{-pot:.0f}h{wide * 0.14:.0f}v{pot:.0f}"
        backs += f"h{wide * 0.66:.0f}V{foot:.0f}z"
        x += wide
    glow = disc(w * 0.5, h * 0.62, h * 0.62, blend(inks.a, inks.b, 0.5), ' opacity=".22"')
    return moon + path(backs, blend(inks.a, NIGHT, 0.66)) + path(box(0, 0, w, foot), DOTS) + glow


def _neighbours(sheet: Sheet, room: Front) -> str:
    seed, w, h = sheet.seed, sheet.w, sheet.h
    walls = windows = ""
    for left, right in ((-0.03 * w, room.x), (room.x + room.w, w * 1.03)):
        x = left
        while x < right - 4:
            wide, tall = min(w * seed.between(0.13, 0.19), right - x), h * seed.between(0.26, 0.4)
            pot = h * 0.045
            walls += f"M{at(x, room.foot)}v{-tall:.0f}h{wide * 0.12:.0f}v{-pot:.0f}h{w * 0.022:.0f}v{pot:.0f}"
            walls += f"H{x + wide - 3:.0f}V{room.foot:.0f}z"
            for column in (0.22, 0.56):
                for row in (0.78, 0.42):
                    if wide > w * 0.08 and seed.between(0, 1) > 0.55:
                        windows += box(x + wide * column, room.foot - tall * row, wide * 0.16, tall * 0.18)
            x += wide
    return path(walls, blend(sheet.inks.a, NIGHT, 0.84)) + path(windows, sheet.inks.b)


def _shape(roof: str, room: Front) -> str:
    x, y, w, h, foot = room.x, room.y, room.w, room.h, room.foot
    if roof == "dome":
        shell = f"Q{at(x + w / 2, y - h * 0.15, x + w * 1.1, y + h * 0.45)}"
        return f"M{at(x - w * 0.1, foot)}V{y + h * 0.45:.0f}{shell}V{foot:.0f}z"
    if roof == "tent":
        points = ((0.28, 0), (0.5, 0.2), (0.72, 0), (1.06, 0.4))
        tops = "".join(f"L{at(x + w * across, y + h * down)}" for across, down in points)
        return f"M{at(x - w * 0.06, foot)}V{y + h * 0.4:.0f}{tops}V{foot:.0f}z"
    if roof == "gable":
        return f"M{at(x, foot)}V{y + h * 0.25:.0f}L{at(x + w / 2, y - h * 0.2, x + w, y + h * 0.25)}V{foot:.0f}z"
    if roof == "arch":
        crown = f"Q{at(x + w / 2, y - h * 0.16, x + w * 0.94, y + h * 0.16)}"
        return f"M{at(x, foot)}V{y + h * 0.16:.0f}h{w * 0.06:.0f}{crown}h{w * 0.06:.0f}V{foot:.0f}z"
    if roof == "saw":
        teeth = "".join(f"L{at(x + w * i / 4, y + h * 0.14, x + w * i / 4, y)}" for i in range(1, 5))
        return f"M{at(x, foot)}V{y:.0f}{teeth}V{foot:.0f}z"
    stack = f"v{-h * 0.1:.0f}h{w * 0.07:.0f}v{h * 0.1:.0f}"
    return f"M{at(x, foot)}V{y:.0f}h{w * 0.1:.0f}{stack}h{w * 0.6:.0f}{stack}H{x + w:.0f}V{foot:.0f}z"


def _openings(sheet: Sheet, room: Front, kind: str) -> str:
    x, y, w, h = room.x, room.y, room.w, room.h
    upper = lower = ""
    for i in range(4):
        left, wide = x + w * (0.1 + 0.225 * i), w * 0.13
        if kind in ("church", "historic house"):
            upper += (
                f"M{at(left, y + h * 0.5)}v{-h * 0.18:.0f}a{at(wide / 2, wide / 2)} 0 0 1 {wide:.0f} 0v{h * 0.18:.0f}z"
            )
        else:
            upper += box(left, y + h * 0.28, wide, h * 0.2)
    lower += box(x + w * 0.41, room.foot - h * 0.2, w * 0.18, h * 0.2)
    for left in (0.08, 0.66):
        lower += box(x + w * left, room.foot - h * 0.2, w * 0.26, h * 0.17)
    return path(upper, sheet.inks.b) + path(lower, sheet.inks.light)


def _fascia(sheet: Sheet, room: Front, name: str) -> str:
    board = path(box(room.x - room.w * 0.02, room.y + room.h * 0.56, room.w * 1.04, room.h * 0.2), sheet.inks.deep)
    words = printable(_FACE, name)
    if not words or len(words) > 34:
        return board
    width, drawn = outline(_FACE, words)
    scale = min(room.w * 0.94 / width, room.h * 0.15 / cap_height(_FACE))
    x = room.x + (room.w - width * scale) / 2
    base = room.y + room.h * 0.66 + cap_height(_FACE) * scale / 2
    place = f'transform="translate({at(x, base)})scale({scale:.3f})"'
    return f'{board}<path fill="{sheet.inks.light}" {place} d="{drawn}"/>'


def _street(sheet: Sheet, room: Front) -> str:
    w, h, foot = sheet.w, sheet.h, room.foot
    spill = f"M{at(room.x, foot)}h{room.w:.0f}l{at(room.w * 0.18, h - foot)}h{-room.w * 1.36:.0f}z"
    kerb = stroke(f"M0 {foot + 1:.0f}H{w}", blend(sheet.inks.a, NIGHT, 0.7), 2)
    ground = path(box(0, foot, w, h - foot), blend(sheet.inks.a, NIGHT, 0.93))
    return ground + path(spill, sheet.inks.light, ' opacity=".28"') + kerb
