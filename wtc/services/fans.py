"""Fans read from the database as rankers know them: what they said, did, listen to and turned up or down."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session

from wtc.domain import taste
from wtc.domain.text import key
from wtc.errors import NotSignedIn
from wtc.ml.taste import NOWHERE, SIGNALS, Evidence, Profile
from wtc.queries import world as queries
from wtc.services.world import by_event, euro, starts

MOST = 5_000
"""How many of one fan's deeds are looked at, the newest."""
MOST_OF_ALL = 500_000
"""How many of everybody's."""
NAMES = 5_000
_KINDS = {"up": "thumb_up", "down": "thumb_down"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """One fan for a ranker (``profile``) and for words: names of acts and titles of events of their history by id.

    ``heard_from`` says where we know of an act that they listen to (spotify, lastfm, listenbrainz, list), ``sources``
    all such places. ``saved`` and ``refused`` (hidden, thumbs down, attended) are ids of events. ``budget`` is in cents
    of ``currency``.
    """

    profile: Profile = field(default_factory=Profile)
    profiling: bool = True
    acts: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)
    heard_from: Mapping[int, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    saved: frozenset[int] = frozenset()
    refused: frozenset[int] = frozenset()
    budget: int | None = None
    currency: str = "EUR"
    synthetic: bool = False

    @property
    def known(self) -> bool:
        """Whether anything is known by which events could be told apart for them."""
        said = self.profile
        told = (said.history, said.genres, said.acts, said.djs, said.venues, said.cities, said.nights, said.heard_acts)
        return any(told) or bool(said.heard_genres) or self.budget is not None


@dataclass(slots=True)
class _Told:
    """Everything the database holds about some fans, by user."""

    deeds: dict[int, list[Any]] = field(default_factory=dict)
    facts: dict[int, Any] = field(default_factory=dict)
    bills: dict[int, list[Any]] = field(default_factory=dict)
    follows: dict[int, list[Any]] = field(default_factory=dict)
    heard: dict[int, list[Any]] = field(default_factory=dict)
    dials: dict[int, list[Any]] = field(default_factory=dict)
    named: dict[tuple[str, str], list[int]] = field(default_factory=dict)


NOBODY = Fan()
"""Whoever is not signed in."""


def one(session: Session, user_id: int) -> Fan:
    """A fan, in eight questions. Raises NotSignedIn when there is no such user."""
    found = _read(session, queries.of_one(), MOST, user_id=user_id)
    if not found:
        raise NotSignedIn
    return found[0]


def standing(session: Session, user_id: int) -> str:
    """A text that is another one as soon as anything is known of the fan that was not, or is not any more."""
    return "|".join(map(str, session.execute(queries.standing(), {"user_id": user_id}).one()))


def histories(session: Session, *, synthetic: bool) -> tuple[Profile, ...]:
    """All real fans, or all of the demo's crowd, for training: without those who want no profile made of them.

    What Spotify says of a fan is left out unless they allowed models to learn from it.
    """
    return tuple(fan.profile for fan in _read(session, queries.of_all(synthetic=synthetic), MOST_OF_ALL))


def _read(session: Session, who: Select[int], most: int, *, user_id: int | None = None) -> list[Fan]:
    """The fans that ``who`` asks for: the one with this id, or, for training, all."""

    def rows(asked: queries.Rows) -> Sequence[Any]:
        return session.execute(asked, {} if user_id is None else {"user_id": user_id}).all()

    said = rows(queries.fans(who))
    if not said:
        return []
    known = queries.known(who, most)
    told = _Told(
        deeds=_by_user(rows(queries.deeds(who, most))),
        facts={row.id: row for row in rows(queries.facts(known))},
        bills=by_event(rows(queries.bills(known))),
        follows=_by_user(rows(queries.follows(who))),
        heard=_by_user(rows(queries.heard(who))),
        dials=_by_user(rows(queries.dials(who))),
        named=_named(session, said),
    )
    return [_fan(row, told, training=user_id is None) for row in said]


def _by_user(rows: Sequence[Any]) -> dict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.user_id].append(row)
    return found


def _named(session: Session, said: Sequence[Any]) -> dict[tuple[str, str], list[int]]:
    """The ids of all acts, rooms and DJs that these fans named, by kind and folded name."""
    wanted = [
        (kind, name)
        for kind, field_ in (("act", "artists"), ("venue", "venues"), ("dj", "djs"))
        for name in dict.fromkeys(key(text) for row in said for text in getattr(row, field_) or ())
        if name
    ]
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for begin in range(0, len(wanted), NAMES):
        part = wanted[begin : begin + NAMES]
        lists = {sort: [name for kind, name in part if kind == sort] for sort in ("act", "venue", "dj")}
        for row in session.execute(queries.named(), lists):
            found[row.kind, row.key].append(row.id)
    return found


