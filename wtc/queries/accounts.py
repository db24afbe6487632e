"""The questions about names that a user may have in mind."""

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from wtc.models.artists import Artist
from wtc.models.venues import VenueRow

NAMED = {
    "artists": (col(Artist.name), col(Artist.name_key)),
    "djs": (col(Artist.name), col(Artist.name_key)),
    "venues": (col(VenueRow.name), col(VenueRow.name_key)),
    "cities": (col(VenueRow.city), col(VenueRow.city_key)),
}
_LAST = "\U0010ffff"


def beginning(of: str, key: str, limit: int) -> SelectOfScalar[str]:
    """The names whose key begins so, in the order of their keys: a range of the index on either database."""
    name, keys = NAMED[of]
    return select(name).where(keys >= key, keys < key + _LAST, name != "").distinct().order_by(name).limit(limit)
