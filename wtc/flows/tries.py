"""One try at the door: counted in the database, and let pass or refused."""

from datetime import datetime

from wtc.db import act, ask
from wtc.domain.addresses import network
from wtc.errors import LimitReached
from wtc.gateways.tokens import digest
from wtc.language import t
from wtc.services import attempts

KINDS = ("login", "signup", "forgot", "yours", "export")
"""What is tried at the door with an account's email."""


def keys(email: str) -> tuple[str, ...]:
    """Under what the tries of an account are counted."""
    return tuple(_key(kind, email) for kind in KINDS)


def _key(kind: str, account: str) -> str:
    return digest(f"{kind} {account}")


async def admit(kind: str, account: str, address: str, *, per_account: int, per_address: int, moment: datetime) -> int:
    """Count one try of a kind and let it pass: the id under which it may be forgiven.

    ``LimitReached``, and the try uncounted, when the account or the address had its share of the last hour.
    """
    keys = {
        "account_key": _key(kind, account),
        "address_key": digest(f"{kind} {network(address)}"),
    }
    attempt = await act(attempts.reserve, **keys, now=moment)
    wait = await ask(attempts.over, **keys, per_account=per_account, per_address=per_address, now=moment)
    if wait is not None:
        await act(attempts.withdraw, attempt)
        minutes = max(1, round(wait / 60))
        said = t("That's a lot of tries. The door opens again in {minutes} min.", minutes=minutes)
        raise LimitReached(said, retry_after=wait)
    return attempt
