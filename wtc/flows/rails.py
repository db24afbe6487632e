"""A fan's home in lists, ranked in one go: the weekend, the sounds they like, what fans like them saved."""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import numpy as np
import orjson
from sqlmodel import Session

from wtc import clock, measures
from wtc.db import ask
from wtc.domain import reasons, taste
from wtc.flows import afterwards, explaining, picks, policies, ranking, shelves, standing
from wtc.flows.favourites import favourites
from wtc.flows.footfall import BOTS
from wtc.flows.kept import CATALOGUE
from wtc.flows.making import Making
from wtc.flows.policies import Choice
from wtc.flows.regulars import REGULARS
from wtc.flows.shelves import Shelf
from wtc.language import spoken
from wtc.ml.taste import Explanation, Model, top
from wtc.ml.taste.world import Ints, Mask
from wtc.services import events, experiments, fans, feedback, lists
from wtc.services import serving as models
from wtc.services.fans import Fan
from wtc.services.serving import Served
from wtc.settings import settings
from wtc.shapes.events import Event
from wtc.shapes.experiments import Lot
from wtc.shapes.taste import Pick, Picks, Policy, Rails, Wish

FORM = 3
"""Rises when they are made in another way."""
LATELY = 200
"""Of how many fans lists are held in this process: some ten megabytes."""
SHOWN = 12
FEWEST = 3
"""A list shorter than that is not worth a heading."""
ALIKE = "collaborative"
FANS = ("similar_fans", "similar_item", "similar_act")
"""Factors by which a pick is owed to other fans."""
CHOICES = {"points": "additive", "learned": policies.TRAINED}
"""The lists that a fan may switch the weekend to, as addresses name them, and the rankers behind them."""
_MAKING: Making[dict[str, Picks]] = Making()
_BEST, _WEEKEND, _COMING, _FANS, _LIKE = "best", "weekend", "coming", "fans", "like:"
_SURFACES = {_BEST: "best", _WEEKEND: "weekend", _COMING: "weekend", _FANS: "fans"}


class Lately:
    """The lists that this process last made or read for a fan; of ``LATELY`` fans. Threads may look at once."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[object, dict[str, Picks]]] = {}

    def get(self, user_id: int, key: str, now: datetime) -> dict[str, Picks] | None:
        """The fan's lists when they hang on ``key`` and their time is not over."""
        held, until = self._held.get(user_id), now - timedelta(seconds=settings().cache_ttl_seconds)
        good = (
            held
            and held[0] == (CATALOGUE.mark, key)
            and all(one.made_at and one.made_at > until for one in held[1].values())
        )
        return held[1] if held and good else None

    def put(self, user_id: int, key: str, made: dict[str, Picks]) -> None:
        """Hold a fan's lists."""
        self.forget(user_id)
        self._held[user_id] = ((CATALOGUE.mark, key), made)
        while len(self._held) > LATELY:
            self._held.pop(next(iter(self._held)), None)

    def forget(self, user_id: int) -> None:
        """Let go of a fan."""
        self._held.pop(user_id, None)


HELD = Lately()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    key: str
    standing: str
    lot: Lot
    served: Served | None
    kept: dict[str, Picks] | None
    trouble: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranked:
    """The explained rows of each list by name, and what the weekend's candidates come to."""

    whys: Mapping[str, list[Explanation]]
    alike: Mapping[int, Explanation] = field(default_factory=dict)
    candidates: int = 0
    strong: int = 0


