"""Every kind of job there is and the flow that does it."""

import importlib
import importlib.util
from typing import Any

from wtc.flows import refresh, trending
from wtc.flows.work import Hopeless, Kind, Run, Work


def _at(name: str) -> Run:
    """The flow called ``module:function`` of ``wtc.flows``, imported when it is first needed: workers start lightly."""
    module, _, function = name.partition(":")

    async def run(work: Work) -> dict[str, Any]:
        path = f"wtc.flows.{module}"
        if importlib.util.find_spec(path) is None:
            raise Hopeless("This house has no such flow.")
        told: dict[str, Any] = await getattr(importlib.import_module(path), function)(work)
        return told

    return run


KINDS = {
    "ingest": Kind(title="Read one source", run=refresh.one),
    "sync-shows": Kind(title="Read every source", run=refresh.everything),
    "sync-artists": Kind(title="Refresh artists", run=_at("enrich:job")),
    "import-setlists": Kind(title="Import setlists", run=_at("setlists:job")),
    "match-alerts": Kind(title="Hold new gigs against alerts", run=_at("notifications:match")),
    "calculate-trending": Kind(title="Count what is looked at", run=trending.calculate),
    "sync-spotify": Kind(title="Read fans' Spotify", run=_at("spotify_sync:job")),
    "train-recommender": Kind(title="Train the recommender", run=_at("training:job")),
    "forget": Kind(title="Forget who left", run=_at("forgetting:job")),
    "train-model": Kind(title="Train the artist matcher", run=_at("mapping:job")),
}
"""By the name that stands in the row."""
