"""What may be put before a fan at all: never what is past, cancelled, seen, saved or hidden."""

import numpy as np

from wtc.ml.taste.world import NOWHERE, Mask, Profile, World

_SETTLED = frozenset({"save", "attended", "hide", "thumb_down"})


def allowed(profile: Profile, world: World) -> Mask:
    """True for events that may be shown: candidates that have not begun and that the fan has not dealt with.

    Events without a date may be shown. ``world.items.candidate`` already leaves out what is cancelled.
    """
    items = world.items
    with np.errstate(invalid="ignore"):
        begun = items.starts <= world.now
    dealt = {one.item for one in profile.history if one.kind in _SETTLED and one.item != NOWHERE} | profile.seen
    return items.candidate & ~begun & ~np.isin(items.ids, np.fromiter(dealt, dtype=np.int64))
