"""setlist.fm REST 1.0: ``SetlistFm`` does the wire, ``parse`` beside it is pure."""

from wtc.gateways.setlistfm.parse import SOURCE, acts, shows
from wtc.gateways.setlistfm.read import SetlistFm

__all__ = ["SOURCE", "SetlistFm", "acts", "shows"]
