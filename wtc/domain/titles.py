"""What a title says: the acts, the show, and whether it is an add-on, a matinee, a festival pass or a tribute."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wtc.domain import places, venue_names
from wtc.domain.text import clean, fold, key

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_NAME = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_BAD = r"cancelled|canceled|postponed|rescheduled|re-scheduled|sold[ -]?out|new date|date change|venue change"

_EXTRA = re.compile(
    r"\b(?:vip|platinum|meet (?:&|and) greet|premium (?:seats?|tickets?|packages?|level)|"
    r"(?:o2|three|3) priority|priority tickets?|(?:hotel|hospitality|dining|"
    r"travel|enhanced|fan) (?:package|experience|upgrade|ticket)s?|upgrade|car ?park(?:ing)?|parking|"
    r"coach (?:travel|transfer|ticket)s?|bus (?:travel|transfer|ticket)s?|no ticket included|locker|"
    r"pre ?show (?:dinner|dining|lounge)|suite|soundcheck (?:party|experience))\b",
    re.IGNORECASE,
)
_EXTRA_TAIL = re.compile(
    r"\s*[-–—|:(]\s*(?:official )?"
    r"(?:vip|platinum|premium|hotel|hospitality|car park|parking|meet|o2 priority|priority).*$"
    r"|\s+premium (?:level|seats?|tickets?)\s*$",
    re.IGNORECASE,
)
_EXTRA_HEAD = re.compile(
    r"^(?:hotel|vip|hospitality|premium|travel|parking|car park(?:ing)?|official platinum|platinum|dining|coach)"
    r"(?: (?:packages?|tickets?|experience|upgrades?|travel))?\s*(?:[:–—-]|for|to)\s+",
    re.IGNORECASE,
)
_STATE = re.compile(
    rf"\*+\s*(?:{_BAD})\s*\*+|[\[(]\s*(?:{_BAD})[^\])]*[\])]|^(?:{_BAD})\s*[:!–—-]+\s*|\s*[-–—|:!]+\s*(?:{_BAD})!*\s*$",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"\s*\((?:{_DAY_NAME})?,?\s*(?:(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,?(?: \d{{4}})?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\.?(?: \d{{4}})?)\)\s*$",
    re.IGNORECASE,
)
_PRESENTS = re.compile(r"^.{2,50}?\b(?:presents?|présente|in association with)\b\s*:?\s*", re.IGNORECASE)
_SLOT = re.compile(
    r"[\[(]?\b(matin[eé]e|(?<=\()(?:early|late|evening)(?=\))|"
    r"(?:afternoon|early|late|evening|late night) show|"
    r"(?:first|1st|second|2nd|third|3rd) (?:show|night|date)|(?:show|night) (?:1|2|3|one|two|three)|"
    r"extra (?:date|show)(?: added)?|(?:second|2nd|extra|new) date added)\b[\])]?",
    re.IGNORECASE,
)
_SLOTS = {
    "matinee": "early", "matinée": "early", "afternoon": "early", "early": "early",
    "late": "late", "evening": "late",
    "first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3",
    "1": "1", "2": "2", "3": "3", "one": "1", "two": "2", "three": "3",
}  # fmt: skip
_PASS = re.compile(
    r"\b(?:(?:full )?(?<!the )(?<!this )weekend(?: (?:ticket|pass|camping))?|"
    r"(?:\d|two|three|four)[ -]day (?:ticket|pass|camping)|season ticket|festival pass|camping (?:ticket|pass))s?\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"(?:[-–—|:(] ?|\b20\d\d )(?:{_DAY_NAME})\b(?! [a-z])|\b(?:{_DAY_NAME}) (?:day )?(?:ticket|pass)|"
    r"\bday (?:\d|one|two|three|four)\b",
    re.IGNORECASE,
)
_SUPPORTING = re.compile(
    r"\s*[(\[-]?\s*(?:supporting|in support of|support(?:s|ing)? for|opening for)\s+([^)\]]+)[)\]]?", re.IGNORECASE
)
_WITH = re.compile(
    r"\s+(?:with special guests?|plus special guests?|\+ special guests?|and special guests?|special guests?|"
    r"with support from|with support|support from|supported by|w/|feat\.?|ft\.?|featuring|with|plus|\+)(?:\s+|$)",
    re.IGNORECASE,
)
_AT = re.compile(r"\s+(?:live at|live in|live @|at|@|in)\s+(.+)$", re.IGNORECASE)
_STYLE = re.compile(
    r"(?:\s*[-–—|:(]\s*|\s+)(?:live in concert|live|unplugged|acoustic|up close|in concert|an evening with|dj set|"
    r"club night|solo|album launch|single launch)(?: \d{4})?\)?\s*$"
    r"|\s*[-–—|:(]\s*[^-–—|:(]*\b(?:tour|anniversary)\b[^-–—|:(]*$",
    re.IGNORECASE,
)
_TOUR = re.compile(
    r"\s+(?:(?:irish|ireland|uk|world|european|europe|national|farewell|reunion|winter|spring|summer|autumn|"
    r"greatest hits|"
    r"\d+(?:st|nd|rd|th) anniversary|silver|ghost) )+tour(?: \d{4})?(?: \d{4})?\s*$|\s+tour \d{4}\s*$|"
    r"\s+\d+(?:st|nd|rd|th) anniversary\s*$",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(r"(?<=\w) 20\d\d$")
_YEAR = re.compile(r"\s*\b20\d\d\b\s*")
_DAY_TICKET = re.compile(r"\b(?:day|single day|1 day)? ?(?:tickets?|pass(?:es)?)\b", re.IGNORECASE)
_DAY_OF = re.compile(
    rf"\b(?:{_DAY_NAME})(?: \d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH}))?\b|\bday (?:\d|one|two|three|four)\b", re.IGNORECASE
)
_EVENING = re.compile(r"^an? (?:evening|night|afternoon) with\s+", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|;|\s&\s|\sand\s|\s\+\s|\s/\s)\s*", re.IGNORECASE)
_TRIBUTE = re.compile(
    r"\b(?:tribute|the music of|songs of|the songs of|performed by|plays the|covers?|experience|celebration of|legacy|"
    r"rumours of|one night of|illegal|re ?live|story of|the best of|candlelight)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    rf"\b(?:rescheduled|moved|postponed|new date(?: is)?|changed)(?: (?:to|until|for))?:?\s+"
    rf"(?:the )?(?:(?:{_DAY_NAME}),? )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\.?,?(?: (\d{{4}}))?",
    re.IGNORECASE,
)
_EDGE = re.compile(r"^[\W_]+(?=\w)|[^\w!?.)\]*'’+]+$")

_TELLING = re.compile(
    r"[^\w\s'’.&,!?]|\b(?:with|at|in|live|vip|plus|feat|ft|featuring|presents?|support\w*|opening|special|sold|cancell?ed|"
    r"postponed|rescheduled|new|matin[eé]e|show|night|date|day|weekend|ticket|pass|camping|platinum|premium|"
    r"package|upgrade|parking|hotel|tribute|music|songs|evening|afternoon|tour|concert|unplugged|acoustic|solo|"
    r"anniversary|set|suite|"
    r"meet|locker|experience|covers?|plays|celebration|legacy|rumours|story|best|candlelight|performed|"
    r"illegal|re ?live|"
    rf"{_DAY_NAME})\b|^[\W_]|[\W_]$",
    re.IGNORECASE,
)
"""Without any of these a title is a name and nothing else, as most are."""
_LABELLED = re.compile(
    r"[^\w\s'’.&,!?]|^[\W_]|[\W_]$|\b(?:vip|platinum|premium|meet|o2|three|3|priority|hotel|hospitality|dining|travel|"
    r"enhanced|fan|upgrade|official|car|park|coach|bus|no|ticket|locker|pre|suite|soundcheck|cancel|postponed|re|sold|"
    r"date|venue|presents?|présente|in association|show|night|matin[eé]e|afternoon|first|1st|second|2nd|third|extra|"
    rf"new|weekend|full|\d|two|four|day|single|season|festival|pass|camping|{_DAY_NAME})",
    re.IGNORECASE,
)
"""Without any of these nothing is said of the ticket, the day or the state of a show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A title taken apart. ``core`` and ``acts`` are keys; ``shown`` is the title without what is not its name."""

    shown: str
    core: str
    acts: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    extra: bool = False
    slot: str = ""
    day: str = ""
    festival_pass: bool = False
    tribute: bool = False


@lru_cache(maxsize=32_768)
def read(title: str, venue: str = "", city: str = "") -> Reading:
    """What ``title`` says of a show at ``venue``: the trailing 'at Whelan's' is recognised by the venue's own name."""
    text = clean(title)
    if not _TELLING.search(text):
        return Reading(shown=text, core=(core := key(text)), acts=(core,) if core else ())
    extra, slot = False, ""
    if _LABELLED.search(text):
        extra = bool(_EXTRA.search(text))
        slot, whole = _slot(text), bool(_PASS.search(text))
        day = _DAY.search(_PASS.sub(" ", _DATED.sub("", text)))
        text = _bare(text, extra)
        if day or whole:
            return _festival(text, slot, _day(day.group(0)) if day else "", whole)
    text = _placeless(text, venue, city)
    supports: tuple[str, ...] = ()
    if found := _SUPPORTING.search(text):
        supports = _names(found.group(1))
        text = (text[: found.start()] + " " + text[found.end() :]).strip()
    text = _styleless(text)
    head, *guests = _WITH.split(text)
    shown = _trim(head) or clean(title)
    core = key(_trim(_YEAR_LAST.sub("", shown)))
    acts = dict.fromkeys((core, *(name for guest in guests for name in _names(guest)), *supports))
    return Reading(
        shown=shown,
        core=core,
        acts=tuple(act for act in acts if act),
        supports=supports,
        extra=extra,
        slot=slot,
        tribute=bool(_TRIBUTE.search(text)),
    )


def _festival(text: str, slot: str, day: str, whole: bool) -> Reading:
    """'Forbidden Fruit 2026 - Bicep (Sunday)': the festival's name is the core, what stands beside it are acts."""
    bare = _DAY_TICKET.sub(" ", _DAY_OF.sub(" ", _PASS.sub(" ", text)))
    name, *others = [piece for piece in map(_trim, re.split(r"\s[-–—|]\s|[:()]", bare)) if re.search(r"\w", piece)] or [
        text
    ]
    core = key(_YEAR.sub("", name) or name)
    acts = dict.fromkeys((core, *(act for other in others for act in _names(other))))
    return Reading(shown=text, core=core, acts=tuple(acts), slot=slot, day="" if whole else day, festival_pass=whole)


