"""Which ranker makes whose list: the arm of an experiment, the trained model, or what needs no training."""

from dataclasses import dataclass

from wtc.domain.experiments import WAYS
from wtc.flows.shelves import Shelf
from wtc.language import word
from wtc.ml.taste import Model
from wtc.services.fans import Fan
from wtc.services.serving import Served
from wtc.shapes.experiments import Lot
from wtc.shapes.taste import Policy, Wish

PLAIN = "content"
"""What ranks for a fan when no model was trained: the table of points, and what they did."""
TRAINED = "learned"
UNTRAINED = frozenset({"additive", "content", "popularity"})
"""The rankers that every shelf has."""
NO_PROFILE = word("Ranked without your profile, as you asked: popular first, then what's soonest.")
COLD = word("Save a few gigs or tell us what you like, and this list becomes yours.")
NO_MODEL = word("Made without the trained model, which isn't there just now.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What makes a list, and whether it knows the fan."""

    policy: Policy
    model: Model
    personal: bool


def choose(fan: Fan, lot: Lot, served: Served | None, wish: Wish, shelf: Shelf, *, trouble: bool = False) -> Choice:
    """Popularity for who is not known or wants no profile; else what the wish or the experiment says, or the model.

    An experiment waits until the rankers of all its arms are there. A ranker that is not there is stood in for by
    ``PLAIN``, which counts for no experiment. ``trouble`` says that there is a model which was refused.
    """
    if not fan.profiling:
        return _popular(shelf, NO_PROFILE)
    if not fan.known:
        return _popular(shelf, COLD if fan.profile.id > 0 else "")
    if _waits(lot, served):
        lot = Lot()
    ranker = wish.ranker or lot.ranker or (TRAINED if served and TRAINED in served.models else PLAIN)
    if trouble and not wish.ranker and not lot.ranker:
        return plain(shelf, NO_MODEL)
    arm = lot if lot.running and ranker == lot.ranker else Lot()
    if ranker in shelf.models:
        policy = Policy(ranker=ranker, experiment=arm.experiment, variant=arm.variant, crowd=_crowd(ranker, shelf))
        return Choice(policy=policy, model=shelf.models[ranker], personal=ranker != "popularity")
    if served is None or ranker not in served.models:
        return plain(shelf, NO_MODEL)
    policy = Policy(
        ranker=ranker,
        model_version=served.label,
        experiment=arm.experiment,
        variant=arm.variant,
        crowd=served.crowd,
    )
    return Choice(policy=policy, model=served.models[ranker], personal=True)


def held(lot: Lot, served: Served | None) -> Lot:
    """What a fan who is known is on as things are: their own lot, or what stands in while it cannot be had."""
    ranker = "" if _waits(lot, served) else lot.ranker
    there = _there(served)
    if ranker in there:
        return lot
    stands_in = TRAINED if not ranker and TRAINED in there else PLAIN
    return Lot(ranker=stands_in, list_name=WAYS[stands_in].name, profiling=lot.profiling, instead=bool(lot.experiment))


def _there(served: Served | None) -> frozenset[str]:
    return UNTRAINED.union(served.models if served else ())


def _waits(lot: Lot, served: Served | None) -> bool:
    """Whether an experiment lacks any arm's ranker: were only those shown that can be made, its sample would break."""
    return lot.running and not _there(served).issuperset(lot.rankers)


def plain(shelf: Shelf, note: str) -> Choice:
    """What needs nothing trained, and why it is used."""
    return Choice(policy=Policy(ranker=PLAIN, note=note), model=shelf.models[PLAIN], personal=True)


def _popular(shelf: Shelf, note: str) -> Choice:
    policy = Policy(ranker="popularity", crowd=shelf.crowd, note=note)
    return Choice(policy=policy, model=shelf.models["popularity"], personal=False)


def _crowd(ranker: str, shelf: Shelf) -> bool:
    return ranker == "popularity" and shelf.crowd
