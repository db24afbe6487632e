"""What fans say: once, theirs alone, bounded, and never of a list made before it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update
from sqlmodel import Session

from tests.services.test_taste import NOW, a_user, an_event
from wtc.errors import Conflict, Invalid, LimitReached, NotFound, NotSignedIn
from wtc.models.events import EventRow
from wtc.models.taste import CachedList, Feedback, Impression
from wtc.services import experiments, feedback
from wtc.shapes.events import Event
from wtc.shapes.taste import Action, Pick, Picks, Policy, Reason, Sighting

TAB = Sighting(surface="weekend", position=3, session="tab-1")
PLAN = Policy(ranker="learned", variant="learned", experiment="rec_001", model_version="7")


@pytest.fixture
def fan(session: Session) -> int:
    return a_user(session, "a@example.test")


@pytest.fixture
def gig(session: Session) -> int:
    return an_event(session, "one")


def rows(session: Session) -> list[Any]:
    f: Any = Feedback
    return list(session.execute(select(f.slot, f.action, f.reason, f.surface, f.position).order_by(f.id)))


def words(session: Session) -> list[str]:
    return [row.action for row in rows(session)]


def a_list(session: Session, user: int) -> None:
    session.add(CachedList(user_id=user, key="k", body="[]", created_at=NOW, expires_at=NOW + timedelta(hours=1)))
    session.flush()


def lists(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(CachedList)) or 0


def pick(event_id: int, position: int = 1, **facts: Any) -> Pick:
    return Pick(event=Event(id=event_id, slug="x", title="x"), position=position, **facts)


def seen(session: Session, fan: int, picks: list[Pick], surface: str, policy: Policy, *, now: datetime) -> int:
    return feedback.shown(session, fan, [(surface, Picks(picks=tuple(picks), policy=policy))], now=now)


def test_a_thumb_replaces_the_other_and_said_again_is_one(session: Session, fan: int, gig: int) -> None:
    assert feedback.say(session, fan, gig, Action.UP, now=NOW)
    assert not feedback.say(session, fan, gig, Action.UP, now=NOW + timedelta(hours=1))
    assert feedback.say(session, fan, gig, Action.DOWN, sighting=TAB, now=NOW)
    assert rows(session) == [("thumb", "down", "", "weekend", 3)]
    assert feedback.marks(session, fan, now=NOW)[2:] == ((), (gig,))


def test_a_reason_comes_after_the_thumb_and_stays_when_it_is_pressed_again(
    session: Session, fan: int, gig: int
) -> None:
    feedback.say(session, fan, gig, Action.DOWN, now=NOW)
    assert feedback.say(session, fan, gig, Action.DOWN, reason="too_dear", now=NOW)
    assert not feedback.say(session, fan, gig, Action.DOWN, now=NOW)
    assert [row.reason for row in rows(session)] == ["too_dear"]
    feedback.say(session, fan, gig, Action.UP, now=NOW)
    assert [row.reason for row in rows(session)] == [""]


@pytest.mark.parametrize(("action", "reason"), [(Action.UP, "too_far"), (Action.DOWN, "too loud")])
def test_a_reason_that_there_is_not_is_refused(session: Session, fan: int, gig: int, action: Any, reason: str) -> None:
    with pytest.raises(Invalid):
        feedback.say(session, fan, gig, action, reason=reason, now=NOW)


def test_save_and_hide_go_on_their_lists_and_come_off_again(session: Session, fan: int, gig: int) -> None:
    for action in (Action.SAVE, Action.HIDE):
        feedback.say(session, fan, gig, action, now=NOW)
    assert feedback.marks(session, fan, now=NOW)[:2] == ((gig,), (gig,))
    assert words(session) == ["save", "hide"]
    for action in (Action.SAVE, Action.HIDE, Action.SAVE):
        feedback.unsay(session, fan, gig, action)
    assert feedback.marks(session, fan, now=NOW)[:2] == ((), ())
    assert words(session) == []


def test_undoing_a_thumb_leaves_the_other_one(session: Session, fan: int, gig: int) -> None:
    feedback.say(session, fan, gig, Action.DOWN, now=NOW)
    feedback.unsay(session, fan, gig, Action.UP)
    assert words(session) == ["down"]


def test_a_click_counts_once_a_tab_and_takes_back_the_skip(session: Session, fan: int, gig: int) -> None:
    assert feedback.skipped(session, fan, {gig: TAB}, now=NOW) == 1
    assert feedback.skipped(session, fan, {gig: TAB}, now=NOW) == 0
    assert feedback.say(session, fan, gig, Action.CLICK, sighting=TAB, now=NOW)
    assert not feedback.say(session, fan, gig, Action.CLICK, sighting=TAB, now=NOW)
    assert feedback.skipped(session, fan, {gig: TAB}, now=NOW) == 0
    assert rows(session) == [("click:tab-1", "click", "", "weekend", 3)]
    feedback.say(session, fan, gig, Action.CLICK, sighting=Sighting(session="tab-2"), now=NOW)
    assert words(session) == ["click", "click"]


def test_without_a_tab_a_click_counts_once_an_irish_day(session: Session, fan: int, gig: int) -> None:
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    for hours in (0, 0, 1):
        feedback.say(session, fan, gig, Action.CLICK, now=late + timedelta(hours=hours))
    assert [row.slot for row in rows(session)] == ["click:2026-06-30", "click:2026-07-01"]


@pytest.mark.parametrize("action", [Action.SAVE, Action.HIDE, Action.UP, Action.DOWN])
def test_what_a_fan_has_a_word_on_is_not_skipped(session: Session, fan: int, gig: int, action: Action) -> None:
    other = an_event(session, "two")
    feedback.say(session, fan, gig, action, now=NOW)
    assert feedback.skipped(session, fan, {gig: TAB, other: TAB, 987_654: TAB}, now=NOW) == 1
    assert words(session) == [action, "skip"]


def test_only_a_night_that_is_over_was_attended(session: Session, fan: int, gig: int) -> None:
    over = an_event(session, "two", starts_at=NOW - timedelta(days=2))
    with pytest.raises(Conflict):
        feedback.say(session, fan, gig, Action.ATTENDED, now=NOW)
    feedback.say(session, fan, over, Action.ATTENDED, now=NOW)
    assert feedback.attended(session, fan, [gig, over]) == (over,)
    feedback.unsay(session, fan, over, Action.ATTENDED)
    assert feedback.attended(session, fan, [gig, over]) == ()


@pytest.mark.parametrize("action", list(Action))
def test_what_is_said_lets_go_of_the_fans_lists_and_of_nobody_elses(session: Session, fan: int, action: Action) -> None:
    over, other = an_event(session, "two", starts_at=NOW - timedelta(days=2)), a_user(session, "b@example.test")
    a_list(session, other)
    a_list(session, fan)
    feedback.say(session, fan, over, action, now=NOW)
    assert lists(session) == 1
    a_list(session, fan)
    feedback.say(session, fan, over, action, now=NOW)
    assert lists(session) == 2, "said again changes nothing"
    feedback.unsay(session, fan, over, action)
    assert lists(session) == 1


@pytest.mark.parametrize("action", list(Action))
def test_an_event_or_a_user_that_is_not_there_is_refused(session: Session, fan: int, gig: int, action: Action) -> None:
    for event_id in (0, -1, 987_654, 2**63):
        with pytest.raises(NotFound):
            feedback.say(session, fan, event_id, action, now=NOW)
    with pytest.raises(NotSignedIn):
        feedback.say(session, 4_711, gig, action, now=NOW)


def test_a_word_carries_what_made_the_list_that_showed_it(session: Session, fan: int, gig: int) -> None:
    seen(session, fan, [pick(gig)], "weekend", Policy(variant="old"), now=NOW - timedelta(hours=9))
    seen(session, fan, [pick(gig)], "home", PLAN, now=NOW - timedelta(hours=1))
    feedback.say(session, fan, gig, Action.UP, now=NOW)
    f: Any = Feedback
    made = select(f.variant, f.experiment_id, f.model_version)
    assert session.execute(made).one() == ("learned", "rec_001", "7")
    feedback.say(session, fan, gig, Action.DOWN, policy=Policy(variant="content"), now=NOW)
    assert session.execute(made).one() == ("content", "", "")


def test_a_sight_counts_once_a_place_and_day(session: Session, fan: int, gig: int) -> None:
    other = an_event(session, "two")
    picks = [pick(gig, 1, raw=4.5, reasons=(Reason(factor="near", contribution=4.5),)), pick(other, 2, propensity=0.25)]
    assert seen(session, fan, [*picks, pick(987_654, 3)], "home", PLAN, now=NOW) == 2
    assert seen(session, fan, picks, "home", PLAN, now=NOW + timedelta(hours=1)) == 0
    assert seen(session, fan, picks, "weekend", PLAN, now=NOW) == 2
    assert seen(session, fan, picks, "home", PLAN, now=NOW + timedelta(days=1)) == 2
    i: Any = Impression
    first = select(i.event_id, i.position, i.propensity, i.score, i.variant).order_by(i.id).limit(2)
    assert session.execute(first).all() == [(gig, 1, 1.0, 4.5, "learned"), (other, 2, 0.25, None, "learned")]


def test_words_are_bounded(session: Session, fan: int, gig: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "MOST", 1)
    monkeypatch.setattr(feedback, "DAILY", 2)
    events = [an_event(session, f"more-{each}") for each in range(3)]
    feedback.say(session, fan, gig, Action.UP, now=NOW)
    feedback.say(session, fan, gig, Action.DOWN, now=NOW)  # the same thumb
    with pytest.raises(LimitReached):
        feedback.say(session, fan, events[0], Action.UP, now=NOW)
    assert feedback.skipped(session, fan, dict.fromkeys(events, TAB), now=NOW) == 2
    assert not feedback.say(session, fan, gig, Action.CLICK, sighting=TAB, now=NOW)
    assert feedback.say(session, fan, gig, Action.CLICK, sighting=TAB, now=NOW + timedelta(days=1, minutes=1))


def test_clicks_and_skips_are_let_go_of_and_opinions_are_not(session: Session, fan: int, gig: int) -> None:
    for action in (Action.SAVE, Action.UP, Action.CLICK):
        feedback.say(session, fan, gig, action, sighting=TAB, now=NOW)
    seen(session, fan, [pick(gig)], "home", PLAN, now=NOW)
    feedback.tidy(session, now=NOW + timedelta(days=400) - timedelta(minutes=1))
    assert words(session) == ["save", "up", "click"]
    feedback.tidy(session, now=NOW + timedelta(days=400) + timedelta(minutes=1))
    assert words(session) == ["save", "up"]
    assert session.scalar(select(func.count()).select_from(Impression)) == 0


def test_ones_own_words_come_newest_first_and_in_pages(session: Session, fan: int, gig: int) -> None:
    other = a_user(session, "b@example.test")
    feedback.say(session, other, gig, Action.UP, now=NOW)
    for minute, action in enumerate((Action.SAVE, Action.UP, Action.CLICK)):
        feedback.say(session, fan, gig, action, sighting=TAB, now=NOW + timedelta(minutes=minute))
    page = feedback.mine(session, fan, limit=2)
    assert ([said.action for said in page.feedback], page.total, page.next) == (["click", "up"], 3, 2)
    rest = feedback.mine(session, fan, limit=2, offset=2)
    assert ([said.action for said in rest.feedback], rest.next) == (["save"], None)
    assert [said.action for said in feedback.mine(session, fan, action="up").feedback] == ["up"]


def test_a_thumb_on_a_gig_that_is_over_is_no_mark_of_a_page(session: Session, fan: int, gig: int) -> None:
    feedback.say(session, fan, gig, Action.UP, now=NOW)
    e: Any = EventRow
    session.execute(update(EventRow).where(e.id == gig).values(starts_at=NOW - timedelta(days=3)))
    assert feedback.marks(session, fan, now=NOW)[2] == ()


@pytest.mark.parametrize("action", list(Action))
def test_a_running_comparison_counts_saves_and_clicks_as_taken_up_and_hides_against(
    session: Session, fan: int, action: Action
) -> None:
    over = an_event(session, "two", starts_at=NOW - timedelta(days=2))
    experiments.seed(session, now=NOW)
    lot = experiments.policy(session, fan)
    experiments.exposed(session, fan, lot, now=NOW)
    feedback.say(session, fan, over, action, sighting=TAB, now=NOW)
    counted = session.execute(text("SELECT converted_at IS NOT NULL, hid_at IS NOT NULL FROM ab_assignments")).one()
    assert tuple(map(bool, counted)) == (action in (Action.SAVE, Action.CLICK), action is Action.HIDE)
