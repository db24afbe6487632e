"""A mix as a card with a player behind it: its words, and the frame's address built from Mixcloud's own key."""

from datetime import date, datetime
from urllib.parse import quote

from wtc import clock
from wtc.domain import mixes, words
from wtc.domain.text import clean, web_address
from wtc.shapes.players import Player

FRAMES = "https://player-widget.mixcloud.com"
"""The one origin that a page of ours may frame."""


def player(
    *,
    key: str,
    title: str,
    art: str,
    today: date,
    seconds: int = 0,
    published_at: datetime | None = None,
    url: str = "",
    sample: bool = False,
    enabled: bool = True,
) -> Player:
    """The card of one mix. ``key`` is "/user/slug/"; ``art`` a picture of ours; ``enabled`` is MIXCLOUD_ENABLED."""
    said = [length(seconds), words.day(clock.local(published_at).date(), today) if published_at else ""]
    real = not sample and mixes.is_key(key)
    return Player(
        title=clean(title) or "A mix",
        line=" · ".join(filter(None, said)),
        art=art,
        href=(web_address(url) or mixes.page(key)) if real else "",
        frame=frame(key) if real and enabled else "",
        sample=sample,
    )


def frame(key: str) -> str:
    """The address of Mixcloud's own player for one mix."""
    return f"{FRAMES}/widget/iframe/?hide_cover=1&feed={quote(key, safe='')}"


def length(seconds: int) -> str:
    """'58 min', '2 h', '1 h 32 min'; nothing when it is not known."""
    minutes = round(seconds / 60) if 0 < seconds < 360_000 else 0
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest else "")))
