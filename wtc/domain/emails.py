"""E-mail addresses as identity: two spellings of one mailbox are one account, two look-alikes are two."""

import re
import unicodedata

from wtc.errors import Invalid

LONGEST = 254
LONGEST_LOCAL = 64
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?)(?:\.[^\W_](?:[\w-]{0,61}[^\W_])?)*")


def identity(text: str) -> str:
    """The address as accounts are kept by: trimmed, NFC, casefolded. ``Invalid`` when it is no address.

    What browsers take in an e-mail field is taken here, in any script; quoted and bracketed forms are not. Nothing is
    folded further: 'mıke@example.com' and 'mike@example.com' are two mailboxes and so two accounts.
    """
    normal = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip()).casefold())
    local, at, host = normal.rpartition("@")
    fits = len(normal.encode("utf-8", "replace")) <= LONGEST and len(local.encode("utf-8", "replace")) <= LONGEST_LOCAL
    if not (at and fits and _LOCAL.fullmatch(local) and _HOST.fullmatch(host)):
        raise Invalid(
            "That email address doesn't look right.", details={"email": "Give an address like you@example.com."}
        )
    return normal
