"""Dials: bounded in number and reach, one's own, named after what is there."""

import pytest
from sqlmodel import Session

from tests.services.test_taste import NOW, a_user
from wtc.domain import dials as rules
from wtc.errors import Invalid, LimitReached, NotFound, NotSignedIn
from wtc.ml.taste import FACTORS
from wtc.models.artists import Artist
from wtc.models.taste import CachedList
from wtc.services import dials


@pytest.fixture
def fan(session: Session) -> int:
    return a_user(session, "a@example.test")


def stand(session: Session, fan: int) -> dict[str, int]:
    return {dial.factor: dial.step for dial in dials.listed(session, fan)}


def test_a_dial_is_set_turned_further_and_stops_at_the_ends(session: Session, fan: int) -> None:
    dial, before = dials.turn(session, fan, "genre:techno", -1, now=NOW)
    assert (dial.label, dial.step, dial.words, before) == ("Techno", -1, "Less", 0)
    for at in (-1, -2):
        _, before = dials.turn(session, fan, "genre:techno", -1, further=True, now=NOW)
        assert before == at
    assert stand(session, fan) == {"genre:techno": -2}
    dials.turn(session, fan, "genre:techno", 5, now=NOW)
    assert stand(session, fan) == {"genre:techno": 2}


def test_a_dial_set_to_the_middle_is_gone_and_reset_sets_them_all(session: Session, fan: int) -> None:
    other = a_user(session, "b@example.test")
    for user in (fan, other):
        for factor in ("near", "budget", "genre:trad"):
            dials.turn(session, user, factor, 1, now=NOW)
    dials.turn(session, fan, "near", 0, now=NOW)
    assert stand(session, fan) == {"budget": 1, "genre:trad": 1}
    assert dials.reset(session, fan) == 2
    assert stand(session, fan) == {}
    assert len(stand(session, other)) == 3


def test_every_factor_of_the_rankers_can_be_turned_and_no_other() -> None:
    assert set(rules.FACTORS) == set(FACTORS) - {"dials", "friends"}  # a dial on dials, and friends nobody can name yet


def test_an_acts_dial_bears_its_name(session: Session, fan: int) -> None:
    act = Artist(slug="lankum", name="Lankum", name_key="lankum", created_at=NOW)
    session.add(act)
    session.flush()
    dial, _ = dials.turn(session, fan, f"act:{act.id}", 1, now=NOW)
    assert dial.label == "Lankum"
    for gone in ("act:987654", "venue:987654"):
        with pytest.raises(NotFound):
            dials.turn(session, fan, gone, 1, now=NOW)


@pytest.mark.parametrize(
    "factor",
    [
        *("", "nearness", "near:1", "x" * 65, "genre:", "genre: x", "genre:<b>", "genre:" + "x" * 60),
        *("act:", "act:0", "act:x", "act:" + "9" * 19, "venue:-1", "event:3"),
    ],
)
def test_a_factor_that_there_is_not_is_refused(session: Session, fan: int, factor: str) -> None:
    with pytest.raises(Invalid):
        dials.turn(session, fan, factor, 1, now=NOW)
    assert stand(session, fan) == {}


def test_dials_are_bounded_and_for_those_who_are_there(
    session: Session, fan: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dials, "MOST", 1)
    dials.turn(session, fan, "near", 1, now=NOW)
    dials.turn(session, fan, "near", 2, now=NOW)
    with pytest.raises(LimitReached):
        dials.turn(session, fan, "budget", 1, now=NOW)
    with pytest.raises(NotSignedIn):
        dials.turn(session, 4_711, "near", 1, now=NOW)


def test_turning_lets_go_of_lists_made_before(session: Session, fan: int) -> None:
    session.add(CachedList(user_id=fan, key="k", body="[]", created_at=NOW, expires_at=NOW))
    session.flush()
    dials.turn(session, fan, "near", 0, now=NOW)
    assert session.get(CachedList, (fan, "k")) is not None, "nothing was turned"
    dials.turn(session, fan, "near", 1, now=NOW)
    session.expire_all()
    assert session.get(CachedList, (fan, "k")) is None
