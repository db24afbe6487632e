"""Searches at rest: counts of words by day, and nobody's name."""

from datetime import date

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from wtc.models.columns import exact


class SearchCount(SQLModel, table=True):
    """How often something was searched on an Irish day, ``empty`` times without an answer.

    ``lots`` has a bit for each of eight lots that those who ``said`` it fell into, drawn anew for each words: at least
    so many were different visitors.
    """

    __tablename__ = "search_counts"

    day: date = Field(primary_key=True)
    said: str = Field(sa_column=Column(exact(80), primary_key=True))
    searches: int = 0
    empty: int = 0
    lots: int = 0
