"""Fans as they were last read, for a minute: whoever looks at list after list is read from the database once."""

import threading
import time
from collections import OrderedDict

from sqlmodel import Session

from wtc.flows.kept import CATALOGUE
from wtc.services import fans
from wtc.services.fans import Fan

ROOM = 40_000
"""How many deeds of fans are held at most; each fan counts for one more."""
SECONDS = 60.0


class Regulars:
    """Fans by id, the one read longest ago first. Threads may ask at once."""

    def __init__(self) -> None:
        self._fans: OrderedDict[int, tuple[object, float, Fan]] = OrderedDict()
        self._lock = threading.Lock()
        self._weight = 0

    def one(self, session: Session, user_id: int, standing: str = "") -> Fan:
        """The fan as the database has them. ``standing`` is theirs by ``services.fans``, when it was asked for already.

        Raises NotSignedIn when there is no such user.
        """
        token = (CATALOGUE.mark, standing or fans.standing(session, user_id))
        with self._lock:
            held = self._fans.get(user_id)
        if held and held[0] == token and time.monotonic() < held[1]:
            return held[2]
        fan = fans.one(session, user_id)
        with self._lock:
            self._drop(user_id)
            self._fans[user_id] = (token, time.monotonic() + SECONDS, fan)
            self._weight += _weight(fan)
            while self._weight > ROOM or next(iter(self._fans.values()))[1] < time.monotonic():
                self._drop(next(iter(self._fans)))
        return fan

    def forget(self, user_id: int) -> None:
        """Let go of a fan."""
        with self._lock:
            self._drop(user_id)

    def _drop(self, user_id: int) -> None:
        held = self._fans.pop(user_id, None)
        if held:
            self._weight -= _weight(held[2])


def _weight(fan: Fan) -> int:
    return len(fan.profile.history) + 1


REGULARS = Regulars()
