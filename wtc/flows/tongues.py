"""The language of an account: chosen by a switch, kept for mails and feeds, and met again at the next sign-in."""

from wtc.db import act, ask
from wtc.language import ENGLISH
from wtc.services import accounts


async def choose(user_id: int, language: str) -> None:
    """Write to an account in this language from now on."""
    await act(accounts.speak, user_id, language)


async def met(user_id: int, language: str) -> str:
    """The language of an account that signs in from a browser in ``language``: its own, or the browser's from now on.

    A browser in English says nothing: that is what every new one is in.
    """
    own = await ask(accounts.spoken, user_id)
    if not own and language != ENGLISH:
        await choose(user_id, language)
    return own or language
