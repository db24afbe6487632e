"""Which of our acts a source's act is: by hard ids, then by name, remembered once decided."""

from wtc.services.mapping.deciding import accept, accept_above, history, make_new, reject, undo
from wtc.services.mapping.merging import leads_to, merge, split, unmerge
from wtc.services.mapping.reviewing import above, artists_known, one, search, waiting
from wtc.services.mapping.settling import settle

__all__ = [
    "above", "accept", "accept_above", "artists_known", "history", "leads_to", "make_new", "merge", "one", "reject",
    "search", "settle", "split", "undo", "unmerge", "waiting",
]  # fmt: skip
