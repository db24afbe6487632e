"""What to put before whom: a ranked list with its reasons, or one event explained."""

import hashlib
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

import orjson
import structlog
from sqlmodel import Session

from wtc import clock, measures
from wtc.db import ask
from wtc.domain import reasons
from wtc.errors import Invalid, NotFound
from wtc.flows import afterwards, explaining, policies, ranking, shelves, standing
from wtc.flows.footfall import BOTS
from wtc.flows.making import Making, in_turn
from wtc.flows.policies import Choice
from wtc.flows.regulars import REGULARS
from wtc.flows.shelves import Shelf
from wtc.language import spoken, word
from wtc.ml.taste import Explanation, Model
from wtc.ml.taste.learned import LearnedModel
from wtc.services import events, experiments, fans, feedback, lists
from wtc.services import serving as models
from wtc.services.fans import NOBODY, Fan
from wtc.services.serving import Served
from wtc.settings import settings
from wtc.shapes.events import Event, Status
from wtc.shapes.experiments import Lot
from wtc.shapes.taste import Pick, Picks, Wish

T = TypeVar("T")

FORM = 2
"""Rises when kept lists are made in another way."""
SPARE = 4
"""So many more are ranked than are asked for, in case some were called off a moment ago."""
FRESH = timedelta(days=14)
"""For how long after it was first seen an event is new."""
_ON = (Status.SCHEDULED, Status.RESCHEDULED)
_BROKEN = (ValueError, ArithmeticError, LookupError, TypeError, MemoryError)
_MAKING: Making[Picks] = Making()
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is known before a list is made: the fan's experiment, the model that serves, and the list if it was kept.

    ``standing`` tells one state of what is known of the fan from another; ``trouble`` says that there is a model which
    was refused.
    """

    key: str = ""
    standing: str = ""
    lot: Lot = field(default_factory=Lot)
    served: Served | None = None
    kept: Picks | None = None
    trouble: bool = False


async def make(user_id: int | None, wish: Wish, *, agent: str = "", shown: bool = True) -> Picks:
    """The list that ``wish`` asks for: a fan's own, or for None what most people like.

    It is noted what was shown to whom once the answer is out; not for programs that say so (``agent``), nor for a list
    that is measured and not ``shown``. Raises Invalid for a place that is none, NotSignedIn for a user who is gone.
    """
    began, now = time.perf_counter(), clock.now()
    wish = tidied(wish)
    measures.lists.labels("list").inc()
    shelf = await shelves.KEEPER.current()
    asked = await ask(_recall, user_id, wish, shelf.stock.version, now=now) if user_id else _Asked()
    made = asked.kept
    if made is None:
        new, there = await _MAKING.get(asked.key, _make, user_id, wish, shelf, asked, now)
        made = replace(new, cached=there)
    took = round((time.perf_counter() - began) * 1_000, 2)
    made = replace(made, picks=still_on(made.picks, now)[: wish.limit], latency_ms=took)
    measures.predictions.labels(made.policy.ranker).inc()
    measures.list_cache.labels("hit" if made.cached else "miss").inc()
    measures.list_ms.labels(str(made.cached).lower()).observe(made.latency_ms)
    if user_id:
        afterwards.note(_note, user_id, wish, asked, made, seen=shown and BOTS.search(agent) is None, now=now)
    return made


def tidied(wish: Wish) -> Wish:
    """The wish within bounds: no more than MAX_RECOMMENDATION_COUNT, a point to about a hundred metres."""
    point = (wish.lat, wish.lon)
    if (wish.lat is None) != (wish.lon is None) or any(one is not None and not math.isfinite(one) for one in point):
        raise Invalid("A place needs its latitude and its longitude.", details={"lat": "with lon"})
    if wish.lat is not None and wish.lon is not None:
        if not (-90 <= wish.lat <= 90 and -180 <= wish.lon <= 180):
            raise Invalid("That's no place on the map.", details={"lat": "-90 to 90", "lon": "-180 to 180"})
        wish = replace(wish, lat=round(wish.lat, 3), lon=round(wish.lon, 3))
    limit = max(1, min(wish.limit, settings().max_recommendation_count))
    return replace(wish, city=wish.city.strip()[:80], surface=wish.surface[:24], limit=limit)


def _recall(session: Session, user_id: int, wish: Wish, version: int, *, now: datetime) -> _Asked:
    chosen = settings()
    lot, served = experiments.policy(session, user_id), standing.serving(session)
    model = (served.label, served.crowd) if served else None
    known = fans.standing(session, user_id)
    told = (FORM, spoken(), known, wish, lot, model, version, chosen.min_similarity_score)
    key = hashlib.sha256(orjson.dumps((user_id, told))).hexdigest() if chosen.cache_ttl_seconds else ""
    kept = lists.recall(session, user_id, key, now=now) if key else None
    trouble = kept is None and served is None and bool(models.refused(session))
    return _Asked(key=key, standing=known, lot=lot, served=served, kept=kept, trouble=trouble)


def still_on(picks: tuple[Pick, ...], now: datetime) -> tuple[Pick, ...]:
    """The picks that are still to come, numbered anew."""
    on = [pick for pick in picks if may_come(pick.event, now)]
    return tuple([pick if pick.position == at else replace(pick, position=at) for at, pick in enumerate(on, 1)])


def may_come(event: Event, now: datetime) -> bool:
    """Whether an event is on and has not begun; one of which only the day is known has not until its evening."""
    begun = event.start_time is not None and event.start_time <= now
    past = event.start_time is None and event.day is not None and event.day < clock.local(now).date()
    return event.status in _ON and not begun and not past


def _make(session: Session, user_id: int | None, wish: Wish, shelf: Shelf, asked: _Asked, now: datetime) -> Picks:
    fan = REGULARS.one(session, user_id, asked.standing) if user_id else NOBODY
    profile = ranking.placed(fan.profile, wish)
    choice, found = work(
        policies.choose(fan, asked.lot, asked.served, wish, shelf, trouble=asked.trouble),
        shelf,
        lambda model: ranking.ranked(shelf, model, profile, wish, wish.limit + SPARE, now),
    )
    ids = [int(shelf.stock.items.ids[why.row]) for why in found.whys]
    told = {event.id: event for event in events.many(session, ids)}
    named = replace(fan, profile=profile)
    share = asked.lot.share if choice.policy.experiment else 1.0
    picks = [
        replace(picked(why, told[event_id], named, shelf, choice, now), propensity=share)
        for why, event_id in zip(found.whys, ids, strict=True)
        if event_id in told
    ]
    return Picks(
        picks=tuple(picks),
        policy=choice.policy,
        candidates=found.candidates,
        personal=choice.personal,
        made_at=now,
    )


def work(choice: Choice, shelf: Shelf, deed: Callable[[Model], T]) -> tuple[Choice, T]:
    """Have a model rank; one that fails is stood in for, and the list says so."""
    try:
        return choice, deed(choice.model)
    except _BROKEN as error:
        policy = choice.policy
        measures.list_errors.labels("model").inc()
        _log.error("model_failed", ranker=policy.ranker, version=policy.model_version, kind=type(error).__name__)
        choice = policies.plain(shelf, policies.NO_MODEL)
        return choice, deed(choice.model)


def picked(why: Explanation, event: Event, fan: Fan, shelf: Shelf, choice: Choice, now: datetime) -> Pick:
    """An event with its score and every reason for it."""
    pick = scored(why, event, fan, shelf, choice, now)
    parts = explaining.parts(why, fan, shelf, event)
    return replace(pick, sentence=reasons.sentence(parts), reasons=reasons.worded(parts, pick.match))


def scored(why: Explanation, event: Event, fan: Fan, shelf: Shelf, choice: Choice, now: datetime) -> Pick:
    """An event with its score and, for a card, the one reason that its chip says, without a share of the match."""
    score, match = ranking.percent(choice.model, why.raw)
    match = match if choice.personal else None
    return Pick(
        event=event,
        position=0,
        raw=why.raw,
        rank_score=score,
        match=match,
        confidence=_confidence(choice.model, fan, why.raw),
        word="" if match is not None else _word(why.row, event, shelf, now),
        reasons=reasons.worded(explaining.parts(explaining.foremost(why), fan, shelf, event), None),
    )


def _confidence(model: Model, fan: Fan, raw: float) -> float | None:
    """The measured chance of a yes, three decimals, where the model's training measured one."""
    sure = model.confidence(fan.profile, raw) if isinstance(model, LearnedModel) else None
    return None if sure is None else round(min(1.0, max(0.0, sure)), 3)


