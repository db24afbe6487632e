"""What a deletion leaves to do beside the request: picture files, and trained models that hold rows of who left."""

import asyncio
from typing import Any

from wtc import clock
from wtc.db import act, ask
from wtc.flows.work import Work
from wtc.gateways.pictures import evict
from wtc.services import erasing, recommenders


async def job(work: Work) -> dict[str, Any]:
    """Clean what unfinished deletions left, and say in each receipt that it is done. Again changes nothing."""
    waiting = await ask(erasing.unfinished)  # before the models: who leaves from here on has a round of their own
    work.say("Cleaning trained models", total=len(waiting) + 1)
    changed = await models()
    for done, (reference, digests) in enumerate(waiting, 1):
        for digest in await ask(erasing.unused, digests):
            await asyncio.to_thread(evict, digest)
        await act(erasing.finish, reference, now=clock.now())
        work.say("Removing pictures", done=done + 1, total=len(waiting) + 1)
    return {"accounts": len(waiting), "models": changed}


async def models() -> int:
    """Take everybody out of the kept models who is gone or lets none learn from them; how many models changed."""
    return sum([await act(recommenders.forget_others, model) for model in await ask(recommenders.stored)])
