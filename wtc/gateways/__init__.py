"""The outside world: web APIs, mail, images."""