def _word(row: int, event: Event, shelf: Shelf, now: datetime) -> str:
    if shelf.fans[row] > 0:
        return word("Popular")
    return word("New") if event.first_seen_at and event.first_seen_at > now - FRESH else ""


async def why(user_id: int, event_id: int) -> Pick:
    """One event explained to a fan, also one that is not on their list; ``position`` is its place among all, or 0.

    Raises NotFound for an event that is not there or is over.
    """
    return (await study(user_id, event_id)).picks[0]


async def study(user_id: int, event_id: int, wish: Wish | None = None) -> Picks:
    """The same as a list of one, with what made it: the fan's own ranker, or the one that ``wish`` names."""
    began, now = time.perf_counter(), clock.now()
    measures.lists.labels("why").inc()
    shelf = await shelves.KEEPER.current()
    made = await in_turn(_study, user_id, event_id, wish or Wish(), shelf, now)
    return replace(made, latency_ms=round((time.perf_counter() - began) * 1_000, 2))


def _study(session: Session, user_id: int, event_id: int, wish: Wish, shelf: Shelf, now: datetime) -> Picks:
    event = events.one(session, event_id)
    row = ranking.row_of(shelf, event.id)
    if row is None:
        raise NotFound("That night is over, or only just announced. There is nothing to explain yet.")
    fan, _, choice = chosen(session, user_id, wish, shelf)
    choice, found = work(choice, shelf, lambda model: ranking.studied(shelf, model, fan.profile, wish, row, now))
    pick = picked(found.why, event, fan, shelf, choice, now)
    left_out = reasons.left_out(found.source, fan.sources)
    instead = reasons.instead(left_out, found.without, found.place) if choice.personal and left_out else ""
    return Picks(
        picks=(replace(pick, position=found.place, instead=instead),),
        policy=choice.policy,
        candidates=found.candidates,
        personal=choice.personal,
        made_at=now,
    )