def _styleless(text: str) -> str:
    """The title without what is said of the style: 'Live in Concert', 'Unplugged', 'Irish Tour 2026'."""
    text = _EVENING.sub("", text)
    for _ in range(3):
        shorter = _trim(_TOUR.sub("", _STYLE.sub("", text)))
        if not shorter or shorter == text:
            break
        text = shorter
    return text


def moved_to(text: str, day: date | None) -> date | None:
    """The new date that 'rescheduled to 30 April 2026' names; without a year, the next such date after ``day``."""
    found = _MOVED.search(text)
    if not found or "from" in text[found.start() : found.end()].split():
        return None
    month = _MONTHS[found.group(2).lower()]
    try:
        if found.group(3):
            return date(int(found.group(3)), month, int(found.group(1)))
        if day is None:
            return None
        same = date(day.year, month, int(found.group(1)))
        return same if same >= day else date(day.year + 1, month, int(found.group(1)))
    except ValueError:
        return None


def _bare(text: str, extra: bool) -> str:
    text = _DATED.sub("", text)
    for _ in range(2):
        text = _trim(_STATE.sub(" ", text))
    if extra:
        text = _EXTRA_HEAD.sub("", _EXTRA_TAIL.sub("", text))
    text = _DATED.sub("", text)
    if found := _PRESENTS.match(text):
        text = text[found.end() :] or text
    return _trim(_SLOT.sub(" ", text))


