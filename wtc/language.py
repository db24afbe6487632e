"""English and Irish: the language in hand, words and counted words in it, and the catalogue of the Irish."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

ENGLISH, IRISH = "en", "ga"
LANGUAGES = (ENGLISH, IRISH)
COOKIE = "wtc_lang"
PARAMETER = "lang"
"""What names a language in an address, so that each has one of its own for search engines and for sent links."""
LOCALES = Path(__file__).parent / "locales"
WORDS, MESSAGES, PAGES = (LOCALES / f"ga{part}.po" for part in ("", ".messages", ".pages"))
"""What the server says on cards and in searches; of acts and rooms, in messages and mails; and the built pages."""
FORMS = ("one", "two", "few", "many", "other")
_NAMED = re.compile(rf"(?:^|&){PARAMETER}=({'|'.join(LANGUAGES)})(?:&|$)".encode())
_GIVEN = re.compile(rf"(?:^|;)\s*{COOKIE}=({'|'.join(LANGUAGES)})\s*(?:;|$)")

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)
_missed: set[str] = set()
logger = logging.getLogger(__name__)


def spoken() -> str:
    """The language of what is being answered: 'en' or 'ga'."""
    return _spoken.get()


def irish() -> bool:
    return _spoken.get() == IRISH


def speak(language: str) -> Token[str]:
    """Answer in ``language`` from here on; English for one that we do not speak."""
    return _spoken.set(language if language in LANGUAGES else ENGLISH)


def chosen(cookies: str) -> str:
    """The language that a ``Cookie`` header asks for; English when it asks for none of ours."""
    found = _GIVEN.search(cookies) if COOKIE in cookies else None
    return found[1] if found else ENGLISH


def named(query: bytes) -> str:
    """The language that an address asks for; empty when it asks for none of ours."""
    found = _NAMED.search(query) if query else None
    return found[1].decode() if found else ""


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything inside is said in ``language``."""
    before = speak(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def word(msgid: str) -> str:
    """Marks words that are said later, by ``t`` of a name: in the catalogue they must be."""
    return msgid


def t(msgid: str, **values: object) -> str:
    """These words in the language in hand, ``{name}`` filled in; English words are their own key."""
    text = _found(msgid) if irish() and msgid else msgid
    return text.format(**values) if values else text


def told(text: str) -> str:
    """The same for a whole sentence that may already have been said, or came from elsewhere."""
    return catalogue().get(text, (text,))[0] if irish() else text


def n(one: str, many: str, count: int, **values: object) -> str:
    """Counted words: ``{count}`` is the number, ``one`` and ``many`` the English of one and of any other."""
    text = one if count == 1 else many
    if irish():
        forms = catalogue().get(one, ())
        if len(forms) == len(FORMS):
            text = forms[FORMS.index(plural(count))]
        else:
            _miss(one)
    return text.format(count=f"{count:,}", **values)


def plural(count: int) -> str:
    """Which Irish form goes with a number: one, two, few (3 to 6), many (7 to 10) or other."""
    return str(_locale().plural_form(count))


@lru_cache(maxsize=1)
def _locale() -> Locale:
    return Locale(IRISH)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, tuple[str, ...]]:
    """The Irish of what the server says, read once."""
    return entries(WORDS) | entries(MESSAGES)


def entries(path: Path) -> dict[str, tuple[str, ...]]:
    """A catalogue: English to Irish, one form or five. What has no Irish yet, or a doubtful one, is left out."""
    with path.open("rb") as file:
        read = read_po(file, locale=IRISH)
    found: dict[str, tuple[str, ...]] = {}
    for message in read:
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if message.id and forms and all(forms) and not message.fuzzy:
            found[message.id if isinstance(message.id, str) else message.id[0]] = forms
    return found


def _found(msgid: str) -> str:
    forms = catalogue().get(msgid)
    if forms is None:
        _miss(msgid)
        return msgid
    return forms[0]


def _miss(msgid: str) -> None:
    if msgid not in _missed:
        _missed.add(msgid)
        logger.warning("no Irish for %r", msgid[:200])
