"""Experiments in JSON, for admins: what is compared, what is known of it, its beginning and its end."""

from typing import Annotated, Literal

from fastapi import Path, Response
from pydantic import Field

from wtc.api.accounts import PRIVATE, Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.flows import experiments
from wtc.shapes.accounts import Role
from wtc.shapes.experiments import Arm, Draft, Experiment, Results

door = Door(scope="gateway", prefix="/v1/experiments", tags=["experiments"])

Id = Annotated[str, Path(max_length=100, description="The id of an experiment, such as recommendation_algo_001")]
Word = Annotated[str, Field(min_length=1, max_length=120)]


class NewArm(Body):
    """One list: ``ranker`` is popularity, collaborative, content, hybrid, additive or learned; ``share`` is of 1."""

    key: Annotated[str, Field(min_length=1, max_length=24)]
    name: Word
    ranker: Annotated[str, Field(min_length=1, max_length=24)]
    share: Annotated[float, Field(gt=0, lt=1)]


class NewExperiment(Body):
    """``planned`` users for each arm; ``least`` is the smallest difference of rates worth finding, as a share."""

    id: Annotated[str, Field(min_length=3, max_length=64)]
    name: Word
    about: Annotated[str, Field(max_length=1000)] = ""
    arms: Annotated[list[NewArm], Field(min_length=2, max_length=10)]
    control: Annotated[str, Field(min_length=1, max_length=24)]
    planned: Annotated[int, Field(ge=100, le=1_000_000)] = 5_000
    least: Annotated[float, Field(ge=0.001, le=0.5)] = 0.02


class Ending(Body):
    """``winner`` is the key of an arm that everybody gets, or empty: then everybody has the control again."""

    winner: Annotated[str, Field(max_length=24)] = ""
    reason: Annotated[str, Field(min_length=3, max_length=500)]


@door.get("", needs=Role.ADMIN, responses={200: {"model": list[Experiment]}})
async def every() -> Response:
    """The running experiment, then the latest that ended."""
    return answer({"experiments": await experiments.every()}, headers=PRIVATE)


@door.get("/{experiment_id}", needs=Role.ADMIN, responses={200: {"model": Experiment}})
async def one(experiment_id: Id) -> Response:
    """One experiment; rec_algorithm_v1 is the old name of recommendation_algo_001."""
    return answer(await experiments.one(experiment_id), headers=PRIVATE)


@door.get("/{experiment_id}/results", needs=Role.ADMIN, responses={200: {"model": Results}})
async def results(experiment_id: Id, population: Literal["real", "synthetic"] = "real") -> Response:
    """Users, conversions and rate of each arm, with what may be said of them. Populations are never mixed."""
    return answer(await experiments.results(experiment_id, population), headers=PRIVATE)


@door.post("", needs=Role.ADMIN, status_code=201, responses={201: {"model": Experiment}})
async def start(caller: Caller, body: NewExperiment) -> Response:
    """Begin a comparison; 409 while another one decides the lists, or for an id that was used."""
    arms = tuple(Arm(key=arm.key, name=arm.name, ranker=arm.ranker, share=arm.share) for arm in body.arms)
    told = body.model_dump(exclude={"arms"})
    return answer(await experiments.start(caller, Draft(**told, arms=arms)), 201, headers=PRIVATE)


@door.post("/{experiment_id}/end", needs=Role.ADMIN, responses={200: {"model": Experiment}})
async def end(experiment_id: Id, caller: Caller, body: Ending) -> Response:
    """End it: everybody is on the winner from now on and the results are frozen; 409 when it is over already."""
    return answer(await experiments.end(caller, experiment_id, body.winner, body.reason), headers=PRIVATE)
