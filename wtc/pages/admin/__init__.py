"""The rooms of those who keep the house: hung like every page, filled for admins alone."""

from types import ModuleType

from wtc.pages.admin import duplicates, experiments, mapping, ml, reports, searches, sources

PAGES: tuple[ModuleType, ...] = (sources, duplicates, mapping, reports, searches, ml, experiments)
