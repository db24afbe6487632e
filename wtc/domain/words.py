"""Dates and money in words, as the product says them: 'Fri 27 Nov, 8pm', 'from €25'."""

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date

from wtc import clock
from wtc.language import IRISH, irish, n, t, told
from wtc.shapes.events import PriceTag

_SIGNS = {"EUR": "€", "GBP": "£"}
_NAMES = {"EUR": ("euro", "euro"), "GBP": ("pound", "pounds")}


def hour(moment: datetime) -> str:
    """A clock time: 8pm, 7.30pm, noon, midnight. Irish time."""
    here = clock.local(moment)
    if here.minute == 0 and here.hour in (0, 12):
        return t("noon") if here.hour else t("midnight")
    minutes = f".{here.minute:02}" if here.minute else ""
    figure = f"{here.hour % 12 or 12}{minutes}"
    return t("{hour}am", hour=figure) if here.hour < 12 else t("{hour}pm", hour=figure)


def clock_time(minutes: int) -> str:
    """Minutes since midnight as the address and the API write them: '21:00'."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def spoken_time(minutes: int) -> str:
    """Minutes since midnight as they are said: '9pm', '7.30pm', 'noon'."""
    return hour(datetime(2026, 1, 1, minutes // 60, minutes % 60, tzinfo=clock.DUBLIN))


def day(when: date, today: date, *, whole: bool = False) -> str:
    """A date: 'Fri 27 Nov', with the year when it is not this one. ``whole`` writes the words out."""
    if irish():
        written = format_date(when, "EEEE d MMMM" if whole else "EEE d MMM", IRISH)
    else:
        written = f"{when:%A} {when.day} {when:%B}" if whole else f"{when:%a} {when.day} {when:%b}"
    return written if when.year == today.year else f"{written} {when.year}"


def weekday(when: date) -> str:
    """A day of the week, short: 'Fri', 'Aoine'."""
    return format_date(when, "EEE", IRISH) if irish() else f"{when:%a}"


def month(when: date) -> str:
    """A month, short: 'Nov', 'Samh'."""
    return format_date(when, "MMM", IRISH) if irish() else f"{when:%b}"


def month_name(when: date) -> str:
    """A month: 'November', 'Samhain'."""
    return format_date(when, "LLLL", IRISH) if irish() else f"{when:%B}"


def place(name: str) -> str:
    """A county or a town as it is called in the language in hand; one that we know no Irish of keeps its name."""
    return told(name)


def county(name: str) -> str:
    """'Co. Galway', 'Co. na Gaillimhe'."""
    return told(f"Co. {name}")


def span(first: date, last: date) -> str:
    """Two dates as one: 'Fri 27 to Sun 29 November', or with both months when they differ."""
    if first == last:
        return f"{weekday(first)} {first.day} {month_name(first)}"
    start = f"{weekday(first)} {first.day}" + ("" if first.month == last.month else f" {month_name(first)}")
    return t("{start} to {end}", start=start, end=f"{weekday(last)} {last.day} {month_name(last)}")


def money(amount: float, currency: str = "EUR") -> str:
    """An amount: €38, £12.50; a currency we do not know keeps its letters."""
    figure = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    return f"{_SIGNS[currency]}{figure}" if currency in _SIGNS else f"{currency} {figure}"


def spoken_money(amount: float, currency: str = "EUR") -> str:
    """An amount as it is read out: '38 euro', '12 pounds 50'."""
    if irish():
        return money(amount, currency)
    one, many = _NAMES.get(currency, (currency, currency))
    cents = round(amount * 100) % 100
    whole = int(amount)
    return f"{whole:,} {one if whole == 1 else many}" + (f" {cents:02}" if cents else "")


def is_free(price: PriceTag | None) -> bool:
    return price is not None and price.max == 0


def gigs(count: int, sound: str = "") -> str:
    """'No gigs', '1 gig', '1,234 gigs', and with a sound '9 trad gigs', 'No R&B & soul gigs'."""
    if irish():
        many = n("{count} gig", "{count} gigs", count) if count else t("No gigs")
        return f"{many} ({sound})" if sound else many
    small = sound if sound[:2].isupper() or "&" in sound[:2] else sound.lower()
    what = f"{small} gig" if small else "gig"
    return f"{count:,} {what}{'' if count == 1 else 's'}" if count else f"No {what}s"


def silence(names: tuple[str, ...], heard: datetime | None, today: date) -> str:
    """Sources that do not answer, and when one was last heard from: 'Dice isn't answering; showing the rest.'"""
    if not names:
        return ""
    who = listed(names)
    one = len(names) == 1
    said = (
        t("{who} isn't answering; showing the rest.", who=who)
        if one
        else t("{who} aren't answering; showing the rest.", who=who)
    )
    if not heard:
        return said
    return f"{said} {t('Last heard from {day}, {hour}.', day=day(clock.local(heard).date(), today), hour=hour(heard))}"


def listed(names: Sequence[str]) -> str:
    """'Lankum', 'Lankum and Altan', 'Lankum, Altan and Goitse'."""
    if len(names) < 2:
        return "".join(names)
    return t("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])


def counted(number: int, thing: str) -> str:
    """'1 date', '1,204 dates'."""
    return n(f"{{count}} {thing}", f"{{count}} {thing}s", number)


def capital(text: str) -> str:
    """The same with its first letter large; the others are left as they are."""
    return text[:1].upper() + text[1:]


def count(number: int) -> str:
    """A number in running text: words up to ten, figures after that."""
    small = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    if irish():
        return f"{number:,}"
    return small[number] if 0 <= number < len(small) else f"{number:,}"
