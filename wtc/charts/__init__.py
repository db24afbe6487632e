"""A shape in, a picture out."""
