"""Every factor of a score in words: as a chip, as a title with its evidence, and in a sentence."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from wtc.domain.words import count, counted, listed, money, place
from wtc.language import irish, n, t, word
from wtc.shapes.taste import Part

DAYS = (
    word("Monday"),
    word("Tuesday"),
    word("Wednesday"),
    word("Thursday"),
    word("Friday"),
    word("Saturday"),
    word("Sunday"),
)
SOURCES = {"spotify": "Spotify", "lastfm": "Last.fm", "listenbrainz": "ListenBrainz", "list": word("your own list")}
"""Where we know from what a fan listens to, as it is called."""


class Says(NamedTuple):
    """One factor in its wordings. ``kind`` is what it is about, ``label`` the same in words."""

    kind: str
    label: str
    chip: str
    title: str
    evidence: str
    clause: str


def _genre(chip: str, title: str, evidence: str, clause: str) -> Says:
    return Says("genre", "Genre match", chip, title, evidence, clause)


def _act(chip: str, title: str, evidence: str, clause: str, label: str = "Artist match") -> Says:
    return Says("artist", label, chip, title, evidence, clause)


def _venue(chip: str, title: str, evidence: str, clause: str) -> Says:
    return Says("venue", "Favourite venue", chip, title, evidence, clause)


def _near(chip: str, title: str, evidence: str, clause: str) -> Says:
    return Says("distance", "Near you", chip, title, evidence, clause)


def _fans(chip: str, title: str, evidence: str, clause: str) -> Says:
    return Says("fans", "Fans like you", chip, title, evidence, clause)


def _against(kind: str) -> Says:
    words = "You turned down {all}"
    return Says(
        kind, "Turned down", words, words, "because of what you hid or gave a thumb down", "you turned down {all}"
    )


WORDS: dict[str, Says] = {
    "wanted_genre": _genre("{One}, one of yours", "Genre match: {all}", "because you picked {all}", "you picked {all}"),
    "heard_genre": _genre(
        "You listen to {one}", "You listen to {all}", "because you listen to {all} on {where}", "you listen to {all}"
    ),
    "saved_genre": _genre(
        "{One}, as you saved", "Like nights you saved: {all}", "because you saved {all}", "you saved {all} before"
    ),
    "sound": _genre(
        "Sounds like what you {done}",
        "Sounds like what you {done}: {all}",
        "because of the sound of what you {done}",
        "it sounds like what you {done}",
    ),
    "wanted_act": _act("{One}, one of yours", "Artist match: {all}", "because you named {all}", "you named {all}"),
    "heard_act": _act(
        "You listen to {one}", "You listen to {all}", "because you listen to {all} on {where}", "you listen to {all}"
    ),
    "followed_act": _act(
        "You follow {one}",
        "Artist you follow: {all}",
        "because you follow {all}",
        "you follow {all}",
        "Artist you follow",
    ),
    "wanted_dj": _act(
        "{One}, one of your DJs", "DJ match: {all}", "because you named {all}", "{all} is one of your DJs", "DJ match"
    ),
    "liked_act": _act("More of {one}", "More of {all}", "because you {done} {all}", "you {done} {all} before"),
    "known_act": _act("{One} again", "More of {all}", "because you {done} {all}", "you {done} {all} before"),
    "regular_act": _act(
        "{One}, one of your regulars", "You keep coming back to {all}", "by how often", "you keep coming back to {all}"
    ),
    "series": _act(
        "{One}, at your hour", "{all}, when you go", "because you went at that hour", "{all} is on when you go"
    ),
    "same_room": _act(
        "{One} where you saw them", "{all}, in the same room", "because you {done} them there", "{all} is there again"
    ),
    "often": _act("Plays often", "{all} plays often", "the more nights, the less each counts", "{all} plays often"),
    "drawn_genre": _genre(
        "{One}, your kind", "What your acts come down to: {all}", "by the acts you like", "your acts lean to {all}"
    ),
    "alike_act": _act(
        "Like {one}", "Close in sound to {all}", "because you like {all}", "it's close in sound to {all}"
    ),
    "wanted_venue": _venue("{One}, one of yours", "Favourite venue: {all}", "because you named {all}", "it's in {all}"),
    "liked_venue": _venue("{One} again", "You like {all}", "because you like {all}", "it's in {all}, as you like"),
    "regular_venue": _venue(
        "{One}, a regular of yours", "You keep going to {all}", "by how often", "you keep going to {all}"
    ),
    "near": _near("{away} away", "{away} from you", "within the {within} you'd travel", "it's {away} from you"),
    "near.city": Says(
        "city", "Your city", "In {all}", "Your city: {all}", "because {all} is one of your towns", "it's in {all}"
    ),
    "home": _near("{away} away", "{away} from you", "the nearer, the more it counts", "it's {away} from you"),
    "haunts": _near(
        "Near where you go", "Near where you go", "{away} from a night you {done}", "it's near where you go"
    ),
    "budget": Says(
        "price", "Price", "Under your {limit}", "Under your {limit}", "it's {price}", "it's under your {limit}"
    ),
    "budget.over": Says(
        "price", "Price", "{over} over your {limit}", "{over} over your {limit}", "it's {price}", "it's {over} over"
    ),
    "soon": Says("recency", "Soon", "Soon: {when}", "Soon: {when}", "the sooner, the more it counts", "it's {when}"),
    "ahead": Says("recency", "Soon", "Soon: {when}", "Soon: {when}", "the sooner, the more it counts", "it's {when}"),
    "fresh": Says("recency", "New", "Just listed", "Just listed", "the newer, the more it counts", "it's new"),
    "night": Says(
        "night",
        "Your night",
        "{day}, one of yours",
        "One of your nights: {day}",
        "because you picked it",
        "it's on a {day}",
    ),
    "hour": Says(
        "night", "Your hours", "When you go out", "At your usual hours", "you often go out then", "it's when you go out"
    ),
    "saved": Says("saved", "Saved", "You saved it", "You saved it", "it's on your list", "you saved it"),
    "hidden_act": _against("artist"),
    "hidden_genre": _against("genre"),
    "hidden_venue": _against("venue"),
    "similar_fans": _fans("{fans}", "{fans} saved it", "{fans}", "fans like you saved it"),
    "similar_act": _fans(
        "Fans like you go", "Fans of {all} go", "by what fans have in common", "fans of {all} go to it"
    ),
    "local": _fans("Fans near you go", "Fans near you go", "{fans}", "fans near you go"),
    "friends": Says("fans", "Friends", "{friends} going", "Taken up by {friends}", "", "{friends} took it up"),
    "popular": Says("popular", "Popular", "Popular", "Popular", "{people} saved or opened it", "{people} took it up"),
    "popular_acts": Says(
        "popular", "Popular", "{One} is popular", "{One} is popular", "{people} like {one}", "{people} like {one}"
    ),
    "dials": Says("asked", "You asked", "More {one}", "More of {all}", "as you asked", "you asked for more of {all}"),
    "dials.less": Says(
        "asked", "You asked", "Less {one}", "Less of {all}", "as you asked", "you asked for less of {all}"
    ),
}
"""The wordings of each factor of ``ml.taste``, and of its other side where there is one."""
_NAMELESS = {
    "genre": word("its sound"),
    "artist": word("the act"),
    "venue": word("the venue"),
    "city": word("your town"),
    "fans": word("your acts"),
}
_SPOKEN = {"wanted_genre", "heard_genre", "saved_genre", "drawn_genre", "hidden_genre", "near", "home", "dials"}
_ABOUT_HISTORY = {"saved_genre", "sound", "liked_act", "liked_venue"}


def says(part: Part) -> Says:
    """A part in words, without its clause; one whose factor we have no words for yet goes by its name."""
    wording, fields = _voice(part)
    chip = _filled(wording.chip, fields)
    title = chip if wording.title == wording.chip else _filled(wording.title, fields)
    if part.examples and part.factor in _ABOUT_HISTORY:
        evidence = t("because you {done} {all}", done=fields["done"], all=joined(part.examples))
    else:
        evidence = _filled(wording.evidence, fields)
    return Says(wording.kind, t(wording.label), chip, title, evidence, "")


def clause(part: Part) -> str:
    """A part as it stands in a sentence: 'you follow Lankum'."""
    wording, fields = _voice(part)
    return _filled(wording.clause, fields)


def _voice(part: Part) -> "tuple[Says, _Fields]":
    wording = WORDS.get(_side(part)) or _plain(part.factor.replace("_", " "))
    return wording, _Fields(part, t(_NAMELESS.get(wording.kind, "it")))


def _filled(text: str, fields: "_Fields") -> str:
    said = t(text)
    return said.format_map(fields) if "{" in said else said


def _plain(name: str) -> Says:
    return Says("other", name.capitalize(), name.capitalize(), name.capitalize(), "", f"of its {name}")


def _side(part: Part) -> str:
    if part.factor == "near" and not (part.km is not None and part.within is not None and part.km <= part.within):
        return "near.city"
    if part.points < 0 and part.factor in ("budget", "dials"):
        return "budget.over" if part.factor == "budget" else "dials.less"
    return part.factor


class _Fields(dict[str, str]):
    """What stands for each name in a wording, made only when one asks for it."""

    def __init__(self, part: Part, nameless: str) -> None:
        self.part, self.nameless = part, nameless

    def __missing__(self, name: str) -> str:
        made = self[name] = _FIELDS[name](self.part, self)
        return made


def _money(cents: int, part: Part) -> str:
    return money(cents / 100, part.currency)


def _when(days: int) -> str:
    return t("in {days}", days=counted(days, "day")) if days else t("within a day")


_FIELDS: Mapping[str, Callable[[Part, _Fields], str]] = {
    "one": lambda part, fields: _called(part)[0] if part.names else fields.nameless,
    "One": lambda _, fields: fields["one"][:1].upper() + fields["one"][1:],
    "all": lambda part, fields: joined(_called(part)) or fields.nameless,
    "where": lambda part, _: (
        t(SOURCES[part.source])
        if part.source == "list"
        else SOURCES.get(part.source, part.source) or t("other services")
    ),
    "done": lambda part, _: _done(part),
    "away": lambda part, _: kilometres(part.km),
    "within": lambda part, _: kilometres(part.within),
    "limit": lambda part, _: _money(part.budget or 0, part),
    "over": lambda part, _: _money((part.cents or 0) - (part.budget or 0), part),
    "price": lambda part, _: _money(part.cents, part) if part.cents else t("free"),
    "when": lambda part, _: _when(int(part.days or 0)),
    "day": lambda part, _: night(part.hour),
    "fans": lambda part, _: (
        t("{people} with your taste", people=_people(part.fans)) if part.fans else t("Fans like you")
    ),
    "friends": lambda part, _: counted(part.fans or part.people or 1, "friend"),
    "people": lambda part, _: _people(part.people or 0),
}


def _called(part: Part) -> tuple[str, ...]:
    """What a part is about: sounds and places in the language in hand, acts and rooms as they are."""
    return tuple(map(place, part.names)) if part.factor in _SPOKEN else tuple(part.names)


def _done(part: Part) -> str:
    if irish():
        return t("what you saved") if part.kept else t("what you liked")
    return "saved" if part.kept else "liked"


def _people(many: int) -> str:
    return n("{count} person", "{count} people", many)


def joined(names: Sequence[str], most: int = 2) -> str:
    """'Lankum', 'Lankum and Altan', 'Lankum, Altan and three more'."""
    if len(names) > most:
        return t("{names} and {count} more", names=", ".join(names[:most]), count=count(len(names) - most))
    return listed(names)


def kilometres(km: float | None) -> str:
    """'2.1 km', '34 km', '5 km'."""
    if km is None:
        return t("some way")
    return f"{max(km, 0.1):.1f} km".replace(".0 ", " ") if km < 10 else f"{km:,.0f} km"


def night(hour: int | None) -> str:
    """Whose night an hour of the Irish week belongs to; until five in the morning it is still the day before."""
    return t(DAYS[(hour - 5) % 168 // 24]) if hour is not None and hour >= 0 else t("free night")
