"""Dates and money in words, as the product says them: 'Fri 27 Nov, 8pm', 'from €25'."""

from datetime import date, datetime

from wtc import clock
from wtc.shapes.events import PriceTag

_SIGNS = {"EUR": "€", "GBP": "£"}
_NAMES = {"EUR": ("euro", "euro"), "GBP": ("pound", "pounds")}


def hour(moment: datetime) -> str:
    """A clock time: 8pm, 7.30pm, noon, midnight. Irish time."""
    here = clock.local(moment)
    if here.minute == 0 and here.hour in (0, 12):
        return "noon" if here.hour else "midnight"
    minutes = f".{here.minute:02}" if here.minute else ""
    return f"{here.hour % 12 or 12}{minutes}{'am' if here.hour < 12 else 'pm'}"


def day(when: date, today: date, *, whole: bool = False) -> str:
    """A date: 'Fri 27 Nov', with the year when it is not this one. ``whole`` writes the words out."""
    written = f"{when:%A} {when.day} {when:%B}" if whole else f"{when:%a} {when.day} {when:%b}"
    return written if when.year == today.year else f"{written} {when.year}"


def span(first: date, last: date) -> str:
    """Two dates as one: 'Fri 27 to Sun 29 November', or with both months when they differ."""
    if first == last:
        return f"{first:%a} {first.day} {first:%B}"
    start = f"{first:%a} {first.day}" + ("" if first.month == last.month else f" {first:%B}")
    return f"{start} to {last:%a} {last.day} {last:%B}"


def money(amount: float, currency: str = "EUR") -> str:
    """An amount: €38, £12.50; a currency we do not know keeps its letters."""
    figure = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    return f"{_SIGNS[currency]}{figure}" if currency in _SIGNS else f"{currency} {figure}"


def spoken_money(amount: float, currency: str = "EUR") -> str:
    """An amount as it is read out: '38 euro', '12 pounds 50'."""
    one, many = _NAMES.get(currency, (currency, currency))
    cents = round(amount * 100) % 100
    whole = int(amount)
    return f"{whole:,} {one if whole == 1 else many}" + (f" {cents:02}" if cents else "")


def is_free(price: PriceTag | None) -> bool:
    return price is not None and price.max == 0


def gigs(count: int, sound: str = "") -> str:
    """'No gigs', '1 gig', '1,234 gigs', and with a sound '9 trad gigs', 'No R&B & soul gigs'."""
    small = sound if sound[:2].isupper() or "&" in sound[:2] else sound.lower()
    what = f"{small} gig" if small else "gig"
    return f"{count:,} {what}{'' if count == 1 else 's'}" if count else f"No {what}s"


def silence(names: tuple[str, ...], heard: datetime | None, today: date) -> str:
    """Sources that do not answer, and when one was last heard from: 'Dice isn't answering; showing the rest.'"""
    if not names:
        return ""
    who = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    last = f" Last heard from {day(clock.local(heard).date(), today)}, {hour(heard)}." if heard else ""
    verb = "isn't" if len(names) == 1 else "aren't"
    return f"{who} {verb} answering; showing the rest.{last}"


def count(number: int) -> str:
    """A number in running text: words up to ten, figures after that."""
    small = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return small[number] if 0 <= number < len(small) else f"{number:,}"
