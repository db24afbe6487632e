"""Acts and rooms by the beginning of a name."""

from sqlmodel import Session

from wtc.domain.text import key
from wtc.queries import names as queries
from wtc.shapes.palette import Offer

MOST = 4


def beginning(session: Session, text: str) -> tuple[tuple[Offer, ...], tuple[Offer, ...]]:
    """Acts, and rooms, with a name that begins with ``text`` or holds a word that does; at most four of each."""
    wanted = key(text)[:80]
    rows = session.execute(queries.beginning(wanted, limit=MOST)).all() if len(wanted) > 1 else []
    offers = {
        kind: tuple(
            Offer(label=row.name, href=f"/{kind}/{row.slug}", note=row.town)
            for row in rows
            if bool(row.is_act) == (kind == "artists")
        )
        for kind in ("artists", "venues")
    }
    return offers["artists"], offers["venues"]
