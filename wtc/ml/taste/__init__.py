"""The recommender, as pure functions on arrays. This is its manual.

**The world.** ``Items`` is the catalogue as columns (``Items.of`` takes plain lists); ``World(items=, now=,
families=)`` is the catalogue at a moment, in epoch seconds. Acts, genres, venues, cities, events and fans are named by
the database's whole-number ids everywhere, so a model outlives the catalogue it was fitted on: what it does not know it
reads from the new catalogue, and what has left the catalogue it still knows. Keep one ``Items`` per load of the
catalogue and reuse it: a model works it out once and keeps that for the very same object.

**A fan** is a ``Profile``: what they said, what we may read, what they did (``history``, a tuple of ``Evidence``), and
their ``dials``. ``items.of_row(row, kind, at)`` makes evidence of an event; a follow is ``Evidence(kind="follow",
weight=SIGNALS["follow"], acts=(7,))``. Evidence carries its acts, genres, venue and start, so it lasts when the event
is gone.

**Rankers** are named in ``RANKERS``: popularity, additive, content, collaborative, hybrid, learned (``DEFAULT``).

    model = RANKERS["learned"].fit(world, profiles, seed=0)
    scores = model.rank(profile, world, allowed(profile, world))     # (n,) float64, -inf where not allowed
    rows = top(scores, world.items, 20)                              # caps for each act and venue
    for why in model.explain(profile, world, rows): ...              # why.parts sum to why.raw, within 1e-6
    packed = pack(model); model = unpack(packed)                     # bytes without pickle; BadModel on anything else

A raw score of ``additive``, ``content`` and ``learned`` is in points of the owner's table, and ``match(raw)`` is the
match that may be shown, 1 - exp(-raw / 6). The others' scores only order.

**Reasons** are ``Contribution(factor, points, because)``: the factor's name is a key of ``FACTORS``, the evidence is
ids. **Dials** multiply: ``{"popular": 0.5}`` a whole factor, ``{"genre:12": 0.25, "act:7": 1.5, "venue:3": 0}`` one
name in every factor that speaks of it, and besides a factor of its own, ``dials``, moves what bears that name.
Popularity knows nobody, so no dial turns it: it is the ranking without profiling.

**Judging**: ``splits.by_time`` holds back the latest evidence, ``metrics.measure`` gives precision, recall, NDCG and
MAP at 10 and coverage for all and for each amount of history.

All of it is deterministic for a seed. A model is read-only and may be asked from several threads.
"""

from collections.abc import Mapping

from wtc.ml.taste.additive import Additive
from wtc.ml.taste.collaborative import Collaborative
from wtc.ml.taste.content import Content
from wtc.ml.taste.diversity import top
from wtc.ml.taste.hybrid import Hybrid
from wtc.ml.taste.learned import Learned
from wtc.ml.taste.names import FACTORS
from wtc.ml.taste.packing import from_bytes, to_bytes
from wtc.ml.taste.popularity import Popularity
from wtc.ml.taste.protocol import BadModel, Because, Contribution, Explanation, Model, Ranker, match
from wtc.ml.taste.rules import allowed
from wtc.ml.taste.world import NOWHERE, SIGNALS, WEEKEND, Evidence, Items, Profile, World

RANKERS: Mapping[str, Ranker] = {
    one.name: one for one in (Popularity(), Additive(), Content(), Collaborative(), Hybrid(), Learned())
}
DEFAULT = "learned"


def pack(model: Model) -> bytes:
    """A model as bytes: arrays behind their SHA-256."""
    return to_bytes(model.name, model.state())


def unpack(packed: bytes) -> Model:
    """The model in these bytes. BadModel when they were changed, are something else or would run code."""
    name, state = from_bytes(packed)
    if name not in RANKERS:
        raise BadModel("the model is of a kind we do not know")
    return RANKERS[name].restore(state)


__all__ = [
    "DEFAULT",
    "FACTORS",
    "NOWHERE",
    "RANKERS",
    "SIGNALS",
    "WEEKEND",
    "BadModel",
    "Because",
    "Contribution",
    "Evidence",
    "Explanation",
    "Items",
    "Model",
    "Profile",
    "Ranker",
    "World",
    "allowed",
    "match",
    "pack",
    "top",
    "unpack",
]
