"""A fan's own taste read from the database: points of sounds, saves then and now, and what their town saves."""

from collections import defaultdict
from datetime import datetime, timedelta

from sqlmodel import Session

from wtc.domain import places, taste
from wtc.domain import tasteroom as rules
from wtc.domain.genres import FAMILIES, family
from wtc.queries import tasteroom as queries
from wtc.services import fans
from wtc.shapes.tasteroom import Saves, Town

LATE = timedelta(days=30)
_MOST = 2_000
_FAMILIES = {taste.number(key): key for key in FAMILIES if key != "other"}


def points(session: Session, user_id: int) -> dict[str, float]:
    """What speaks for each family of genres, by docs/formulas.md. Raises NotSignedIn when there is no such user."""
    fan = fans.one(session, user_id)
    if not fan.profiling:
        return {}
    found: defaultdict[str, float] = defaultdict(float)
    for deed in fan.profile.history:
        if deed.kind != "follow":
            found[rules.families_of(deed.genres, _FAMILIES)] += deed.weight
    for genre in fan.profile.genres:
        if genre in _FAMILIES:
            found[_FAMILIES[genre]] += rules.ASKED
    for genre, weight in fan.profile.heard_genres.items():
        if genre in _FAMILIES:
            found[_FAMILIES[genre]] += rules.HEARD * weight
    for (genres,) in session.execute(queries.followed(user_id, _MOST)):
        found[next((one for one in map(family, genres or ()) if one != "other"), "other")] += 1.0
    return dict(found)


def saves(session: Session, user_id: int, *, now: datetime) -> Saves:
    """What the user saved before the last thirty days, and within them, by family."""
    turn = now - LATE
    before = {row.family: int(row.n) for row in session.execute(queries.saves(user_id, None, turn))}
    late = {row.family: int(row.n) for row in session.execute(queries.saves(user_id, turn, None))}
    return Saves(before=before, late=late)


def home(session: Session, user_id: int) -> str:
    """The first town that the user named, or ''."""
    named = session.scalar(queries.home(user_id)) or ()
    return str(named[0]) if named else ""


def town(session: Session, user_id: int, name: str) -> Town:
    """What others save in a town: real people, or the demo's crowd where there are too few of those."""
    key = places.town(name).key
    for synthetic in (False, True):
        rows = session.execute(queries.town(key, but=user_id, synthetic=synthetic)).all()
        people = round(sum(float(row.share) for row in rows))
        if people >= rules.ENOUGH:
            shares = {row.family: float(row.share) / people for row in rows}
            return Town(name=name, shares=shares, people=people, crowd=synthetic)
    return Town(name=name)