async def make(user_id: int, town: str, *, chosen: str = "", agent: str = "") -> Rails:
    """The lists of a fan's home in ``town``. ``chosen`` is a key of ``CHOICES`` for another list than their own.

    What was shown is noted once the answer is out; not for programs that say so (``agent``). Raises NotSignedIn for a
    user who is gone.
    """
    began, now = time.perf_counter(), clock.now()
    measures.lists.labels("home").inc()
    chosen = chosen if chosen in CHOICES else ""
    window = clock.weekend(now)
    shelf = await shelves.KEEPER.current()
    asked = await ask(_recall, user_id, (town, chosen, window), shelf.stock.version, now=now)
    made, there = asked.kept, True
    if made is None:
        made, there = await _MAKING.get(asked.key, _make, user_id, town, chosen, window, shelf, asked, now)
    if asked.key:
        HELD.put(user_id, asked.key, made)
    took = round((time.perf_counter() - began) * 1_000, 2)
    made = {
        name: replace(one, picks=picks.still_on(one.picks, now), cached=there, latency_ms=took)
        for name, one in made.items()
    }
    measures.list_cache.labels("hit" if there else "miss").inc()
    measures.list_ms.labels(str(there).lower()).observe(took)
    afterwards.note(_note, user_id, asked, made, cached=there, seen=BOTS.search(agent) is None, now=now)
    return Rails(
        best=made[_BEST],
        weekend=made.get(_WEEKEND) or made[_COMING],
        likes=tuple((name.removeprefix(_LIKE), one) for name, one in made.items() if name.startswith(_LIKE)),
        fans=made.get(_FANS, Picks()),
        coming=_COMING in made,
        trained=asked.served is not None and policies.TRAINED in asked.served.models,
    )


def _recall(session: Session, user_id: int, what: object, version: int, *, now: datetime) -> _Asked:
    lot, served = experiments.policy(session, user_id), standing.serving(session)
    model = (served.label, served.crowd) if served else None
    bar = settings().min_similarity_score
    known = fans.standing(session, user_id)
    told = ("home", FORM, picks.FORM, spoken(), known, what, lot, model, version, bar)
    key = hashlib.sha256(orjson.dumps((user_id, told))).hexdigest() if settings().cache_ttl_seconds else ""
    kept = (HELD.get(user_id, key, now) or lists.recall_all(session, user_id, key, now=now)) if key else None
    trouble = kept is None and served is None and bool(models.refused(session))
    return _Asked(key=key, standing=known, lot=lot, served=served, kept=kept, trouble=trouble)


def _make(
    session: Session,
    user_id: int,
    town: str,
    chosen: str,
    window: tuple[datetime, datetime],
    shelf: Shelf,
    asked: _Asked,
    now: datetime,
) -> dict[str, Picks]:
    fan = REGULARS.one(session, user_id, asked.standing)
    wish = Wish(city=town, ranker=ranker(chosen, asked.served))
    choice = policies.choose(fan, asked.lot, asked.served, wish, shelf, trouble=asked.trouble)
    alike = asked.served.models.get(ALIKE) if asked.served and choice.personal else None
    liked = favourites(fan) if choice.personal else ()
    choice, found = picks.work(choice, shelf, lambda model: _ranked(shelf, model, alike, fan, town, window, liked, now))
    ids = list(dict.fromkeys(int(shelf.stock.items.ids[why.row]) for whys in found.whys.values() for why in whys))
    told = {event.id: event for event in events.many(session, ids)}
    share = asked.lot.share if choice.policy.experiment else 1.0
    made = {}
    for name, whys in found.whys.items():
        here = [pick for why in whys if (pick := _pick(why, told, fan, shelf, choice, now))]
        shown, policy = tuple(replace(pick, propensity=share) for pick in here[:SHOWN]), choice.policy
        if name == _FANS and asked.served:
            shown = tuple(_owed(pick, found.alike, fan, shelf, now) for pick in here[:SHOWN])
            policy = Policy(ranker=ALIKE, model_version=asked.served.label, crowd=asked.served.crowd)
        made[name] = Picks(
            picks=picks.still_on(shown, now),
            policy=policy,
            candidates=found.candidates,
            strong=found.strong if choice.personal else 0,
            personal=choice.personal,
            made_at=now,
        )
    return made


def ranker(chosen: str, served: Served | None) -> str:
    """Which ranker makes the list that was ``chosen``, a key of ``CHOICES``; '' for the fan's own."""
    wanted = CHOICES.get(chosen, "")
    there = wanted != policies.TRAINED or (served is not None and policies.TRAINED in served.models)
    return wanted if there else policies.PLAIN


