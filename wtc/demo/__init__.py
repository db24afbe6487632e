"""Bundled listings in the providers' own formats: the catalogue without a key."""
