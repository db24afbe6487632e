"""The product's own recommender, for scripts that score it on interactions of other people's services.

Whole numbers stand for their names. The group of an event is its act; without groups each thing is an act of its own.
"""

from typing import Any

import numpy as np
import pandas as pd

from wtc.ml import taste


class Recommender:
    """A fitted model, asked by the names of the interactions' own users and items."""

    def __init__(self, ranker: str, taken: Any, things: Any, people: Any) -> None:
        self.names = things.item_id.to_numpy()
        self._number = {name: at for at, name in enumerate(self.names)}
        self._people = {name: at for at, name in enumerate(pd.unique(pd.concat([people.user_id, taken.user_id])))}
        dated = taken.ts.nunique() > 1
        now = float(taken.ts.max() + 1) if dated else 0.0
        self.world = taste.World(items=_items(things), now=now)
        self.profiles = self._profiles(taken, people, dated)
        self._seen = {at: {one.item for one in fan.history} for at, fan in self.profiles.items()}
        fans = [fan for fan in self.profiles.values() if fan.history]
        self.model = taste.RANKERS[ranker].fit(self.world, fans)

    def _profiles(self, taken: Any, people: Any, dated: bool) -> dict[int, taste.Profile]:
        items = self.world.items
        history: dict[int, list[taste.Evidence]] = {}
        for user, item, moment in zip(taken.user_id, taken.item_id, taken.ts, strict=True):
            deed = items.of_row(self._number[item], "attended", float(moment) if dated else np.nan)
            history.setdefault(self._people[user], []).append(deed)
        blank = [np.nan] * len(people)
        homes = zip(people.get("lat", blank), people.get("lon", blank), strict=True)
        friends = people.get("friends", [""] * len(people))
        told = {
            self._people[name]: (float(lat), float(lon), str(known or "").split())
            for name, (lat, lon), known in zip(people.user_id, homes, friends, strict=True)
        }
        made = {}
        for at in self._people.values():
            lat, lon, known = told.get(at, (np.nan, np.nan, []))
            made[at] = taste.Profile(
                id=at,
                history=tuple(history.get(at, ())),
                lat=lat,
                lon=lon,
                friends=tuple(self._people[one] for one in known if one in self._people),
            )
        return made

    def recommend(self, user_id: str, k: int, candidates: Any = None) -> list[str]:
        """The names of the ``k`` best, best first."""
        fan = self.profiles.get(self._people.get(user_id, -1), taste.Profile())
        mask = self.world.items.candidate if candidates is None else np.asarray(candidates, dtype=bool)
        mask = mask & ~np.isin(self.world.items.ids, list(self._seen.get(fan.id, ())))
        scores = self.model.rank(fan, self.world, mask)
        best = np.argsort(-scores, kind="stable")[:k]
        return [str(self.names[at]) for at in best if scores[at] > -np.inf]


def _items(things: Any) -> taste.Items:
    count = len(things)
    acts = pd.factorize(things["group"])[0] if "group" in things else np.arange(count)
    tags = [text.split() for text in things["tags"].fillna("").astype(str)] if "tags" in things else [[]] * count
    genre = {name: at for at, name in enumerate(sorted({one for row in tags for one in row}))}
    known: dict[str, Any] = {"starts": "start_ts", "lat": "lat", "lon": "lon"}
    return taste.Items.of(
        list(range(count)),
        acts=[[int(one)] for one in acts],
        genres=[[genre[one] for one in row] for row in tags],
        venue=pd.factorize(things["venue"])[0].tolist() if "venue" in things else (),
        candidate=things["candidate"].tolist(),
        **{to: things[column].astype(float).tolist() for to, column in known.items() if column in things},
    )


def fit(interactions_df: Any, items_df: Any, users_df: Any) -> Recommender:
    """The default ranker, as the product fits it."""
    return Recommender(taste.DEFAULT, interactions_df, items_df, users_df)
