"""The nouns that travel: frozen dataclasses, nothing else."""
