"""Dice through a paid reader at Apify: ``Reading`` runs it city by city, ``parse`` beside it is pure."""

from wtc.gateways.dice.parse import SOURCE, parse
from wtc.gateways.dice.read import CITIES, Reading

__all__ = ["CITIES", "SOURCE", "Reading", "parse"]
