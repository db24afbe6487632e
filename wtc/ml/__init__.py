"""Learned scorers as pure functions on arrays and shapes: no database, no network, no clock."""
