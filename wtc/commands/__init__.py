"""Commands that are long enough for a file of their own; ``wtc.__main__`` hangs them up."""
