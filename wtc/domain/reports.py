"""What a visitor may report as wrong, and how a report and its answer are worded."""

from datetime import date

from wtc.domain import words
from wtc.domain.changes import News
from wtc.language import t

KINDS = {
    "event": {
        "not_same": "A source doesn't belong here",
        "wrong_when": "Wrong date or time",
        "wrong_room": "Wrong room",
        "wrong_acts": "Wrong line-up",
        "wrong_price": "Wrong price or ticket link",
        "off": "It's off, or it's over",
        "other": "Something else",
    },
    "artist": {
        "not_them": "Not the same act",
        "wrong_facts": "Wrong facts",
        "wrong_picture": "Wrong picture",
        "other": "Something else",
    },
    "venue": {
        "closed": "It's closed",
        "wrong_place": "Wrong address or spot on the map",
        "wrong_facts": "Wrong facts",
        "other": "Something else",
    },
}
"""Kinds of report by what is reported, in words."""
PATHS = {"event": "/events/", "artist": "/artists/", "venue": "/venues/"}


def what(subject: str, kind: str) -> str:
    """A kind in words."""
    return KINDS.get(subject, {}).get(kind, "Something else")


def answered(name: str, *, fixed: bool, answer: str) -> News:
    """What the reporter is told."""
    if fixed:
        thanks = t("You were right about {name}. It's mended. Thanks.", name=name)
        return News(title=t("Put right: {name}", name=name), body=answer or thanks)
    left = t("We looked at {name} and left it as it is. Thanks for the look-out.", name=name)
    return News(title=t("About your report on {name}", name=name), body=answer or left)


def sent(day: date, today: date) -> str:
    """When a report came."""
    return f"Sent {words.day(day, today)}"
