"""Tables that people upload: CSV read here, XLSX in a process of its own after a look at its outside."""

from wtc.gateways.spreadsheets.reading import Table, read
from wtc.gateways.turns import LARGEST

__all__ = ["LARGEST", "Table", "read"]