def _placeless(text: str, venue: str, city: str) -> str:
    """The title without a trailing '(Whelan's)', 'live at Whelan's' or 'in Dublin' of its own venue and town."""
    if text.endswith(")") and (start := text.rfind("(")) > 0 and _is_here(text[start + 1 : -1], venue, city):
        return text[:start].strip()
    found = _AT.search(text)
    while found:
        if _is_here(found.group(1), venue, city):
            return text[: found.start()].strip() or text
        found = _AT.search(text, found.start() + 1)
    return text


def _is_here(place: str, venue: str, city: str) -> bool:
    """Whether ``place`` is this town, or this room by any of its spellings."""
    here = places.town(place)
    if not venue_names.is_room(venue, city):
        return (here.known and here == places.town(city)) or venue_names.identify(place, city).known
    if fold(place) in (fold(venue), fold(city)) or (here.known and here == places.town(city)):
        return True
    room, named = venue_names.identify(venue, city), venue_names.identify(place, city)
    return bool(venue) and (room.name_key, room.city_key) == (named.name_key, named.city_key)


def _slot(text: str) -> str:
    found = _SLOT.search(text)
    words = found.group(1).lower().split() if found else []
    return next((_SLOTS[word] for word in words if word in _SLOTS), "") if "added" not in words else ""


def _day(text: str) -> str:
    found = re.search(rf"{_DAY_NAME}|\d|one|two|three|four", text, re.IGNORECASE)
    return found.group(0).lower() if found else ""


def _names(text: str) -> tuple[str, ...]:
    pieces = (key(_trim(piece)) for piece in _LIST.split(text))
    return tuple(
        piece for piece in pieces if piece and piece not in ("more", "guests", "special guests", "support", "tba")
    )


def _trim(text: str) -> str:
    return clean(_EDGE.sub("", text.strip()) or text)