def _fan(row: Any, told: _Told, *, training: bool) -> Fan:
    deeds = [deed for deed in told.deeds.get(row.id, ()) if deed.event_id in told.facts]
    follows = told.follows.get(row.id, ())
    heard = [one for one in told.heard.get(row.id, ()) if not training or one.source != "spotify" or row.training]
    spotify = (row.top_genres or ()) if not training or row.training else ()
    towns = [taste.town(name) for name in row.cities or ()]
    home = next((town for town in towns if town[1] is not None), (NOWHERE, None, None))
    settled = defaultdict(set)
    for deed in deeds:
        settled[deed.action].add(deed.event_id)
    profile = Profile(
        id=row.id,
        history=(*(_evidence(deed, told) for deed in deeds), *map(_follow, follows)),
        genres=taste.asked(row.genres or ()),
        acts=_ids(told, "act", row.artists),
        djs=_ids(told, "dj", row.djs),
        venues=_ids(told, "venue", row.venues),
        cities=frozenset(town[0] for town in towns),
        nights=taste.nights(row.night_preferences or ()),
        lat=_number(home[1]),
        lon=_number(home[2]),
        radius_km=_number(row.radius_km),
        budget=_number(euro(row.budget_max, row.currency or "EUR")),
        heard_acts=_heard_acts(heard),
        heard_genres=_heard_genres(heard, spotify),
        dials=dict(taste.dial(one.factor, one.step) for one in told.dials.get(row.id, ())),
        seen=frozenset(settled["hide"] | settled["down"] | settled["attended"]),
    )
    return Fan(
        profile=profile,
        profiling=row.profiling is not False,
        acts={act: name for deed in deeds for _, act, name in told.bills.get(deed.event_id, ())}
        | {one.artist_id: one.name for one in (*follows, *heard) if one.artist_id is not None},
        titles={deed.event_id: told.facts[deed.event_id].title for deed in deeds},
        heard_from={one.artist_id: one.source for one in heard if one.artist_id is not None},
        sources=tuple(sorted({one.source for one in heard} | ({"spotify"} if spotify else set()))),
        saved=frozenset(settled["save"]),
        refused=profile.seen,
        budget=row.budget_max,
        currency=row.currency or "EUR",
        synthetic=row.synthetic,
    )


def _ids(told: _Told, kind: str, names: Iterable[str] | None) -> frozenset[int]:
    return frozenset(one for name in names or () for one in told.named.get((kind, key(name)), ()))


def _evidence(deed: Any, told: _Told) -> Evidence:
    fact = told.facts[deed.event_id]
    kind = _KINDS.get(deed.action, deed.action)
    return Evidence(
        kind=kind,
        weight=SIGNALS[kind],
        at=_moment(deed.at),
        item=deed.event_id,
        acts=tuple(act for _, act, _ in told.bills.get(deed.event_id, ())),
        genres=taste.genres(fact.family, fact.tags),
        venue=NOWHERE if fact.venue_id is None else fact.venue_id,
        lat=_number(fact.lat),
        lon=_number(fact.lon),
        starts=_number(starts(fact)),
        price=_number(euro(fact.price_low, fact.currency)),
    )


def _follow(row: Any) -> Evidence:
    return Evidence(kind="follow", weight=SIGNALS["follow"], at=_moment(row.created_at), acts=(row.artist_id,))


def _heard_acts(rows: Sequence[Any]) -> dict[int, float]:
    weights: dict[int, float] = {}
    for row in rows:
        if row.artist_id is not None:
            weights[row.artist_id] = max(weights.get(row.artist_id, 0.0), min(1.0, row.weight))
    return weights


def _heard_genres(rows: Sequence[Any], spotify: Sequence[Any]) -> dict[int, float]:
    """The genres of what is listened to, the commonest being 1."""
    weights: defaultdict[int, float] = defaultdict(float)
    for row in rows:
        for genre in taste.sounds(row.genres or ()):
            weights[genre] += max(0.0, row.weight)
    for told in spotify:
        for genre in taste.sounds((str(told["key"]),)):
            weights[genre] += float(told["share"])
    most = max(weights.values(), default=0.0)
    return {genre: weight / most for genre, weight in weights.items()} if most else {}


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _moment(at: datetime) -> float:
    return at.timestamp()
