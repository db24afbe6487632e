"""Days in words: 'this weekend', 'friday week', 'the 27th', 'Dé hAoine', 'i mí na Nollag', from one to another."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from wtc import clock
from wtc.domain import filters
from wtc.domain.sentences.lexicon import told

Span = tuple[date | None, date | None]
_ORDINAL = r"(?: (?:st|nd|rd|th|u))?"
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TOLD = told()
_DAY_OF = {name: at for at, day in enumerate(_NAMES) for name in _TOLD["weekdays"][day]}
_SHORT = {short: at for at, day in enumerate(_NAMES) for short in _TOLD["weekdays"]["short"] if day.startswith(short)}
_MONTH_OF = {name: at for at in range(1, 13) for name in _TOLD["months"][str(at)]}
_ALSO_WORDS = set(_TOLD["months"]["also_words"])
_FEASTS = {name: (int(day[:2]), int(day[3:])) for day, names in _TOLD["feasts"].items() for name in names}
_COUNTS: dict[str, int] = _TOLD["counts"]


def words() -> frozenset[str]:
    """The single words of this grammar that are long enough to be misspelt."""
    known = (*_DAY_OF, *_MONTH_OF, "weekend", "tonight", "tomorrow", "seachtaine", "amarach")
    return frozenset(word for word in known if " " not in word and word not in _ALSO_WORDS)


def spelt() -> frozenset[str]:
    """Every single word of this grammar."""
    return words() | _ALSO_WORDS | {word for phrase in (*_FEASTS, *_MONTH_OF, *_COUNTS) for word in phrase.split()}


def match(line: str, at: int, now: datetime) -> tuple[int, Span] | None:
    """Where in ``line`` the days end that begin at ``at``, and the first and last of them; None when none begin."""
    head = _HEADS.match(line, at)
    opening, begin = (head[1], head.end()) if head else ("", at)
    found = _single(line, begin, now)
    if found is None:
        return None
    end, (first, last) = found
    joint = _JOINTS.match(line, end)
    other = _single(line, joint.end(), now) if joint else None
    if other and other[1][0] and first and other[1][0] >= first:
        return other[0], (first, other[1][1])
    if opening in _UNTIL:
        return end, (None, last)
    if opening in _BEFORE:
        return end, (None, first - timedelta(days=1) if first else None)
    if opening in _AFTER:
        return end, (last + timedelta(days=1) if last else None, None)
    return end, (first, None if opening in _FROM else last)


_FROM = ("from", "starting", "o", "starting from")
_UNTIL = ("until", "till", "up to", "by", "go dti")
_BEFORE = ("before", "roimh")
_AFTER = ("after", "tar eis", "i ndiaidh")
_HEADS = re.compile(rf"({'|'.join((*_FROM, *_UNTIL, *_BEFORE, *_AFTER, 'between', 'idir'))}) (?!$)")
_JOINTS = re.compile(r" (?:to|and|or|until|till|through|go|go dti|agus|no|&) (?!$)")

Read = Callable[[re.Match[str], datetime], Span | None]
_RULES: list[tuple[str, Read]] = []


def _rule(pattern: str) -> Callable[[Read], Read]:
    def keep(read: Read) -> Read:
        _RULES.append((pattern, read))
        return read

    return keep


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[re.Pattern[str], Read], ...]:
    names = {
        "DAY": "|".join(sorted(_DAY_OF, key=len, reverse=True)),
        "SHORT": "|".join(_SHORT),
        "MONTH": "|".join(sorted(_MONTH_OF, key=len, reverse=True)),
        "CLEAR": "|".join(sorted(set(_MONTH_OF) - _ALSO_WORDS, key=len, reverse=True)),
        "FEAST": "|".join(_FEASTS),
        "NUMBER": "|".join(_COUNTS),
        "ORDINAL": _ORDINAL,
    }
    made = []
    for pattern, read in _RULES:
        for name, choices in names.items():
            pattern = pattern.replace(f"<{name}>", choices)
        made.append((re.compile(rf"(?:{pattern})(?= |$)"), read))
    return tuple(made)


@lru_cache(maxsize=1)
def _gate() -> re.Pattern[str]:
    """Whether any rule holds at all: most words are no day, and one question is quicker than thirty."""
    return re.compile("|".join(rule.pattern for rule, _ in _compiled()))


def _single(line: str, at: int, now: datetime) -> tuple[int, Span] | None:
    """The longest single day or span that begins at ``at``."""
    found: tuple[int, Span] | None = None
    if not _gate().match(line, at):
        return None
    for pattern, read in _compiled():
        hit = pattern.match(line, at)
        if hit and (found is None or hit.end() > found[0]) and (span := read(hit, now)):
            found = hit.end(), span
    return found


def _today(now: datetime) -> date:
    return clock.local(now).date()


@_rule(r"(?:just )?(?:tonights?|tonite|2nite|this evening|this night|(?:later )?to night|anocht|trathnona(?: inniu)?)")
def _tonight(_: re.Match[str], now: datetime) -> Span:
    return filters.tonight(now)


@_rule(r"(?:for )?(?:today|todays?|inniu|this afternoon|right now|now|anois)(?: tonight)?")
def _this_day(_: re.Match[str], now: datetime) -> Span:
    return _today(now), _today(now)


@_rule(r"(?:(?:for )?(?:tomorrow|tomorrows|tomoz|tmrw|tmw)(?: night| evening)?|(?:oiche )?amarach)")
def _tomorrow(_: re.Match[str], now: datetime) -> Span:
    day = _today(now) + timedelta(days=1)
    return day, day


@_rule(r"(?:the )?(?:day after tomorrow|aru amarach)")
def _overmorrow(_: re.Match[str], now: datetime) -> Span:
    day = _today(now) + timedelta(days=2)
    return day, day


@_rule(
    r"(?:at |on |over |for |ag |i rith )?(?:(?:the|this|an|this coming) )?"
    r"(?:weekend|wkend|wknd|week end|weekends|deireadh seachtaine|deireadh na seachtaine)(?: seo)?"
)
def _weekend(_: re.Match[str], now: datetime) -> Span:
    return filters.weekend(now)


@_rule(r"(?:the )?(?:next weekend|weekend after next|(?:an )?deireadh seachtaine seo chugainn|following weekend)")
def _next_weekend(found: re.Match[str], now: datetime) -> Span:
    days = timedelta(days=14 if "after" in found[0] and filters.weekend(now)[0] > _today(now) else 7)
    friday, sunday = filters.weekend(now)
    return friday + days, sunday + days


@_rule(r"(?:in |during |for )?(?:this week|the week|(?:an )?t?seachtain seo|sa tseachtain seo)")
def _this_week(_: re.Match[str], now: datetime) -> Span:
    """To its Sunday. Who says it on that Sunday means the days to come, as 'today' is the word for it alone."""
    today = _today(now)
    return today, today + timedelta(days=6 - today.weekday() or 7)


@_rule(r"(?:(?:in )?(?:next|the following|the coming|following) week|(?:an )?t?seachtain seo chugainn)")
def _next_week(_: re.Match[str], now: datetime) -> Span:
    monday = _today(now) + timedelta(days=7 - _today(now).weekday())
    return monday, monday + timedelta(days=6)


@_rule(r"(?:in |during )?(?:this month|(?:an )?mhi seo)")
def _this_month(_: re.Match[str], now: datetime) -> Span:
    today = _today(now)
    return today, today.replace(day=monthrange(today.year, today.month)[1])


@_rule(r"(?:in )?(?:next month|(?:an )?mhi seo chugainn)")
def _next_month(_: re.Match[str], now: datetime) -> Span:
    return _month(_today(now).month % 12 + 1, now, 0)


@_rule(r"(?:in |over |within |for |during )?(?:the )?(?:next|coming) (\d{1,2}|<NUMBER>)(?: (day|night|week|month)s?)?")
def _next_few(found: re.Match[str], now: datetime) -> Span | None:
    return _ahead(found[1], found[2] or ("day" if found[1] == "fortnight" else ""), now)


def _ahead(count: str, unit: str, now: datetime) -> Span | None:
    days = {"day": 1, "night": 1, "week": 7, "month": 30}.get(unit, 0)
    number = _COUNTS.get(count) or (int(count) if count.isdecimal() else 0)
    return (_today(now), _today(now) + timedelta(days=number * days - 1)) if number * days else None


@_rule(r"in (?:a |the next )?(\d{1,2}|<NUMBER>) (day|week)s?(?: time)?")
def _in_some(found: re.Match[str], now: datetime) -> Span | None:
    span = _ahead(found[1], found[2], now)
    last = span and span[1]
    return (last + timedelta(days=1),) * 2 if last else None


@_rule(
    r"(?:on |for |ar |oiche )?(?:(?:the|an|a|de|every) )?(?:(this|this coming|coming|next) )?"
    r"(<DAY>)(?: (?:night|evening|nite|afternoon))?(?: (week|seo chugainn|seo))?"
)
def _weekday(found: re.Match[str], now: datetime) -> Span:
    return _named(_DAY_OF[found[2]], found[1] or "", found[3] or "", now)


@_rule(r"(?:on |every )(<SHORT>)(?: (?:night|evening))?(?: (week))?")
def _short(found: re.Match[str], now: datetime) -> Span:
    return _named(_SHORT[found[1]], "", found[2] or "", now)


@_rule(r"(?:(this|next) (<SHORT>)|(<SHORT>) (?:night|nite|evening))")
def _short_night(found: re.Match[str], now: datetime) -> Span:
    return _named(_SHORT[found[2] or found[3]], found[1] or "", "", now)


@_rule(r"(?:a )?week (?:on|from) (<DAY>)")
def _week_on(found: re.Match[str], now: datetime) -> Span:
    return _named(_DAY_OF[found[1]], "", "week", now)


def _named(weekday: int, before: str, after: str, now: datetime) -> Span:
    """'Friday week' is a week after the coming Friday, 'next Friday' is the one of next week."""
    today = _today(now)
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    if after == "week":
        day += timedelta(days=7)
    elif before == "next" or after == "seo chugainn":
        day = today + timedelta(days=7 - today.weekday() + weekday)
    return day, day


@_rule(r"(?:on |ar )?(?:the |an )?(\d{1,2})<ORDINAL>(?: of| de| d)? (<MONTH>)(?: (20\d\d))?")
def _day_month(found: re.Match[str], now: datetime) -> Span | None:
    return _date(found[3], _MONTH_OF[found[2]], int(found[1]), now)


@_rule(r"(?:on )?(<MONTH>)(?: the)? (\d{1,2})<ORDINAL>(?: (20\d\d))?")
def _month_day(found: re.Match[str], now: datetime) -> Span | None:
    return _date(found[3], _MONTH_OF[found[1]], int(found[2]), now)


@_rule(r"(?:on )?(?:(?:<DAY>|<SHORT>) )?(?:the )?(\d{1,2}) (?:st|nd|rd|th)(?! (?:birthday|anniversary|floor|street))")
def _the_day(found: re.Match[str], now: datetime) -> Span | None:
    today = _today(now)
    for months in range(3):
        year, month = today.year + (today.month - 1 + months) // 12, (today.month - 1 + months) % 12 + 1
        day = _made(year, month, int(found[1]))
        if day and day >= today:
            return day, day
    return None


@_rule(r"(?:some ?time )?(this|next) year")
def _some_year(found: re.Match[str], now: datetime) -> Span:
    year = _today(now).year + (found[1] == "next")
    return max(date(year, 1, 1), _today(now)), date(year, 12, 31)


@_rule(r"(?:on )?(?:<DAY>|<SHORT>) (?:the )?(\d{1,2})<ORDINAL>(?: of)? (<MONTH>)(?: (20\d\d))?")
def _named_date(found: re.Match[str], now: datetime) -> Span | None:
    return _date(found[3], _MONTH_OF[found[2]], int(found[1]), now)


@_rule(r"(?:on )?(20\d\d)-(\d\d)-(\d\d)")
def _iso(found: re.Match[str], _: datetime) -> Span | None:
    day = _made(int(found[1]), int(found[2]), int(found[3]))
    return (day, day) if day else None


@_rule(r"(?:on )?(\d{1,2})/(\d{1,2})(?:/((?:20)?\d\d))?")
def _slashed(found: re.Match[str], now: datetime) -> Span | None:
    year = f"20{found[3][-2:]}" if found[3] else None
    return _date(year, int(found[2]), int(found[1]), now)


@_rule(r"(?:in |during |for |throughout )?(?:i mi |mi )?(?:na |an )?(<CLEAR>)(?: (20\d\d))?")
def _clear_month(found: re.Match[str], now: datetime) -> Span:
    return _month(_MONTH_OF[found[1]], now, int(found[2] or 0))


@_rule(r"(?:in|during|this|next|throughout|i mi|i mi na|i|sa) (<MONTH>)(?: (20\d\d))?")
def _any_month(found: re.Match[str], now: datetime) -> Span:
    return _month(_MONTH_OF[found[1]], now, int(found[2] or 0))


@_rule(r"(<MONTH>) (20\d\d)")
def _month_year(found: re.Match[str], now: datetime) -> Span:
    return _month(_MONTH_OF[found[1]], now, int(found[2]))


@_rule(r"(?:in|during) (20\d\d)")
def _year(found: re.Match[str], now: datetime) -> Span | None:
    year, today = int(found[1]), _today(now)
    return (max(date(year, 1, 1), today), date(year, 12, 31)) if today.year <= year <= today.year + 5 else None


@_rule(r"(?:on |for |at )?(<FEAST>)")
def _feast(found: re.Match[str], now: datetime) -> Span | None:
    return _date(None, *_FEASTS[found[1]], now)


def _date(year: str | None, month: int, day: int, now: datetime) -> Span | None:
    """That day of this year, or of the next when it is gone by."""
    today = _today(now)
    years: Iterator[int] = iter((int(year),) if year else (today.year, today.year + 1, today.year + 2))
    made = next((found for each in years if (found := _made(each, month, day)) and (year or found >= today)), None)
    return (made, made) if made else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(month: int, now: datetime, year: int) -> Span:
    today = _today(now)
    year = year or today.year + (month < today.month)
    return max(date(year, month, 1), today if year >= today.year else date.min), date(
        year, month, monthrange(year, month)[1]
    )
