"""Web push as rules: what a message says, when it is tried again, and what a browser is called in its owner's list."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from wtc import clock
from wtc.domain import words
from wtc.language import irish, n, t
from wtc.shapes.alerts import NotificationSettings
from wtc.shapes.push import Device, DeviceCard, Push

MOST = 10
"""How many browsers one user may have."""
ALONE = 3
"""More news than this at once goes as one message: a night's quiet hours end with one sign and not with forty."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
FAILURES = 28
"""A browser that failed so often in a row, some five days, is let go of."""
_TITLE, _BODY = 120, 240
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def named(agent: str) -> str:
    """What a browser's own account of itself comes to: 'Firefox · Android'; '' when it says nothing that we know."""
    found = (next((name for sign, name in names if sign in agent), "") for names in (_BROWSERS, _SYSTEMS))
    return " · ".join(filter(None, found))


def card(device: Device, now: datetime) -> DeviceCard:
    """A browser with its words."""
    day = words.day(clock.local(device.created_at).date(), clock.local(now).date())
    return DeviceCard(
        id=device.id, name=device.name or t("A browser"), mark=device.mark, since=t("Since {day}", day=day)
    )


def wanted(told: NotificationSettings, kind: str) -> bool:
    """Whether news of a kind goes to browsers; what answers something that the user did always goes."""
    return bool(getattr(told, f"push_{kind}", True))


def wait(failures: int, asked: float = 0.0) -> timedelta:
    """How long a browser is left alone after so many failures in a row: 30 s, doubled each time, six hours at most.

    ``asked`` are the seconds that its push service wants; they count up to six hours too.
    """
    usual = FIRST_WAIT * 2.0 ** min(failures - 1, 12)
    return min(max(usual, timedelta(seconds=asked)), LONGEST_WAIT)


def together(news: Sequence[int]) -> list[tuple[int, int]]:
    """News by the messages in which it goes: the first id of each, and how many stand behind it."""
    return [(each, 1) for each in news] if len(news) <= ALONE else [(news[0], len(news))]


def message(push: Push, device_id: int) -> bytes:
    """What the worker in the browser is told, as JSON of at most some 2 KB, in the language in hand."""
    title, body, href = push.title, push.body, push.href
    if push.many > 1:
        title = n("{count} thing for you: {first}", "{count} things for you: {first}", push.many, first=push.title)
        body, href = "", "/notifications"
    told = {
        "title": _cut(title, _TITLE),
        "body": _cut(body, _BODY),
        "href": href or "/notifications",
        "lang": "ga" if irish() else "en-IE",
        "news": push.notification_id,
        "many": push.many,
        "device": device_id,
        "stop": t("No more of these here"),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def topic(push: Push) -> str:
    """By this a push service lets a message sent twice take its own place (RFC 8030, 5.4)."""
    return f"news-{push.notification_id}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
