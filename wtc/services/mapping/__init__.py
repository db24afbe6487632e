"""Which of our acts a source's act is: by hard ids, then by name, remembered once decided."""

from wtc.services.mapping.settling import settle

__all__ = ["settle"]
