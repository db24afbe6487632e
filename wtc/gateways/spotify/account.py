"""A fan's own Spotify: keys got and renewed, and what they listen to, page by page and within bounds."""

import base64
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

from wtc.gateways.faults import Garbled
from wtc.gateways.given import mapping, number, objects, text
from wtc.gateways.http import Policy, Upstream
from wtc.gateways.reading import whole
from wtc.gateways.spotify import parse
from wtc.gateways.spotify.consent import NAME, judge_account, judge_keys
from wtc.shapes.engine import Use
from wtc.shapes.identity import ArtistRecord
from wtc.shapes.spotify import Heard, Keys, Profile

PATIENT = Policy(per_second=3.0, longest_wait=0.0)
"""A wait that Spotify asks for is never slept through: it has been hours."""
RANGES = {"short": "short_term", "medium": "medium_term", "long": "long_term"}
PER_PAGE = 50
FOLLOWED_PAGES, SAVED_PAGES = 10, 10
LONGEST_TOKEN = 4_096
Progress = Callable[[str], None]


class Accounts:
    """The token endpoint; use it as ``async with``. No fault and no text of it holds a key."""

    def __init__(
        self,
        accounts_url: str,
        *,
        client_id: str,
        secret: str,
        now: Callable[[], datetime],
        policy: Policy | None = None,
    ) -> None:
        ours = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        self._now = now
        self._api = Upstream(
            NAME,
            accounts_url,
            now=now,
            secrets=(secret, ours),
            policy=policy or PATIENT,
            judge=judge_keys,
            headers={"Authorization": f"Basic {ours}"},
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._api.__aexit__(kind, error, trace)

    async def exchange(self, code: str, *, verifier: str, redirect_uri: str) -> Keys:
        """The keys for a code that came back with a fan; sent once, since a code works once."""
        asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        return await self._keys(asked | {"code_verifier": verifier}, refreshed=False)

    async def refresh(self, refresh: str) -> Keys:
        """New keys for old. ``AskAgain`` when Spotify says that the consent is over, which outages say too."""
        return await self._keys({"grant_type": "refresh_token", "refresh_token": refresh}, refreshed=True)

    async def _keys(self, asked: dict[str, str], *, refreshed: bool) -> Keys:
        said = mapping((await self._api.post("/api/token", form=asked)).json)
        access, refresh = _token(said.get("access_token")), _token(said.get("refresh_token"))
        if not access or not (refresh or refreshed):
            raise Garbled(NAME, f"{NAME} answered with something that is no token")
        life = number(said.get("expires_in"))
        seconds = life if life is not None and 0 < life <= 86_400 else 3_600
        ends = self._now() + timedelta(seconds=seconds)
        return Keys(access=access, refresh=refresh, expires_at=ends, scopes=text(said.get("scope"), 255))


def _token(value: object) -> str:
    fit = isinstance(value, str) and 0 < len(value) <= LONGEST_TOKEN and value.isascii() and value.isprintable()
    return str(value) if fit and " " not in str(value) else ""


class Account:
    """What one access token opens; use it as ``async with``. ``use`` counts what was asked."""

    def __init__(
        self, base_url: str, *, access: str, now: Callable[[], datetime], policy: Policy | None = None
    ) -> None:
        self._api = Upstream(
            NAME,
            base_url,
            now=now,
            secrets=(access,),
            policy=policy or PATIENT,
            judge=judge_account,
            headers={"Authorization": f"Bearer {access}"},
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._api.__aexit__(kind, error, trace)

    @property
    def use(self) -> Use:
        """What was asked."""
        return self._api.use

    async def heard(self, progress: Progress = lambda _words: None) -> Heard:
        """Everything, or a ``Fault``: half of it would pass for a change of taste."""
        profile = await self.profile()
        top = {}
        for name in RANGES:
            progress(f"Reading the most played, {name} term")
            top[name] = await self.top(name)
        progress("Reading who is followed")
        followed = await self.followed()
        progress("Reading saved tracks")
        return Heard(profile=profile, top=top, followed=followed, saved=await self.saved())

    async def profile(self) -> Profile:
        """Whose account it is."""
        said = await self._ask("/me")
        known = text(said.get("id"), 128)
        if not known:
            raise Garbled(NAME, f"{NAME} answered with something that is no profile")
        return Profile(id=known, name=text(said.get("display_name"), 120))

    async def top(self, range_: str) -> tuple[ArtistRecord, ...]:
        """The acts played most in a range of ``RANGES``, at most fifty."""
        said = await self._ask("/me/top/artists", time_range=RANGES[range_], limit=str(PER_PAGE), offset="0")
        return _acts(_items(said))

    async def followed(self) -> tuple[ArtistRecord, ...]:
        """The acts that the fan follows, at most ``FOLLOWED_PAGES`` pages of them."""
        found: list[ArtistRecord] = []
        after, seen = "", set[str]()
        for _ in range(FOLLOWED_PAGES):
            more = {"after": after} if after else {}
            page = mapping(
                (await self._ask("/me/following", type="artist", limit=str(PER_PAGE), **more)).get("artists")
            )
            found += _acts(_items(page))
            after = text(mapping(page.get("cursors")).get("after"), 41)
            if not page.get("next") or not parse.is_id(after) or after in seen:
                break
            seen.add(after)
        return tuple({one.source_id: one for one in found}.values())

    async def saved(self) -> tuple[tuple[ArtistRecord, int], ...]:
        """The acts of the newest saved tracks and how many of those are theirs, the most first."""
        acts: dict[str, ArtistRecord] = {}
        tracks: Counter[str] = Counter()
        for page in range(SAVED_PAGES):
            said = await self._ask("/me/tracks", limit=str(PER_PAGE), offset=str(page * PER_PAGE))
            for item in _items(said):
                for act in _acts(objects(mapping(item.get("track")).get("artists"), 20)):
                    acts.setdefault(act.source_id, act)
                    tracks[act.source_id] += 1
            if not said.get("next"):
                break
        return tuple((acts[which], many) for which, many in tracks.most_common())

    async def _ask(self, path: str, **params: str) -> Any:
        said = whole((await self._api.get(path, params or None)).json)
        if not isinstance(said, dict):
            raise Garbled(NAME, f"{NAME} answered with something that is not what was asked for")
        return said


def _items(page: Any) -> list[Any]:
    """The items of a page; a page without a list is no answer, and an empty list is one."""
    if not isinstance(page.get("items"), list):
        raise Garbled(NAME, f"{NAME} answered with something that is not what was asked for")
    return list(objects(page["items"], PER_PAGE))


def _acts(items: list[Any]) -> tuple[ArtistRecord, ...]:
    return tuple({one.source_id: one for one in map(parse.act, items) if one}.values())
