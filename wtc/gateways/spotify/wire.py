"""spotipy set so that it never sleeps, never follows us elsewhere, never reads without end and writes nothing down.

Importing this module imports spotipy and requests, a third of a second: nothing but a first call does.
"""

import logging
import time
from typing import Any

import requests
import spotipy
from requests.adapters import HTTPAdapter
from spotipy.cache_handler import MemoryCacheHandler
from spotipy.oauth2 import SpotifyClientCredentials

logging.getLogger("spotipy").setLevel(logging.CRITICAL)  # it writes what the source said, and headers when debugging
logging.getLogger("urllib3").setLevel(logging.WARNING)

PIECE = 65_536


class TooMuch(requests.exceptions.RequestException):
    """An answer larger than we are willing to read."""


class Dawdling(requests.exceptions.Timeout):
    """An answer that keeps dripping in."""


class Session(requests.Session):
    """A session that reads an answer itself: at most ``largest`` bytes of it, for at most ``cap`` seconds."""

    def __init__(self, *, connect: float, read: float, cap: float, largest: int) -> None:
        super().__init__()
        self.max_redirects = 0
        self._patience, self._cap, self._largest = (connect, read), cap, largest
        for scheme in ("http://", "https://"):
            self.mount(scheme, HTTPAdapter(max_retries=0))

    def rebuild_auth(self, prepared_request: Any, response: Any) -> None:
        """Nobody else gets our key: a redirect is never followed."""

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        """The answer, read whole."""
        until = time.monotonic() + self._cap
        options |= {"stream": True, "timeout": self._patience, "allow_redirects": False}
        response = super().send(request, **options)
        if response.is_redirect:
            response.close()
            raise requests.exceptions.TooManyRedirects(response=response)
        body = bytearray()
        for piece in response.iter_content(PIECE):
            body += piece
            if len(body) > self._largest:
                response.close()
                raise TooMuch
            if time.monotonic() > until:
                response.close()
                raise Dawdling
        response._content = bytes(body)
        return response


class Credentials(SpotifyClientCredentials):  # type: ignore[misc]
    """Our own key, traded for a token that is kept in memory alone."""

    def __init__(self, accounts_url: str, client_id: str, secret: str, session: Session) -> None:
        self.OAUTH_TOKEN_URL = f"{accounts_url.rstrip('/')}/api/token"
        super().__init__(
            client_id=client_id,
            client_secret=secret,
            requests_session=session,
            requests_timeout=session._patience,
            cache_handler=MemoryCacheHandler(),
        )

    def forget(self) -> None:
        """Ask for another token before the next call."""
        self.cache_handler = MemoryCacheHandler()


def client(api_url: str, credentials: Credentials, session: Session) -> spotipy.Spotify:
    """spotipy on ``session``. Retrying is ours: its own sleeps through any Retry-After, and 599 is never answered."""
    made = spotipy.Spotify(
        auth_manager=credentials,
        requests_session=session,
        requests_timeout=session._patience,
        retries=0,
        status_retries=0,
        status_forcelist=(599,),
    )
    made.prefix = f"{api_url.rstrip('/')}/"
    return made