async def matches(user_id: int, event_ids: Sequence[int]) -> dict[int, int]:
    """How well events suit a fan, in per cent; empty while nothing is known of them or their list gives no match."""
    return await in_turn(_matches, user_id, event_ids, await shelves.KEEPER.current(), clock.now())


def _matches(session: Session, user_id: int, event_ids: Sequence[int], shelf: Shelf, now: datetime) -> dict[int, int]:
    placed = {each: row for each in event_ids if (row := ranking.row_of(shelf, each)) is not None}
    fan, _, choice = chosen(session, user_id, Wish(), shelf)
    if not (choice.personal and placed):
        return {}
    choice, found = work(
        choice, shelf, lambda model: ranking.rated(shelf, model, fan.profile, list(placed.values()), now)
    )
    told = {event: ranking.percent(choice.model, found[row])[1] for event, row in placed.items() if row in found}
    return {event: match for event, match in told.items() if match is not None}


def chosen(session: Session, user_id: int, wish: Wish, shelf: Shelf) -> tuple[Fan, Lot, Choice]:
    """A fan, their experiment, and what makes their list."""
    fan, lot, served = REGULARS.one(session, user_id), experiments.policy(session, user_id), standing.serving(session)
    trouble = served is None and bool(models.refused(session))
    return fan, lot, policies.choose(fan, lot, served, wish, shelf, trouble=trouble)


def _note(session: Session, user_id: int, wish: Wish, asked: _Asked, made: Picks, *, seen: bool, now: datetime) -> None:
    """All that is kept of a list that was shown."""
    shown = [(wish.surface, made)]
    lists.note(session, user_id, shown, now=now)
    if not made.cached and asked.key:
        lists.keep(session, user_id, asked.key, made, now=now, seconds=settings().cache_ttl_seconds)
    if seen and made.policy.experiment:
        experiments.exposed(session, user_id, asked.lot, now=now)
    if seen:
        feedback.shown(session, user_id, shown, now=now)
