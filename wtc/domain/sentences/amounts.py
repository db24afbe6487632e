"""Money, distances and times of night in words: 'under 20 euro', 'faoi bhun €15', 'within 10 km of', 'after 9pm'."""

import re

from wtc.domain.sentences.lexicon import lexicon

_NUMBERS = "|".join(sorted(lexicon().numbers, key=len, reverse=True))
_BARE = rf"(?P<bare>\d{{1,3}}(?:[.:,]\d\d)?|{_NUMBERS})"
_SIGNED = (
    r"(?:€ (?P<signed>\d{1,4}(?:[.:,]\d\d)?)|"
    rf"(?P<named>\d{{1,4}}(?:[.:,]\d\d)?|{_NUMBERS}) (?:€|euros?|eur|quid|pounds?|e|squids?))"
)
_COINS = r"(?:a )?(?P<coin>tenner|fiver)"
_NOT_MONEY = (
    r"(?! (?:s|km|kms|k|kilometres?|miles?|mile|am|pm|years?|yrs|minutes?|mins?|hours?|people|days?|weeks?|st|nd|rd|th|"
    r"percent|metres?|bliain|pints?)(?: |$))"
)
_LESS = (
    r"(?:(?:for |is |are |at )?(?:under|below|less than|no more than|not more than|cheaper than|max|maximum|up to|"
    r"at most|within|not over|faoi|faoi bhun|nios lu na|suas go|suas go dti|ar a mheid|uasmheid)(?: of)?)"
)
_MORE = r"(?:over|more than|above|at least|min|minimum|os cionn|nios mo na|not under|not less than)"
_AFTERWARDS = r"(?: (?:or less|or under|or cheaper|max|maximum|tops|at most|no nios lu|nios lu|and under|and below))"

_MOST = (
    re.compile(rf"{_LESS} (?:{_SIGNED}|{_COINS}|{_BARE}{_NOT_MONEY}){_AFTERWARDS}?(?= |$)"),
    re.compile(rf"(?:for |about |around |ar |le |budget (?:of )?)?(?:{_SIGNED}|{_COINS}){_AFTERWARDS}?(?= |$)"),
    re.compile(rf"(?:for )?{_BARE}{_AFTERWARDS}(?= |$)"),
    re.compile(rf"(?:between |from |idir )?(?:€ )?\d{{1,3}}(?: €)? (?:(?:and|to|agus|go) )?{_SIGNED}(?= |$)"),
)
_LEAST = re.compile(rf"{_MORE} (?:{_SIGNED}|{_COINS}|{_BARE}{_NOT_MONEY})(?= |$)")
_KM = re.compile(
    r"(?:within |inside |less than |under |up to |faoi |laistigh de )?(?:a )?(\d{1,3}) (km|kms|k|kilometres?|"
    r"kilometers?|miles?|mi|cilimeadar|mile)(?: radius)?(?: (?:of|from|around|away from|near|de|o|d))?(?= |$)"
)
_HOUR = re.compile(
    r"(?P<how>after|from|past|later than|starting after|starting at|starting|tar eis|i ndiaidh|o|at|ag|before|"
    r"earlier than|finishing before|roimh|by|until|till)?(?P<a> ?a)? ?(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?"
    r"(?P<half> ?(?:am|pm|p m|a m|o ?clock|a chlog|in the evening|at night))?(?= |$)"
)
_NAMED_HOURS = re.compile(
    r"(?:(?:in |during )?(?:the )?(?P<day>afternoons?|matinees?|daytime)|"
    r"(?P<late>late night|late nights|late gigs?|late bar)|"
    r"(?:after midnight|i ndiaidh mean oiche))(?= |$)"
)
_EARLY = ("before", "earlier than", "finishing before", "roimh", "by", "until", "till")
_MONEY_MOST, _FIRST_YEAR, _LAST_YEAR = 1_000, 1900, 2100


def most(line: str, at: int) -> tuple[int, int] | None:
    """Where the price ends that is spoken of at ``at``, and the most that somebody would pay, in whole euro."""
    hits = [(found.end(), found) for pattern in _MOST if (found := pattern.match(line, at))]
    if not hits:
        return None
    end, found = max(hits, key=lambda hit: hit[0])
    told = found.groupdict()
    number = told.get("signed") or told.get("named") or told.get("coin") or told.get("bare") or ""
    amount = _number(number)
    return (end, amount) if 0 < amount <= _MONEY_MOST else None


def least(line: str, at: int) -> int | None:
    """Where a price ends that is the least somebody would pay: there is no such filter, so it stays text."""
    found = _LEAST.match(line, at)
    return found.end() if found else None


def kilometres(line: str, at: int) -> tuple[int, int] | None:
    """Where a distance ends, and how many kilometres it is."""
    found = _KM.match(line, at)
    if not found:
        return None
    far = int(found[1]) * (1.609 if found[2].startswith("mi") else 1)
    return found.end(), max(1, min(200, round(far)))


def hours(line: str, at: int) -> tuple[int, int | None, int | None] | None:
    """Where a time of night ends, and from when and before when, in minutes of the clock."""
    if named := _NAMED_HOURS.match(line, at):
        if named["day"]:
            return named.end(), 12 * 60, 17 * 60
        return named.end(), 22 * 60 if named["late"] else 0, None
    found = _HOUR.match(line, at)
    if not found:
        return None
    how, half, hour = found["how"] or "", (found["half"] or "").replace(" ", ""), int(found["hour"])
    minute = int(found["minute"] or 0)
    spoken = bool(half) or bool(found["minute"]) or (how not in ("", "from", "o", "by", "until", "till") and bool(how))
    if not spoken or hour > 23 or minute > 59 or (hour == 0 and not found["minute"]):
        return None
    if half.startswith("am"):
        hour %= 12
    elif hour <= 11 and (half or hour >= 5 or found["minute"]):
        hour += 12
    elif hour == 12 and half and half != "pm":
        hour = 0
    elif not half and hour < 5:
        return None
    moment = hour * 60 + minute
    return (found.end(), None, moment) if how in _EARLY else (found.end(), moment, None)


def _number(text: str) -> int:
    """Whole euro, cents rounded up; 0 for what is no price."""
    if text in lexicon().numbers:
        return lexicon().numbers[text]
    whole, _, cents = text.replace(":", ".").replace(",", ".").partition(".")
    number = int(whole or 0) + (int(cents or 0) > 0)
    return 0 if _FIRST_YEAR <= number <= _LAST_YEAR else number
