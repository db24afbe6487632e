"""What may be said of an event, and from where: everything that a browser claims is checked here."""

import re

from wtc.errors import Invalid
from wtc.language import word
from wtc.shapes.taste import Action, Sighting, Why

SURFACES = (
    "home",
    "weekend",
    "fresh",
    "best",
    "trending",
    "like",
    "fans",
    "discover",
    "event",
    "artist",
    "dj",
    "venue",
    "saved",
    "why",
    "feed",
    "search",
    "api",
)
"""Every place where an event is shown to be acted on; 'why' is the drawer of that name."""
LAST_POSITION = 5_000
LONGEST_SESSION = 36
REASONS = {
    Why.TOO_FAR: "Too far",
    Why.NOT_MY_MUSIC: "Not my music",
    Why.TOO_DEAR: "Too dear",
    Why.SEEN_THEM: "Seen them",
}
DEEDS = {
    Action.SAVE: word("You saved it"),
    Action.HIDE: word("You hid it"),
    Action.UP: word("Thumb up"),
    Action.DOWN: word("Thumb down"),
    Action.ATTENDED: word("You were there"),
    Action.CLICK: word("You opened it"),
}
"""What a fan did, as they are told it. What was scrolled past is nothing that anybody did."""
_SESSION = re.compile(rf"[A-Za-z0-9-]{{0,{LONGEST_SESSION}}}")
_SLOTS = {Action.UP: "thumb", Action.DOWN: "thumb"}
PASSING = (Action.CLICK, Action.SKIP)
"""What is noted once for each tab and let go of after a year and a bit."""


def sighting(surface: str = "", position: int | None = None, session: str = "") -> Sighting:
    """Where an event stood, by a browser's word; ``Invalid`` names what won't do."""
    wrong = {}
    if surface and surface not in SURFACES:
        wrong["surface"] = f"One of: {', '.join(SURFACES)}."
    if position is not None and not 1 <= position <= LAST_POSITION:
        wrong["position"] = f"A number from 1 to {LAST_POSITION:,}."
    if not _SESSION.fullmatch(session):
        wrong["session"] = f"Up to {LONGEST_SESSION} letters, digits and dashes."
    if wrong:
        raise Invalid("We can't tell where that was.", details=wrong)
    return Sighting(surface=surface, position=position, session=session)


def action(text: str) -> Action:
    """The action of that name. Raises ``Invalid`` naming those that there are."""
    try:
        return Action(text)
    except ValueError:
        raise Invalid("We don't know that word.", details={"action": f"One of: {', '.join(Action)}."}) from None


def reason(said: Action, text: str) -> str:
    """Why a fan says no, as it is kept; only a thumb down has one. Raises ``Invalid``."""
    if text and (said is not Action.DOWN or text not in {*Why}):
        told = f"One of: {', '.join(Why)}." if said is Action.DOWN else "Only 'down' has a reason."
        raise Invalid("We don't know that reason.", details={"reason": told})
    return text


def slot(said: Action, session: str, day: str) -> str:
    """What makes two of them one: a thumb replaces the other; clicks and skips count once a tab, or a ``day``."""
    if said in PASSING:
        return f"{said}:{session or day}"
    return _SLOTS.get(said, said.value)
