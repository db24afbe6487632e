"""A forgotten password: the mail with a link, and the link's one use."""

import asyncio

from wtc.clock import now
from wtc.db import act, ask
from wtc.domain import emails
from wtc.domain import passwords as rules
from wtc.errors import LimitReached
from wtc.flows import outbox, tries
from wtc.flows.accounts import open_session
from wtc.gateways import passwords, tokens
from wtc.services import resets
from wtc.settings import settings
from wtc.shapes.accounts import SignedIn

ANSWER_AFTER = 0.3
NO_LIMIT = 1_000_000


async def forgot(email: str, *, address: str) -> None:
    """Mail a reset link if the e-mail has an account; who asks learns nothing, neither from the answer nor its time.

    ``LimitReached`` by address alone: a limit by account would tell, so past it there is silence and no mail.
    """
    identity = emails.identity(email)
    limit = settings().reset_limit_address
    await tries.admit("forgot", "", address, per_account=NO_LIMIT, per_address=limit, moment=now())
    await asyncio.gather(_grant(identity), asyncio.sleep(ANSWER_AFTER))


async def _grant(identity: str) -> None:
    moment = now()
    limit = settings().reset_limit_account
    try:
        await tries.admit("forgot", identity, "", per_account=limit, per_address=NO_LIMIT, moment=moment)
    except LimitReached:
        return
    token = tokens.fresh()
    # After '#', the token stays in the browser: no server log, no proxy and no Referer ever has it.
    link = f"{settings().address}/reset#token={token}"
    if await act(resets.grant, email=identity, token_hash=tokens.digest(token), link=link, now=moment):
        outbox.nudge()


async def reset(token: str, password: str, *, replaces: str = "") -> SignedIn:
    """Set a new password with a mailed token and sign its owner in; ``Gone`` when the link is no good any more."""
    ready, held = rules.chosen(password), tokens.digest(token)
    async with passwords.place():
        await ask(resets.check, held, now=now())
        kept = await passwords.hashed(ready)
        moment = now()
        who = await act(resets.redeem, token_hash=held, password_hash=kept, site=settings().address, now=moment)
        outbox.nudge()
        return await open_session(who, kept, replaces, moment)
