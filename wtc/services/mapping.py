"""Which of our acts a source's act is: by hard ids, then by name, remembered once decided."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from wtc.shapes.artists import ArtistRecord, Match


def settle(
    session: Session, records: Sequence[ArtistRecord], *, now: datetime, meant: Mapping[str, int] | None = None
) -> list[Match]:
    """Keep ``records`` and say which of our acts each is, in the same order. Give at most 200 at a time.

    ``meant`` tells, by a record's source id, for which of our acts the source was searched: a candidate, no proof. An
    accepted record gives its act the ids, and the facts that the act lacks (``told_by`` says whose each is).
    """
    raise NotImplementedError