def _ranked(
    shelf: Shelf,
    model: Model,
    alike: Model | None,
    fan: Fan,
    town: str,
    window: tuple[datetime, datetime],
    liked: tuple[str, ...],
    now: datetime,
) -> _Ranked:
    """All lists from one set of scores, of what a search without days finds: it is where 'See all' leads."""
    stock, wish, profile = shelf.stock, Wish(city=town), fan.profile
    may = ranking.candidates(shelf, profile, wish, now)
    scores = ranking.scored(shelf, model, profile, wish, may, now)

    def best(among: Mask) -> Ints:
        return top(np.where(among, scores, -np.inf), stock.items, SHOWN + picks.SPARE)

    with np.errstate(invalid="ignore"):
        starts = stock.items.starts
        may &= starts < (now + events.WINDOW).timestamp()
        this = may & (starts >= window[0].timestamp()) & (starts < window[1].timestamp())
    first = best(this if this.any() else may)
    rows = {_BEST: first[:1], _WEEKEND if this.any() else _COMING: first[1:]}
    shown = np.isin(np.arange(len(stock.items)), first[: SHOWN + 1])
    for family in liked:
        sound = may & (stock.sorts == taste.number(family))
        fresh = best(sound & ~shown)
        found = fresh if len(fresh) > FEWEST else best(sound)
        if len(found) >= FEWEST:
            rows[_LIKE + family] = found
    world = stock.at(now)
    owed: dict[int, Explanation] = {}
    if alike is not None:
        order = top(alike.rank(profile, world, may), stock.items, 2 * SHOWN)
        owed = {why.row: why for why in alike.explain(profile, world, order) if _thanks(why)}
        if len(owed) >= FEWEST:
            rows[_FANS] = np.array(list(owed)[: SHOWN + picks.SPARE], dtype=np.int64)
    every = np.unique(np.concatenate(list(rows.values())))
    whys = {why.row: why for why in model.explain(profile, world, every)}
    return _Ranked(
        whys={name: [whys[int(row)] for row in found] for name, found in rows.items()},
        alike=owed,
        candidates=int(np.count_nonzero(this)),
        strong=ranking.strong(model, scores[this]),
    )


def _thanks(why: Explanation) -> bool:
    return any(part.factor in FANS and part.points > 0 for part in why.parts)


def _pick(
    why: Explanation, told: Mapping[int, Event], fan: Fan, shelf: Shelf, choice: Choice, now: datetime
) -> Pick | None:
    event = told.get(int(shelf.stock.items.ids[why.row]))
    return picks.scored(why, event, fan, shelf, choice, now) if event else None


def _owed(pick: Pick, alike: Mapping[int, Explanation], fan: Fan, shelf: Shelf, now: datetime) -> Pick:
    """A pick with what it owes to other fans said first; that is no part of its match."""
    row = ranking.row_of(shelf, pick.event.id)
    if row is None:
        return pick
    most = max((part for part in alike[row].parts if part.factor in FANS), key=lambda one: one.points)
    (thanks,) = reasons.worded(explaining.parts(replace(alike[row], parts=(most,)), fan, shelf, pick.event), None)
    return replace(pick, reasons=(thanks._replace(contribution=0.0, dial=""), *pick.reasons))


def _note(
    session: Session, user_id: int, asked: _Asked, made: dict[str, Picks], *, cached: bool, seen: bool, now: datetime
) -> None:
    """All that is kept of a home that was shown."""
    shown = [(_surface(name), one) for name, one in made.items()]
    lists.note(session, user_id, shown, now=now)
    if not cached and asked.key:
        lists.keep_all(session, user_id, asked.key, made, now=now, seconds=settings().cache_ttl_seconds)
    if not seen:
        return
    if any(one.policy.experiment for one in made.values()):
        experiments.exposed(session, user_id, asked.lot, now=now)
    feedback.shown(session, user_id, shown, now=now)


def _surface(name: str) -> str:
    return _SURFACES.get(name, "like")
