"""Reading Bandsintown act by act: it cannot be searched by place, and a key may be good for one act alone."""

from collections.abc import AsyncIterator, Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from wtc.gateways.bandsintown.refusals import DENIED, NAME, UNKNOWN, UNREADABLE, judge
from wtc.gateways.faults import BadQuery, Fault, Garbled, Unauthorised
from wtc.gateways.given import mapping, text
from wtc.gateways.http import Policy, Upstream
from wtc.gateways.places import ByPlace
from wtc.shapes.engine import ActToAsk

USUAL = Policy(per_second=2.0)
PATIENT = 5
"""So many acts are tried before a key that opens none is given up."""
TOLD = ("id", "name", "mbid", "image_url", "url")
SHOWN = 5


class Reading(ByPlace):
    """One reading of the shows of ``acts`` between two days; see ``places.Reading``."""

    def __init__(
        self,
        *,
        key: str,
        base_url: str,
        acts: Iterable[ActToAsk],
        first: date,
        last: date,
        now: datetime,
        max_events: int,
        most: int | None = None,
        policy: Policy | None = None,
    ) -> None:
        upstream = Upstream(
            NAME, base_url, now=lambda: now, secrets=(key,), policy=policy or USUAL, judge=judge, most=most
        )
        super().__init__(upstream, {act.key: (act.key, act) for act in acts}.values())
        self._key, self._days, self._left = key, f"{first},{last}", max_events
        self._most_events = max_events
        self._answered = 0
        self._refused: dict[str, list[str]] = {DENIED: [], UNKNOWN: [], UNREADABLE: []}

    async def read(self, place: ActToAsk) -> AsyncIterator[list[Any]]:
        """The shows of one act, each with who was asked about."""
        address = f"/artists/{encoded(place.name)}"
        shows = (await self._upstream.get(f"{address}/events", {"app_id": self._key, "date": self._days})).json
        if not isinstance(shows, list):
            raise Garbled(NAME, f"{NAME} answered without its list")
        self._answered += 1
        if not shows:
            return
        who = mapping(mapping(shows[0]).get("artist")) or await self._who(address)
        if _another(place, who):
            self.notes.append(f"{place}: {NAME} means another act of that name, whose shows are left out")
            self.short()
            return
        if len(shows) > self._left:
            self.short()
        taken, self._left = shows[: self._left], max(0, self._left - len(shows))
        about = {name: who[name] for name in TOLD if name in who}
        yield [_with(show, about) for show in taken]
        if not self._left:
            self._stop()

    async def _who(self, address: str) -> Any:
        try:
            return mapping((await self._upstream.get(address, {"app_id": self._key})).json)
        except Fault as fault:
            if fault.fatal:
                raise
            return {}  # the shows are good without it

    def _stop(self) -> None:
        if self._waiting:
            self.notes.append(
                f"{self._most_events} shows are enough for one run: {len(self._waiting)} acts wait for the next"
            )
        self._waiting.clear()

    def missed(self, place: ActToAsk, fault: Fault) -> None:
        """A refusal of one act is no fault of the source's, unless it refuses all."""
        if not isinstance(fault, BadQuery) or fault.reason not in self._refused:
            super().missed(place, fault)
            return
        self._refused[fault.reason].append(place.name)
        self._answered += fault.reason != DENIED
        if len(self._refused[DENIED]) >= PATIENT:
            self._give_up()

    def ended(self) -> None:
        """Say who was refused; a key that opened nothing is refused itself."""
        self._give_up()
        for reason, words in (
            (DENIED, "not open to our key"),
            (UNKNOWN, f"not known to {NAME}"),
            (UNREADABLE, f"spelt in a way that {NAME} cannot read"),
        ):
            names = self._refused[reason]
            if names and self.fault is None:
                more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
                self.notes.append(f"{words}: {', '.join(names[:SHOWN])}{more}")

    def _give_up(self) -> None:
        denied = len(self._refused[DENIED])
        if denied and not self._answered and self.fault is None:
            words = f"{NAME} refused our key for every act we asked about ({denied}): check BANDSINTOWN_APP_ID"
            self.fault = Unauthorised(NAME, words)
            self.problems.append(words)


RESERVED = {"/": "%252F", "?": "%253F", "*": "%252A", '"': "%27C", "+": "%2B"}


def encoded(name: str) -> str:
    """A name as it stands in the path: letters that have a meaning there are written as Bandsintown wants them."""
    return "".join(RESERVED.get(letter) or quote(letter, safe="") for letter in name)


def _another(asked: ActToAsk, who: Any) -> bool:
    """Whether both sides say who they mean, and mean two."""
    theirs = text(mapping(who).get("mbid"), 36).lower()
    return bool(asked.musicbrainz_id and theirs and theirs != asked.musicbrainz_id.lower())


def _with(show: Any, about: dict[str, Any]) -> Any:
    if not about or not isinstance(show, dict):
        return show
    return {**show, "artist": about}
