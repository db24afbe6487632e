"""Which passwords we take, and in which one form each is hashed and compared."""

import unicodedata

from wtc.errors import Invalid
from wtc.language import t

SHORTEST = 8
LONGEST = 128


def chosen(text: str) -> str:
    """A new password in the form that is hashed (NFKC): 8 to 128 characters of any script. ``Invalid`` otherwise."""
    normal = given(text)
    if len(normal) < SHORTEST:
        raise _unfit(t("Use at least {count} characters.", count=SHORTEST))
    return normal


def given(text: str) -> str:
    """A password somebody signs in with, in the same form; refused only when it is longer than any we took."""
    if len(text) > LONGEST:
        raise _unfit(t("Use at most {count} characters.", count=LONGEST))
    normal = unicodedata.normalize("NFKC", text)
    if len(normal) > LONGEST:
        raise _unfit(t("Use at most {count} characters.", count=LONGEST))
    if any("\ud800" <= character <= "\udfff" for character in normal):
        raise _unfit("That has half a character in it.")
    return normal


def _unfit(reason: str) -> Invalid:
    return Invalid("That password won't do.", details={"password": reason})
