"""Every colour, space, radius, font and motion."""
