"""One try at the door: counted in the database, and let pass or refused."""

from datetime import datetime

from wtc.db import act, ask
from wtc.domain.addresses import network
from wtc.errors import LimitReached
from wtc.gateways.tokens import digest
from wtc.services import attempts


async def admit(kind: str, account: str, address: str, *, per_account: int, per_address: int, moment: datetime) -> int:
    """Count one try of a kind and let it pass: the id under which it may be forgiven.

    ``LimitReached``, and the try uncounted, when the account or the address had its share of the last hour.
    """
    keys = {
        "account_key": digest(f"{kind} {account}"),
        "address_key": digest(f"{kind} {network(address)}"),
    }
    attempt = await act(attempts.reserve, **keys, now=moment)
    wait = await ask(attempts.over, **keys, per_account=per_account, per_address=per_address, now=moment)
    if wait is not None:
        await act(attempts.withdraw, attempt)
        minutes = max(1, round(wait / 60))
        raise LimitReached(f"That's a lot of tries. The door opens again in {minutes} min.", retry_after=wait)
    return attempt
