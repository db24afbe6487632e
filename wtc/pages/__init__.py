"""Where pictures are hung and wired to state."""
