"""Mixcloud: ``Mixcloud`` does the wire, ``parse`` beside it is pure."""

from wtc.gateways.mixcloud.parse import SOURCE, facts, mixes, user, users
from wtc.gateways.mixcloud.read import Mixcloud

__all__ = ["SOURCE", "Mixcloud", "facts", "mixes", "user", "users"]
