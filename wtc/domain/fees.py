"""What DJs ask, read from the words people write: '€300-400', '300 EUR', '£250', '1.2k', 'negotiable'."""

import re
from datetime import date

from wtc.domain import words
from wtc.domain.text import clean
from wtc.language import t
from wtc.shapes.djs import Fee

LARGEST = 100_000
_SUM = re.compile(r"(\d{1,3}(?:[.,  ]\d{3})+|\d{1,6})(?:[.,](\d{1,2}))?(?!\d)\s?(k\b)?", re.IGNORECASE)
_SIGNS = {"€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP",
          "pounds": "GBP", "stg": "GBP", "sterling": "GBP"}  # fmt: skip
_CURRENCY = re.compile(
    "|".join(sorted((re.escape(sign) if len(sign) == 1 else rf"(?<![a-z]){sign}(?![a-z])" for sign in _SIGNS), key=len))
)
_HOURS = re.compile(r"\d+\s*(?:h\b|hrs?\b|hours?\b|%|sets?\b|people\b)|(?:for|per)\s+\d+\s+\w+", re.IGNORECASE)


def read(text: str, currency: str = "") -> Fee:
    """A fee in words with its smallest sum in cents; no sum where none is written, or one beyond any fee."""
    said = clean(text, 80)
    folded = said.casefold()
    found = _CURRENCY.search(folded)
    code = _SIGNS[found[0]] if found else currency.upper() if currency.upper() in ("EUR", "GBP") else "EUR"
    sums = [_cents(match) for match in _SUM.finditer(_HOURS.sub(" ", folded))]
    usable = [cents for cents in sums if 0 < cents <= LARGEST * 100]
    return Fee(words=said, cents=min(usable) if usable else None, currency=code)


def in_euro(cents: int, currency: str, rate: float) -> int:
    """Cents of euro, by ``rate`` euro to the pound."""
    return round(cents * rate) if currency == "GBP" else cents


def shown(fee: Fee) -> str:
    """'From €300', '£250', 'Ask about the fee'."""
    if fee.cents is None:
        return t("Ask about the fee")
    amount = words.money(fee.cents / 100, fee.currency)
    return t("From {price}", price=amount) if re.search(r"\d\s*(?:-|–|—|to)\s*\D?\d|from|\+", fee.words) else amount


def estimate(fee: Fee, rate: float, on: date) -> str:
    """'About €288, at the rate of 20 November 2026'; nothing for a fee in euro or without a sum."""
    if fee.cents is None or fee.currency == "EUR":
        return ""
    euro = words.money(round(in_euro(fee.cents, fee.currency, rate) / 100))
    return t("About {euro}, at the rate of {day}", euro=euro, day=f"{on.day} {words.month_name(on)} {on.year}")


def _cents(match: re.Match[str]) -> int:
    whole = int(re.sub(r"\D", "", match[1]))
    if match[3]:  # '1.2k', '2k'
        part = float(f"0.{match[2]}") if match[2] else 0.0
        return round((whole + part) * 100_000)
    return whole * 100 + (int(match[2].ljust(2, "0")) if match[2] else 0)
