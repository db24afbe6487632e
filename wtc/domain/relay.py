"""A message to a DJ as it is passed on: whether it smells of spam, and the mail that it becomes."""

import re

from wtc.domain.text import clean, clean_block

LONGEST, SHORTEST = 4_000, 12
MOST_LINKS = 2
_LINK = re.compile(r"https?://|www\.|\b[a-z0-9-]+\.(?:ru|xyz|top|click|info|biz|shop|loan|bet)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:]+@[^\s@<>()\[\],;]+")
_PITCH = re.compile(
    r"\b(?:seo|backlinks?|crypto|bitcoin|casino|viagra|forex|guaranteed (?:plays|followers|streams)|buy followers)\b",
    re.IGNORECASE,
)


def subject(text: str) -> str:
    """One clean line; nothing in it can begin another header."""
    return clean(text, 160)


def body(text: str) -> str:
    """Clean text of several lines."""
    return clean_block(text, LONGEST)


def smells(title: str, text: str) -> bool:
    """Whether a person should look before it goes out: many links, or the words of those who send to everybody."""
    said = f"{title}\n{text}"
    return len(_LINK.findall(said)) > MOST_LINKS or _PITCH.search(said) is not None


def veiled(text: str) -> str:
    """The text without the e-mail addresses in it, for whoever only judges it."""
    return _ADDRESS.sub("[an address]", text)


def mail(dj_name: str, sender: str, address: str, title: str, text: str) -> tuple[str, str]:
    """Subject and body of the mail to the DJ."""
    head = f"A message for {dj_name}: {title}" if title else f"A message for {dj_name}"
    told = (
        f"{sender} found you on WhatsTheCraic and writes:\n\n{text}\n\n"
        f"To answer, write to {address}. They don't have your address unless you do.\n"
        "At most three such messages a day are passed on to you.\n"
    )
    return clean(head, 200), told
