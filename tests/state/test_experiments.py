"""The room of experiments and the page for readers, through the handlers that they call."""

from collections.abc import Callable
from typing import Any

import pytest
from reflex.istate.data import HeaderData
from reflex.state import State
from sqlalchemy import Engine

from wtc import db
from wtc.clock import now
from wtc.domain.experiments import WAYS
from wtc.errors import Conflict, Invalid
from wtc.flows import accounts
from wtc.services import accounts as people
from wtc.services import experiments
from wtc.shapes.accounts import Role
from wtc.shapes.experiments import Arm, Draft
from wtc.state.admin.experiments import ExperimentsState
from wtc.state.experiments import HowState
from wtc.state.shell import ShellState

FIRST = "recommendation_algo_001"
Part = Callable[[type[Any]], Any]


@pytest.fixture
async def reader(database: Engine, tree: State) -> int:
    """Somebody who is signed in, in a house with its first experiment. Answers their id."""
    db.write(experiments.seed, now=now())
    done = await accounts.sign_up("Aoife", "aoife@example.test", "three old fiddles 9", address="127.0.0.1")
    tree.router = type(tree.router)(headers=HeaderData(cookie=f"{accounts.COOKIE}={done.cookie}"))
    return done.visitor.known_id


async def arrive(state: Any) -> Any:
    loading = type(state).load.fn(state)
    if hasattr(loading, "__aiter__"):
        async for _ in loading:
            pass
    else:
        await loading
    return state


async def test_the_room_stays_empty_for_everybody_but_admins(reader: int, part: Part) -> None:
    state = await arrive(part(ExperimentsState))
    assert (state.stage, state.trials) == ("denied", [])


async def test_an_admin_ends_one_test_and_begins_another(reader: int, part: Part) -> None:
    db.write(people.set_role, "aoife@example.test", Role.ADMIN, now=now())
    state = await arrive(part(ExperimentsState))
    assert (state.stage, state.running, [one.id for one in state.trials]) == ("ready", True, [FIRST])
    new = form("popularity", popularity="", learned="", hybrid="")
    with pytest.raises(Conflict):
        await ExperimentsState.start.fn(state, new)
    await ExperimentsState.end.fn(state, [FIRST, "hybrid", "It keeps more people"])
    assert not state.running
    assert "It keeps more people" in state.trials[0].ending
    await ExperimentsState.start.fn(state, new)
    assert [arm.key for arm in state.trials[0].arms] == ["popularity", "hybrid", "learned"]
    begun = db.read(experiments.one, "recommendation_algo_002")
    assert (begun.planned, [arm.share for arm in begun.arms]) == (700, [0.333, 0.334, 0.333])


async def test_an_admin_gives_shares_and_chooses_the_control(reader: int, part: Part) -> None:
    db.write(people.set_role, "aoife@example.test", Role.ADMIN, now=now())
    state = await arrive(part(ExperimentsState))
    await ExperimentsState.end.fn(state, [FIRST, "", "Nothing came of it"])
    await ExperimentsState.start.fn(state, form("learned", popularity="10", learned="72.5", hybrid="17.5"))
    begun = db.read(experiments.one, "recommendation_algo_002")
    assert begun.control == "learned"
    assert {arm.ranker: arm.share for arm in begun.arms} == {"popularity": 0.1, "hybrid": 0.175, "learned": 0.725}


def form(control: str, planned: str = "700", **shares: str) -> list[str]:
    """What the form of a new test says: the lists that are ticked, and the share of each in per cent."""
    ticked = ["on" if ranker in shares else "" for ranker in WAYS]
    return [
        "recommendation_algo_002",
        "Three of them",
        planned,
        control,
        *ticked,
        *(shares.get(ranker, "") for ranker in WAYS),
    ]


@pytest.mark.parametrize(
    "said",
    [
        [],
        ["x"],
        form("learned"),
        form("content", popularity="", learned=""),
        form("", popularity="", learned=""),
        form("learned", popularity="50", learned=""),
        form("learned", popularity="50", learned="60"),
        form("learned", popularity="nan", learned="50"),
        form("learned", popularity="100", learned="0"),
        form("learned", planned="1e9", popularity="", learned=""),
        ["x"] * 40,
    ],
)
async def test_a_form_that_makes_no_sense_is_refused(reader: int, part: Part, said: list[str]) -> None:
    db.write(people.set_role, "aoife@example.test", Role.ADMIN, now=now())
    with pytest.raises(Invalid):
        await ExperimentsState.start.fn(part(ExperimentsState), said)


async def test_a_reader_is_told_what_they_are_on_and_the_foot_says_so_once_they_saw_it(reader: int, part: Part) -> None:
    db.write(experiments.end, reader, FIRST, "", "Nothing is trained here", now=now())
    arms = tuple(Arm(key=each, name=each, ranker=each, share=0.5) for each in ("popularity", "content"))
    draft = Draft(id="table_001", name="Table or popular", arms=arms, control="popularity")
    db.write(experiments.start, reader, draft, now=now())
    page = (await arrive(part(HowState))).page
    assert [way.mine for way in page.ways].count(True) == 1
    assert "No list was made for you yet" in page.mine
    shell = part(ShellState)
    await arrive(shell)
    assert shell.picked == ""
    lot = db.read(experiments.policy, reader)
    db.write(experiments.exposed, reader, lot, now=now())
    await arrive(shell)
    assert shell.picked == f"Picked by the “{lot.list_name}” list · test 001"


async def test_a_visitor_is_told_that_nothing_is_picked_for_them(reader: int, tree: State, part: Part) -> None:
    tree.router = type(tree.router)()
    page = (await arrive(part(HowState))).page
    assert not any(way.mine for way in page.ways)
    assert "You aren't signed in" in page.mine
    assert (await arrive(part(ShellState))).picked == ""
